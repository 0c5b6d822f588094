import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPerson, libraryTotals, listPeople, modelsOfPerson } from '#core/library/people.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { SyncOptions } from '#core/sync/sync.ts';
import type { Model, Person } from '#sandbox/entities.ts';
import type { PayloadChange } from '#sandbox/faults/payloads.ts';
import type { PlainOptions } from '#sandbox/plain.ts';
import { MirroredSandbox } from '#test/mirrored-sandbox.ts';

let here: MirroredSandbox;
const start = async (options: Partial<PlainOptions> = {}) => {
  here = await MirroredSandbox.start({ people: 5, photosPerPerson: 3, ...options });
};
afterEach(() => here.close());

const person = (index: number) => here.organization.people[index] as Person;
const modelOf = (index: number) => person(index).models[0] as Model;
const syncedAt = () => libraryTotals(here.library.db)?.syncedAt ?? null;

/** Aborts with the `n`th request. */
async function interrupted(n: number): Promise<void> {
  const stop = new AbortController();
  let count = 0;
  here.onRequest = () => {
    if (++count === n) stop.abort();
  };
  const syncing = here.sync({ signal: stop.signal });
  await expect(syncing).rejects.toMatchObject({ code: 'cancelled' });
  here.onRequest = () => {};
}

/** What may happen between two syncs. */
function change(): void {
  const { organization } = here;
  organization.deleteModel(modelOf(0).id);
  organization.addPhotos(modelOf(1).id, 2);
  const [, second] = [...modelOf(2).photos.keys()];
  organization.chooseFavorite(modelOf(2).id, second ?? '');
  organization.setModelStatus(modelOf(3).id, 'pending');
  const model = organization.startModel(person(4).email);
  organization.addPhotos(model.id, 2);
  organization.setModelStatus(model.id, 'active');
  organization.addTeam('New team');
  organization.removeTeam(person(1).teamId ?? '');
}

describe('stopped at any request', () => {
  const FIRST = Array.from({ length: 12 }, (_, index) => index + 1);
  it.each(FIRST)('the first sync can be done later: request %i', async (n) => {
    await start();
    await interrupted(n);
    expect(syncedAt()).toBeNull();
    await here.sync();
    expect(syncedAt()).not.toBeNull();
    expect(here.mirrored()).toEqual(here.truth());
  });

  const LATER = Array.from({ length: 11 }, (_, index) => index + 1);
  it.each(LATER)('a later sync can be done later, and nothing is lost: request %i', async (n) => {
    await start();
    await here.sync();
    change();
    await interrupted(n);
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
    const people = listPeople(here.library.db, {}).items;
    expect(people.map(({ photoCount }) => photoCount).reduce((a, b) => a + b)).toBe(
      here.truth().photos.length + modelOf(3).photos.size,
    );
    await here.sync();
    expect(here.listed()).toEqual([]);
  });

  it('what was listed before is not listed again', async () => {
    await start({ people: 30 });
    await interrupted(28);
    const { unchanged, listed } = await here.sync();
    expect(unchanged).toBeGreaterThan(5);
    expect(unchanged + listed).toBe(30);
  });
});

describe('what the API does not give', () => {
  beforeEach(() => start());
  const OPTIONAL = /\/(invites|credits|team|team\/finished|photos\/favorites)$/;
  const deny = (path: string | RegExp, status: number, code: string) =>
    here.sandbox.faults.add({
      match: { host: 'api', path },
      fault: { kind: 'status', status, code },
    });

  it.each([
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [500, 'INTERNAL_ERROR'],
  ])('lists it can do without are left out and named: %i', async (status, code) => {
    const rule = deny(OPTIONAL, status, code);
    const report = await here.sync();
    expect(report.skipped.toSorted()).toEqual([
      'credits',
      'favorites',
      'finished members',
      'invites',
      'members',
    ]);
    expect(here.mirrored().photos).toEqual(here.truth().photos);
    expect(listPeople(here.library.db, {}).items).toHaveLength(5);
    rule.remove();
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
    expect(listPeople(here.library.db, {}).items).toHaveLength(5);
  });

  it('lists it had before keep what they said', async () => {
    await here.sync();
    deny(OPTIONAL, 403, 'FORBIDDEN');
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
    expect(getPerson(here.library.db, person(0).id)?.lifecycle).toBe('ready');
  });

  it('without any photo count every sync lists the photos, as nothing would tell of new ones', async () => {
    await here.sync();
    deny(/\/team\/finished$/, 404, 'NOT_FOUND');
    expect(await here.sync()).toMatchObject({ listed: 5, unchanged: 0 });
    here.organization.addPhotos(modelOf(0).id, 1);
    expect(await here.sync()).toMatchObject({ listed: 5, unchanged: 0 });
    expect(here.mirrored()).toEqual(here.truth());
  });

  it('teams that no list gives are those that people are said to be in', async () => {
    const withoutTeams: PayloadChange = ({ organization, ...rest }) => ({
      ...rest,
      organization: { ...(organization as object), teams: undefined },
    });
    here.sandbox.faults.add({
      match: { path: /\/organization$/ },
      fault: { kind: 'payload', change: withoutTeams },
    });
    deny(/\/teams$/, 403, 'FORBIDDEN');
    for (const _ of [1, 2]) {
      expect(await here.sync()).toMatchObject({ skipped: ['teams'], failed: [] });
      expect(here.mirrored()).toEqual(here.truth());
    }
  });

  it('a model that is listed but not known is named each time', async () => {
    const { id } = modelOf(2);
    deny(`/models/${id}/photos`, 404, 'NOT_FOUND');
    for (const unchanged of [0, 4]) {
      expect(await here.sync()).toMatchObject({
        unchanged,
        failed: [{ modelId: id, code: 'not_found' }],
      });
    }
  });

  it('an address that has no models says so', async () => {
    deny(/\/models$/, 404, 'NOT_FOUND');
    const error = { code: 'api_not_understood', message: /API address may be wrong/ };
    await expect(here.sync()).rejects.toMatchObject({
      ...error,
      message: expect.stringMatching(error.message),
    });
  });

  it('without the models there is no sync', async () => {
    deny(/\/models$/, 403, 'FORBIDDEN');
    await expect(here.sync()).rejects.toMatchObject({ code: 'not_permitted' });
    expect(syncedAt()).toBeNull();
  });

  it('one model that cannot be listed is named, and the others are there', async () => {
    const { id } = modelOf(2);
    const rule = deny(`/models/${id}/photos`, 500, 'INTERNAL_ERROR');
    const report = await here.sync();
    expect(report).toMatchObject({ listed: 4, failed: [{ modelId: id, code: 'api_failed' }] });
    expect(getPerson(here.library.db, person(3).id)?.photoCount).toBe(3);
    rule.remove();
    expect(await here.sync()).toMatchObject({ listed: 1, unchanged: 4, failed: [] });
    expect(here.mirrored()).toEqual(here.truth());
  });

  it('one model that cannot be asked for is named, and not taken for gone', async () => {
    await here.sync();
    const { id } = modelOf(2);
    here.organization.setModelStatus(id, 'pending');
    deny(new RegExp(`/models/${id}$`), 500, 'INTERNAL_ERROR');
    here.organization.addPhotos(modelOf(0).id, 1);
    expect(await here.sync()).toMatchObject({ failed: [{ modelId: id, code: 'api_failed' }] });
    expect(modelsOfPerson(here.library.db, person(2).id)).toMatchObject([{ gone: false }]);
    expect(getPerson(here.library.db, person(0).id)?.photoCount).toBe(4);
  });

  it('a favorite without a place does not make the others be forgotten', async () => {
    await here.sync();
    const lost: PayloadChange = ({ photos, ...rest }) => ({
      ...rest,
      photos: [{ id: 'nowhere' }, ...(photos as unknown[]).slice(2)],
    });
    const fault = { kind: 'payload', change: lost } as const;
    here.sandbox.faults.add({ match: { path: '/photos/favorites' }, fault });
    await here.sync();
    expect(here.mirrored().favorites).toEqual(here.truth().favorites);
  });

  it('a refused key stops it at once, and all is as it was', async () => {
    await here.sync();
    const before = here.mirrored();
    deny('/organization', 401, 'UNAUTHORIZED');
    await expect(here.sync()).rejects.toMatchObject({ code: 'key_refused' });
    expect(here.mirrored()).toEqual(before);
  });
});

describe('more photos counted than listed', () => {
  beforeEach(() => start());
  const count = (photoCount: number) => {
    const change: PayloadChange = ({ members, ...rest }) => ({
      ...rest,
      members: (members as Record<string, unknown>[]).map((member) =>
        member['modelId'] === modelOf(1).id ? { ...member, photoCount } : member,
      ),
    });
    const fault = { kind: 'payload', change } as const;
    return here.sandbox.faults.add({ match: { path: /\/team\/finished$/ }, fault });
  };

  it('are named and looked for at each sync, without being a failure', async () => {
    const rule = count(5);
    const incomplete = [{ modelId: modelOf(1).id, listed: 3, counted: 5 }];
    expect(await here.sync()).toMatchObject({ listed: 5, failed: [], incomplete });
    expect(await here.sync()).toMatchObject({ listed: 1, failed: [], incomplete });
    rule.remove();
    expect(await here.sync()).toMatchObject({ listed: 1, incomplete: [] });
    expect(await here.sync()).toMatchObject({ listed: 0, incomplete: [] });
  });

  it('are not missed where they are the deleted ones', async () => {
    const [first] = here.organization.addPhotos(modelOf(1).id, 2);
    if (first) first.status = 'deleted';
    count(5);
    expect(await here.sync()).toMatchObject({ listed: 5, incomplete: [] });
    expect(await here.sync()).toMatchObject({ listed: 0, incomplete: [] });
    expect(here.mirrored()).toEqual(here.truth());
  });
});

describe('favorites without their list', () => {
  beforeEach(() => start());
  const deny = (path: string | RegExp, status = 403) =>
    here.sandbox.faults.add({ match: { host: 'api', path }, fault: { kind: 'status', status } });
  const asked = () => here.calls().filter((call) => call.endsWith('/photos/favorite'));
  const needed = { photosOf: null, favoritesOf: () => EVERYBODY };

  it.each([403, 404, 500])('are asked for one by one where they are needed: %i', async (status) => {
    deny('/photos/favorites', status);
    modelOf(3).favoritePhotoId = null;
    const links: string[] = [];
    const onLinks: SyncOptions['onLinks'] = (modelId, { photoId, urls }) =>
      links.push(`${modelId} ${photoId} ${typeof urls.main}`);
    expect(await here.sync({ ...needed, onLinks })).toMatchObject({
      failed: [],
      skipped: ['favorites'],
    });
    const { favorites } = here.truth();
    expect(favorites).toHaveLength(4);
    expect(here.mirrored().favorites).toEqual(favorites);
    expect(links.toSorted()).toEqual(favorites.map((favorite) => `${favorite} string`));
  });

  it('are asked for those in scope, and one that is no longer chosen is forgotten', async () => {
    await here.sync();
    deny('/photos/favorites');
    modelOf(0).favoritePhotoId = null;
    const [, second] = [...modelOf(1).photos.keys()];
    here.organization.chooseFavorite(modelOf(1).id, second ?? '');
    const personIds = [person(0).id, person(1).id];
    await here.sync({ photosOf: null, favoritesOf: () => ({ ...EVERYBODY, personIds }) });
    expect(asked()).toHaveLength(2);
    expect(here.mirrored().favorites).toEqual(here.truth().favorites);
  });

  it('are not asked for where nobody needs them', async () => {
    deny('/photos/favorites');
    await here.sync();
    expect(asked()).toEqual([]);
  });

  it('of one who cannot be asked are named', async () => {
    await here.sync();
    deny('/photos/favorites');
    deny(`/models/${modelOf(2).id}/photos/favorite`, 404);
    expect(await here.sync(needed)).toMatchObject({
      failed: [{ modelId: modelOf(2).id, code: 'not_found' }],
    });
    expect(here.mirrored().favorites).toEqual(here.truth().favorites);
  });

  it('end it with the list’s own error where nobody can be asked', async () => {
    deny('/photos/favorites', 403);
    deny(/\/photos\/favorite$/, 404);
    await expect(here.sync(needed)).rejects.toMatchObject({ code: 'not_permitted' });
    expect(syncedAt()).toBeNull();
  });
});
