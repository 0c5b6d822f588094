import type { Invite, Model, Person, Photo, Team } from './entities.ts';
import { favoriteOf, stageOf } from './entities.ts';
import type { Random } from './random.ts';
import { createIds } from './random.ts';
import type { LikedStatus, ModelStatus, SeedOrganization, SeedPerson } from './seed.ts';
import { VARIANTS } from './seed.ts';

/** How long an invite's link works (reference §4.2). */
const LINK_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** What webhooks tell about a model (reference §10.1). */
export const MODEL_EVENTS = [
  'model.created',
  'model.status.updated',
  'model.photos_ready',
  'model.favorite_selected',
  'model.deleted',
] as const;
export type ModelEvent = (typeof MODEL_EVENTS)[number];

export interface StateOptions {
  now: () => number;
  random: Random;
  onEvent: (event: ModelEvent, model: Model) => void;
}

/**
 * The truth behind the sandbox's API. Tests read it and change it as people and admins would;
 * every action throws on an id that does not exist.
 */
export class OrganizationState {
  readonly uid: string;
  readonly name: string;
  readonly website: string | null;
  readonly whitelabel: boolean;
  credits: number;
  readonly teams: Team[];
  readonly people: Person[] = [];
  readonly models = new Map<string, Model>();
  readonly #byEmail = new Map<string, Person>();
  readonly #options: StateOptions;
  readonly #newId: () => string;

  constructor(seed: SeedOrganization, options: StateOptions) {
    this.#options = options;
    this.#newId = createIds(options.random);
    this.uid = seed.uid;
    this.name = seed.name;
    this.website = seed.website;
    this.whitelabel = seed.whitelabel ?? false;
    this.credits = seed.credits;
    this.teams = seed.teams.map((team) => ({ ...team }));
    for (const person of seed.people) this.#plant(person);
  }

  person(email: string): Person | null {
    return this.#byEmail.get(email.toLowerCase()) ?? null;
  }

  team(teamId: string | null): Team | null {
    return this.teams.find((team) => team.id === teamId) ?? null;
  }

  model(modelId: string): Model {
    return found(this.models.get(modelId), 'model', modelId);
  }

  photo(modelId: string, photoId: string): Photo {
    return found(this.model(modelId).photos.get(photoId), 'photo', photoId);
  }

  /** Everyone signed up. */
  members(): Person[] {
    return this.people.filter((person) => person.joinedAt !== null);
  }

  /** Invites sent out that nobody has taken up. */
  pendingInvites(): Person[] {
    return this.people.filter(
      ({ invite, joinedAt }) => invite !== null && !invite.revoked && joinedAt === null,
    );
  }

  /** Invites the address, anew if its earlier invite was revoked. */
  invite(email: string, teamId: string | null): Invite {
    const person = this.person(email) ?? this.#addPerson(email);
    person.teamId = teamId;
    person.invite = {
      id: this.#newId().slice(0, 12),
      createdAt: this.#timestamp(),
      revoked: false,
    };
    return person.invite;
  }

  /** Opens the sign-up for an invite. */
  inviteLink(inviteId: string): string {
    return `https://www.headshotpro.com/auth/signup?invite=${inviteId}`;
  }

  /** Whether the link no longer works; the invite itself stays as it is. */
  hasExpired({ createdAt }: Invite): boolean {
    return this.#options.now() >= Date.parse(createdAt) + LINK_LIFE_MS;
  }

  /**
   * Somebody opens a link and signs up: as the person who was invited. Throws for a link that is
   * unknown, withdrawn, used or older than 30 days; the invite then stays as it is.
   */
  signUp(inviteId: string, name: string | null = null): Person {
    const person = found(
      this.people.find(({ invite }) => invite?.id === inviteId),
      'invite',
      inviteId,
    );
    const { invite } = person;
    if (invite === null || invite.revoked) throw new Error('This invite was withdrawn.');
    if (person.joinedAt !== null) throw new Error('This invite was used before.');
    if (this.hasExpired(invite)) throw new Error('This invite has expired.');
    this.join(person.email, name);
    return person;
  }

  /** Withdraws the invite, and with it the person and their models (reference §4.4). */
  revokeInvite(email: string): void {
    const person = found(this.person(email), 'person', email);
    if (person.invite !== null) person.invite.revoked = true;
    for (const model of person.models) {
      if (model.status !== 'deleted') this.deleteModel(model.id);
    }
    person.joinedAt = null;
  }

  /** An invited person signs up, under a name if they give one. */
  join(email: string, name: string | null = null): void {
    const person = found(this.person(email), 'person', email);
    person.joinedAt = this.#timestamp();
    person.name = name ?? person.name;
  }

  addTeam(name: string): Team {
    const team = { id: `team_${this.#newId().slice(0, 8)}`, name };
    this.teams.push(team);
    return team;
  }

  /** Members stay without a team; pending invites for the team are cancelled (reference §6.4). */
  removeTeam(teamId: string): void {
    const team = found(this.team(teamId), 'team', teamId);
    for (const person of this.pendingInvites()) {
      if (person.teamId === teamId) this.revokeInvite(person.email);
    }
    for (const person of this.people) {
      if (person.teamId === teamId) person.teamId = null;
    }
    this.teams.splice(this.teams.indexOf(team), 1);
  }

  /** The person begins a session. */
  startModel(email: string, isDevelopment = false): Model {
    const person = this.person(email) ?? this.#addPerson(email);
    person.joinedAt ??= this.#timestamp();
    const model: Model = {
      id: this.#newId(),
      uid: person.models[0]?.uid ?? `anon_${this.#newId().slice(0, 6)}`,
      person,
      status: 'onboarding',
      isDevelopment,
      createdAt: this.#timestamp(),
      finishedAt: null,
      deletedAt: null,
      favoritePhotoId: null,
      photos: new Map(),
    };
    person.models.push(model);
    this.models.set(model.id, model);
    this.#options.onEvent('model.created', model);
    return model;
  }

  /** Leaving `onboarding` for `waiting` uses up a credit, unless it is a test run (reference §3.2). */
  setModelStatus(modelId: string, status: Exclude<ModelStatus, 'deleted'>): void {
    const model = this.model(modelId);
    if (model.status === 'onboarding' && status === 'waiting' && !model.isDevelopment) {
      this.credits -= 1;
    }
    model.status = status;
    model.finishedAt = status === 'active' ? this.#timestamp() : null;
    this.#options.onEvent('model.status.updated', model);
    if (status === 'active') this.#options.onEvent('model.photos_ready', model);
  }

  deleteModel(modelId: string): void {
    const model = this.model(modelId);
    model.status = 'deleted';
    model.deletedAt = this.#timestamp();
    model.favoritePhotoId = null;
    model.photos.clear();
    this.#options.onEvent('model.deleted', model);
  }

  /** New active photos at the end of the model's list. */
  addPhotos(modelId: string, count: number): Photo[] {
    const model = this.model(modelId);
    const photos = Array.from({ length: count }, (): Photo => {
      const id = this.#newId();
      const createdAt = this.#timestamp();
      return { id, status: 'active', likedStatus: 'none', createdAt, variants: VARIANTS };
    });
    for (const photo of photos) model.photos.set(photo.id, photo);
    return photos;
  }

  ratePhoto(modelId: string, photoId: string, likedStatus: LikedStatus): void {
    this.photo(modelId, photoId).likedStatus = likedStatus;
  }

  /** The photo stays listed as `deleted`; its files are gone, and so is a choice that fell on it. */
  deletePhoto(modelId: string, photoId: string): void {
    const model = this.model(modelId);
    this.photo(modelId, photoId).status = 'deleted';
    if (model.favoritePhotoId === photoId) model.favoritePhotoId = null;
  }

  chooseFavorite(modelId: string, photoId: string): void {
    const model = this.model(modelId);
    model.favoritePhotoId = this.photo(modelId, photoId).id;
    this.#options.onEvent('model.favorite_selected', model);
  }

  #timestamp(): string {
    return new Date(this.#options.now()).toISOString();
  }

  #addPerson(email: string): Person {
    const person: Person = {
      id: this.#newId(),
      email,
      name: null,
      gender: this.#options.random() < 0.5 ? 'female' : 'male',
      teamId: null,
      joinedAt: null,
      invite: null,
      models: [],
    };
    this.people.push(person);
    this.#byEmail.set(email.toLowerCase(), person);
    return person;
  }

  #plant(seed: SeedPerson): void {
    if (this.person(seed.email) !== null) throw new Error(`The seed has ${seed.email} twice.`);
    if (seed.teamId !== null) found(this.team(seed.teamId), 'team', seed.teamId);
    const person = this.#addPerson(seed.email);
    person.id = seed.id;
    person.name = seed.name;
    person.gender = seed.gender ?? 'female';
    person.teamId = seed.teamId;
    person.joinedAt = seed.joinedAt;
    person.invite = { id: this.#newId().slice(0, 12), createdAt: seed.invitedAt, revoked: false };
    for (const { photos, ...facts } of seed.models) {
      if (this.models.has(facts.id)) throw new Error(`The seed has model ${facts.id} twice.`);
      const deletedAt = facts.status === 'deleted' ? facts.createdAt : null;
      const model: Model = { ...facts, person, deletedAt, photos: new Map() };
      for (const photo of photos) {
        model.photos.set(photo.id, { status: 'active', variants: VARIANTS, ...photo });
      }
      if (model.favoritePhotoId !== null && favoriteOf(model)?.status !== 'active') {
        throw new Error(`The seed's model ${model.id} has a favorite that nobody can see.`);
      }
      person.models.push(model);
      this.models.set(model.id, model);
    }
    if (stageOf(person) !== seed.stage) {
      throw new Error(
        `The seed says ${seed.email} is ${seed.stage}, but their models say ${stageOf(person)}.`,
      );
    }
  }
}

function found<T>(value: T | null | undefined, kind: string, id: string): T {
  if (value === null || value === undefined) throw new Error(`The sandbox has no ${kind} ${id}.`);
  return value;
}
