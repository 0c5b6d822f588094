import type { Person } from './entities.ts';
import { activePhotos, currentModel, stageOf } from './entities.ts';
import type { Random } from './random.ts';
import type { OrganizationState } from './state.ts';

export interface ProgressOptions {
  /** How many people move, chosen at random; everyone by default. */
  people?: number;
  /** How many photos a session gives; 40 by default. */
  photosPerModel?: number;
}

/**
 * Moves people one stage on: invited, accepted, uploading, waiting, training, generating, ready,
 * and at last the choice of a favorite. Gives how many have moved.
 */
export function progress(
  state: OrganizationState,
  random: Random,
  { people = Number.POSITIVE_INFINITY, photosPerModel = 40 }: ProgressOptions = {},
): number {
  const waiting = state.people.filter((person) => canMove(state, person));
  // In order when all move, so that the outcome does not depend on chance.
  const order = people < waiting.length ? shuffled(waiting, random) : waiting;
  let moved = 0;
  for (const person of order) {
    // Those before may have used up the last credit.
    if (moved >= people || !canMove(state, person)) continue;
    move(state, random, person, photosPerModel);
    moved += 1;
  }
  return moved;
}

function shuffled(people: Person[], random: Random): Person[] {
  return people
    .map((person) => ({ person, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ person }) => person);
}

function canMove(state: OrganizationState, person: Person): boolean {
  const { invite } = person;
  if (invite?.revoked === true) return false;
  if (person.joinedAt === null && invite !== null && state.hasExpired(invite)) return false;
  const model = currentModel(person);
  switch (stageOf(person)) {
    case 'accepted':
      // Whoever lost their session to a deletion does not begin another by themselves.
      return person.models.length === 0;
    case 'uploading':
      return state.credits > 0 || model?.isDevelopment === true;
    case 'ready':
      return model !== null && model.favoritePhotoId === null && activePhotos(model).length > 0;
    default:
      return true;
  }
}

const NEXT_STATUS = {
  onboarding: 'waiting',
  waiting: 'pending',
  // A failed session restarts by itself (reference §2).
  failed: 'pending',
  pending: 'generatingHeadshots',
  generatingHeadshots: 'active',
} as const;

function move(
  state: OrganizationState,
  random: Random,
  person: Person,
  photosPerModel: number,
): void {
  const model = currentModel(person);
  if (person.joinedAt === null) {
    state.join(person.email);
  } else if (model === null) {
    state.startModel(person.email);
  } else if (model.status === 'active') {
    chooseAndRate(state, random, model.id);
  } else if (model.status !== 'deleted') {
    const next = NEXT_STATUS[model.status];
    if (next === 'active') state.addPhotos(model.id, photosPerModel);
    state.setModelStatus(model.id, next);
  }
}

function chooseAndRate(state: OrganizationState, random: Random, modelId: string): void {
  const photos = activePhotos(state.model(modelId));
  const favorite = photos[Math.floor(random() * photos.length)];
  if (favorite === undefined) return;
  for (const photo of photos) {
    const draw = random();
    if (draw < 0.25) state.ratePhoto(modelId, photo.id, draw < 0.08 ? 'loved' : 'liked');
  }
  state.ratePhoto(modelId, favorite.id, 'loved');
  state.chooseFavorite(modelId, favorite.id);
}
