import type { Model, Person, Photo } from './entities.ts';
import {
  activePhotos,
  currentModel,
  favoriteOf,
  inviteStatusOf,
  memberStatusOf,
} from './entities.ts';
import type { Payload } from './router.ts';
import type { Variant } from './seed.ts';
import type { SignedUrls } from './signed-urls.ts';
import type { OrganizationState } from './state.ts';

/** Reference §3.1. */
export function organizationView(state: OrganizationState): Payload {
  const { uid, name, website } = state;
  return { uid, name, website, teams: state.teams.map((team) => ({ ...team })) };
}

/** Reference §4.1: `modelId` is absent until there is a model. */
export function inviteRow(state: OrganizationState, person: Person): Payload {
  return {
    email: person.email,
    status: inviteStatusOf(person),
    ...modelIdOf(person),
    ...teamOf(state, person),
    createdAt: person.invite?.createdAt,
  };
}

/** Reference §4.3: neither `teamName` nor `createdAt`. */
export function inviteView(person: Person): Payload {
  const status = inviteStatusOf(person);
  return { email: person.email, status, ...modelIdOf(person), teamId: person.teamId };
}

/** Reference §5.1. */
export function memberRow(state: OrganizationState, person: Person): Payload {
  const model = currentModel(person);
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    status: memberStatusOf(person),
    ...teamOf(state, person),
    modelId: model?.id ?? null,
    modelStatus: model?.status ?? null,
    joinedAt: person.joinedAt,
  };
}

/** Reference §5.2: no `status`. */
export function acceptedRow(state: OrganizationState, person: Person): Payload {
  const { id, email, name, joinedAt } = person;
  return { id, email, name, ...teamOf(state, person), joinedAt };
}

/** Reference §5.3. */
export function pendingRow(state: OrganizationState, person: Person): Payload {
  const { status, ...row } = memberRow(state, person);
  return row;
}

/** Reference §5.4. */
export function finishedRow(state: OrganizationState, person: Person): Payload {
  const { joinedAt, ...row } = acceptedRow(state, person);
  const model = currentModel(person);
  return {
    ...row,
    modelId: model?.id ?? null,
    photoCount: model === null ? 0 : activePhotos(model).length,
    hasFavorite: model !== null && favoriteOf(model) !== null,
    joinedAt,
  };
}

/** Reference §7.1. */
export function modelRow(state: OrganizationState, model: Model): Payload {
  const { id, uid, person, status, isDevelopment, createdAt, finishedAt } = model;
  return {
    id,
    uid,
    email: person.email,
    title: person.name,
    status,
    ...teamOf(state, person),
    isDevelopment,
    createdAt,
    finishedAt,
  };
}

export type Include = 'main' | 'all';

/** Reference §8.1: no `modelId`. */
export function photoRow(urls: SignedUrls, model: Model, photo: Photo, include: Include): Payload {
  const { id, status, likedStatus, createdAt } = photo;
  return { id, status, likedStatus, createdAt, ...linksOf(urls, model, photo, include) };
}

/** Reference §8.2, §8.3: with `modelId`. */
export function photoView(urls: SignedUrls, model: Model, photo: Photo, include: Include): Payload {
  const { id, ...row } = photoRow(urls, model, photo, include);
  return { id, modelId: model.id, ...row };
}

/** Reference §9 (ASSUMED): the photo with its person under `member`. */
export function favoriteRow(
  { state, urls }: { state: OrganizationState; urls: SignedUrls },
  model: Model,
  photo: Photo,
  include: Include,
): Payload {
  const { id, email, name } = model.person;
  const member = { id, email, name, ...teamOf(state, model.person) };
  return { ...photoView(urls, model, photo, include), member };
}

/** Fresh signed URLs of the variants that exist. */
export function urlsOf(
  urls: SignedUrls,
  model: Model,
  photo: Photo,
  include: Include,
): Partial<Record<Variant, string>> {
  const wanted = photo.variants.filter((variant) => include === 'all' || variant === 'main');
  return Object.fromEntries(
    wanted.map((variant) => [
      variant,
      urls.sign({ modelId: model.id, photoId: photo.id, variant }),
    ]),
  );
}

function linksOf(urls: SignedUrls, model: Model, photo: Photo, include: Include): Payload {
  return { urls: urlsOf(urls, model, photo, include), expiresAt: urls.expiresAt() };
}

function modelIdOf(person: Person): Payload {
  const model = currentModel(person);
  return model === null ? {} : { modelId: model.id };
}

function teamOf(state: OrganizationState, person: Person): Payload {
  return { teamId: person.teamId, teamName: state.team(person.teamId)?.name ?? null };
}
