import { AppError } from '#shared/errors.ts';
import { BATCH_SIZE, type CallOptions, type HeadshotProApi } from './api.ts';
import { Calls } from './calls.ts';
import { amount } from './decode/fields.ts';
import { organization, team } from './decode/organization.ts';
import { createdModel, invite, member, model, sentInvite } from './decode/people.ts';
import { downloadItem, favoritePhoto, linkedPhoto } from './decode/photos.ts';
import { get, needed, orNull, ours, post, segment } from './operation.ts';
import type { RateSnapshot } from './rate-budget.ts';
import { payload } from './reply.ts';
import { type ApiCall, Requester, type RequesterPorts } from './request.ts';
import { assertApiUrl } from './url-guard.ts';
import { createV1, type V1Api } from './v1.ts';

/** The API, and what it takes to show how it is doing. */
export interface HeadshotPro extends HeadshotProApi {
  /** The four calls of the version before, for keys and invites that still come from it. */
  readonly v1: V1Api;
  /** The address in use, as `assertApiUrl` gives it. */
  readonly apiUrl: string;
  /** Where the allowance stands now. */
  budget(): RateSnapshot;
  /** About how long `calls` more calls will take, in ms. */
  etaMs(calls: number): number;
  /** HeadshotPro's time, in ms since 1970. Links expire by it. */
  serverNow(): number;
}

/** A client of the HeadshotPro API, V2. Throws `url_refused` or `invalid_input` for a bad address. */
export function createHeadshotPro(ports: RequesterPorts): HeadshotPro {
  const apiUrl = assertApiUrl(ports.apiUrl);
  const requester = new Requester({ ...ports, apiUrl });
  const calls = new Calls(requester, ports.log);
  const { budget } = requester.lanes;
  return {
    apiUrl,
    v1: createV1(apiUrl, { ...ports, budget }),
    budget: () => budget.snapshot(),
    etaMs: (count) => budget.etaMs(count),
    serverNow: () => requester.serverTime.now(),
    organization: (options) =>
      calls.one(ours('organization', ''), 'organization', () => organization, options),
    credits: (options) => calls.one(ours('credits', '/credits'), 'credits', () => amount, options),
    invites: invites(calls),
    members: members(calls),
    teams: teams(calls),
    models: models(calls),
    photos: photos(calls),
    favorites: ({ teamId, include } = {}, options) =>
      calls.list(
        {
          ...get('favorites', '/photos/favorites', { teamId, include }),
          ours: teamId === undefined,
          keys: ['photos', 'favorites'],
          item: favoritePhoto,
          idOf: ({ photo }) => `${photo.modelId} ${photo.id}`,
        },
        options,
      ),
  };
}

function invites(calls: Calls): HeadshotProApi['invites'] {
  return {
    list: (options) =>
      calls.list(
        {
          ...ours('invites.list', '/invites'),
          keys: ['invites'],
          item: () => invite,
          idOf: ({ email }) => email.toLowerCase(),
        },
        options,
      ),
    create: async ({ email, teamId }, options) => {
      const body = { email: needed(email, 'An e-mail address'), teamId };
      const call = { ...post('invites.create', '/invites', body), mayExist: true };
      return calls.flat(call, 'link', () => sentInvite(body.email), options);
    },
    get: async (email, options) => {
      const call = get('invites.get', `/invites/${segment(email)}`);
      return orNull(calls.one(call, 'invite', () => invite, options));
    },
    revoke: async (email, options) => {
      const body = { email: needed(email, 'An e-mail address') };
      await calls.send(post('invites.revoke', '/invites/revoke', body), options);
    },
  };
}

function members(calls: Calls): HeadshotProApi['members'] {
  const list = (call: ApiCall, status: string | null, options?: CallOptions) =>
    calls.list(
      { ...call, keys: ['members'], item: () => member(status), idOf: ({ id }) => id },
      options,
    );
  return {
    list: ({ status } = {}, options) =>
      list({ ...get('members.list', '/team', { status }), ours: true }, null, options),
    accepted: (options) => list(ours('members.accepted', '/team/accepted'), 'accepted', options),
    pending: (options) => list(ours('members.pending', '/team/pending'), 'pending', options),
    finished: (options) => list(ours('members.finished', '/team/finished'), 'finished', options),
  };
}

function teams(calls: Calls): HeadshotProApi['teams'] {
  const change = (call: ApiCall, options?: CallOptions) =>
    calls.one({ ...call, mayExist: true }, 'organization', () => organization, options);
  return {
    list: (options) =>
      calls.list(
        {
          ...ours('teams.list', '/teams'),
          keys: ['teams'],
          item: () => team,
          idOf: ({ id }) => id,
        },
        options,
      ),
    create: async (name, options) =>
      change(post('teams.create', '/teams', { name: needed(name, 'A name') }), options),
    rename: async (teamId, name, options) => {
      const body = { name: needed(name, 'A name') };
      const call = post('teams.rename', `/teams/${segment(teamId)}`, body);
      return change({ ...call, method: 'PUT' }, options);
    },
    delete: async (teamId, options) =>
      change({ ...get('teams.delete', `/teams/${segment(teamId)}`), method: 'DELETE' }, options),
    addMembers: async (teamId, emails, options) => {
      if (emails.length === 0) throw new AppError('invalid_input', 'Name at least one member.');
      const path = `/teams/${segment(teamId)}/members`;
      await calls.send(post('teams.addMembers', path, { emails }), options);
    },
  };
}

function models(calls: Calls): HeadshotProApi['models'] {
  return {
    list: ({ status, teamId } = {}, options) =>
      calls.list(
        {
          ...get('models.list', '/models', { status, teamId }),
          ours: teamId === undefined,
          keys: ['models'],
          item: () => model,
          idOf: ({ id }) => id,
        },
        options,
      ),
    get: async (modelId, options) =>
      orNull(calls.one(get('models.get', modelPath(modelId)), 'model', () => model, options)),
    create: async ({ email, ...rest }, options) => {
      const body = { email: needed(email, 'An e-mail address'), ...rest };
      const call = { ...post('models.create', '/models', body), mayExist: true };
      return calls.flat(call, 'modelId', () => createdModel, options);
    },
    delete: async (modelId, options) => {
      await calls.send({ ...get('models.delete', modelPath(modelId)), method: 'DELETE' }, options);
    },
  };
}

function photos(calls: Calls): HeadshotProApi['photos'] {
  return {
    list: (modelId, { status, likedStatus, include } = {}, options) =>
      calls.list(
        {
          ...get('photos.list', `${modelPath(modelId)}/photos`, { status, likedStatus, include }),
          keys: ['photos'],
          item: (receivedAtMs) => linkedPhoto(modelId, receivedAtMs),
          idOf: ({ photo }) => photo.id,
        },
        options,
      ),
    favorite: async (modelId, options) => {
      const call = get('photos.favorite', `${modelPath(modelId)}/photos/favorite`);
      const { json, receivedAtMs } = await calls.send(call, options);
      // None chosen is a success: `photo` is null, perhaps only a message is there (§8.2).
      const photo = payload(json, 'photo') ?? null;
      return photo === null ? null : calls.decode(photo, linkedPhoto(modelId, receivedAtMs));
    },
    get: async (modelId, photoId, options) => {
      const path = `${modelPath(modelId)}/photos/${segment(photoId)}`;
      const call = get('photos.get', path, { include: 'all' });
      const decoder = (receivedAtMs: number) => linkedPhoto(modelId, receivedAtMs);
      return orNull(calls.one(call, 'photo', decoder, options));
    },
    batchDownload: async (modelId, photoIds, options) => {
      if (photoIds !== undefined && (photoIds.length === 0 || photoIds.length > BATCH_SIZE)) {
        throw new AppError('invalid_input', `Ask for 1 to ${BATCH_SIZE} photos at once.`);
      }
      const path = `${modelPath(modelId)}/photos/download`;
      const body = { photoIds, include: 'all' };
      // A read in the clothing of a POST.
      const call = { ...post('photos.batchDownload', path, body), repeatable: true };
      const { json, receivedAtMs } = await calls.send(call, options);
      const item = downloadItem(payload(json, 'expiresAt'), receivedAtMs);
      const { items, received } = await calls.items(payload(json, 'downloads'), item, call.name);
      if (received > 0 && items.length === 0) throw calls.notUnderstood();
      return [...new Map(items.map((links) => [links.photoId, links])).values()];
    },
  };
}

function modelPath(modelId: string): string {
  return `/models/${segment(modelId)}`;
}
