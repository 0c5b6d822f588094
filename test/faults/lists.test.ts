import { afterEach, describe, expect, it } from 'vitest';
import { libraryTotals, listPeople, modelsOfPerson } from '#core/library/people.ts';
import type { Model, Person } from '#sandbox/entities.ts';
import { PAYLOAD_CHANGES, type PayloadChange } from '#sandbox/faults/payloads.ts';
import type { PlainOptions } from '#sandbox/plain.ts';
import { MirroredSandbox } from '#test/mirrored-sandbox.ts';
import { rudeDesk } from '#test/rude-desk.ts';
import { expectComplete, expectNothingFalse, modelsOf, syncedDesk } from '#test/synced-desk.ts';
import type { Desk } from '#test/workspace.ts';

let here: MirroredSandbox;
let started: MirroredSandbox[] = [];
const start = async (options: Partial<PlainOptions> = {}) => {
  here = await MirroredSandbox.start({ people: 5, photosPerPerson: 3, ...options });
  started.push(here);
};
afterEach(async () => {
  const ended = started;
  started = [];
  await Promise.all(ended.map((it) => it.close()));
});

const person = (index: number) => here.organization.people[index] as Person;
const modelOf = (index: number) => person(index).models[0] as Model;

type Payload = Record<string, unknown>;
const paged = (change: (pagination: Payload) => Payload): PayloadChange => {
  return ({ pagination, ...rest }) =>
    pagination === undefined ? rest : { ...rest, pagination: change(pagination as Payload) };
};

describe('lists that are not as they should be', () => {
  const people = 430;
  it.each<[string, PayloadChange, number]>([
    ['items twice', 'duplicate-items', 30],
    ['hasMore always', 'has-more-true', people],
    ['hasMore never', 'has-more-false', people],
  ])('fault 21: %s', async (_, payload, count) => {
    await start({ people: count, photosPerPerson: 1 });
    here.sandbox.faults.add({
      match: { host: 'api' },
      fault: { kind: 'payload', change: payload },
    });
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
    expect(listPeople(here.library.db, {}, { limit: 500 }).items).toHaveLength(count);
  });

  it.each([-7, 7])('fault 21: pages that shift by %i while they are read', async (by) => {
    await start({ people, photosPerPerson: 1 });
    const rule = here.sandbox.faults.add({ match: { host: 'api' }, fault: { kind: 'shift', by } });
    await here.sync();
    const seen = listPeople(here.library.db, {}, { limit: 500 }).items.map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    rule.remove();
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
  });

  it.each<[string, PayloadChange]>([
    ['a total of 1', paged((it) => ({ ...it, total: 1 }))],
    ['a total of 100,000', paged((it) => ({ ...it, total: 100_000 }))],
    ['no total, and more always', paged(() => ({ hasMore: true }))],
    ['no total, and never more', paged(() => ({ hasMore: false }))],
    ['numbers that are none', paged(() => ({ total: 'many', limit: -1, hasMore: 'perhaps' }))],
    ['offsets that are wrong', paged((it) => ({ ...it, offset: 0 }))],
    ['everything twice', (payload) => doubled(payload)],
  ])('fault 21: %s', async (_, change) => {
    await start({ people, photosPerPerson: 1 });
    here.sandbox.faults.add({ match: { host: 'api' }, fault: { kind: 'payload', change } });
    await here.sync();
    expect(here.mirrored()).toEqual(here.truth());
    // Three pages of each list, and no more than twice that.
    const lists = here.calls().filter((call) => !/models\/[^/]+\/photos$/.test(call));
    expect(lists.length).toBeLessThanOrEqual(40);
  });

  it.each([
    ['members', 'team(/finished)?', 2],
    ['invites', 'invites', 1],
  ])('fault 21: the list of %s cut short for once calls nobody gone', async (_, path, times) => {
    await start({ people: 12, photosPerPerson: 1 });
    await here.sync();
    const gone = () =>
      ['members', 'invites'].map(
        (table) =>
          here.library.db.get(`SELECT COUNT(*) AS n FROM ${table} WHERE gone_at IS NOT NULL`)?.[
            'n'
          ],
      );
    const short: PayloadChange = ({ pagination, ...payload }) =>
      Object.fromEntries(
        Object.entries(payload).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.slice(0, 4) : value,
        ]),
      );
    here.sandbox.faults.add({
      match: { path: new RegExp(`/organization/${path}$`) },
      times,
      fault: { kind: 'payload', change: short },
    });
    await here.sync();
    expect(gone()).toEqual([0, 0]);
    expect(here.mirrored()).toEqual(here.truth());
  });

  it.each(['the first page again and again', 'an empty page that is not the last'])(
    'fault 21: %s: it ends, and the next sync has everybody',
    async (what) => {
      const { desk, api } = await rudeDesk({ people, photos: 1, concurrency: 4 });
      for (const modelId of modelsOf(desk).slice(0, 3)) {
        desk.sandbox.organization.addPhotos(modelId, 1);
      }
      const offset = what.startsWith('the first') ? 'offset=0' : 'offset=1000000';
      const moreAlways = paged((it) => ({ ...it, hasMore: true, total: 430 }));
      const fault = { kind: 'payload', change: moreAlways } as const;
      const rule = desk.sandbox.faults.add({ match: { host: 'api' }, fault });
      api.manner = (request) => {
        request.target = request.target.replace(/offset=[1-9]\d*/, offset);
        return null;
      };
      await desk.sync();
      expect(listPeople(desk.workspace.library.db, {}, { limit: 500 }).items).toHaveLength(people);
      api.manner = () => null;
      rule.remove();
      await desk.sync();
      expect(upstreamPhotos(desk)).toBe(people + 3);
    },
  );

  it.each([-7, 7])(
    'fault 21: a shoot whose list shifts by %i: no photo twice, none missed in the end',
    async (by) => {
      const desk = await syncedDesk({ people: 1, photos: 10 });
      const [modelId = ''] = modelsOf(desk);
      desk.sandbox.organization.addPhotos(modelId, 420);
      const rule = desk.sandbox.faults.add({
        match: { path: /\/photos$/ },
        fault: { kind: 'shift', by },
      });
      await desk.sync();
      const first = await desk.downloadAll();
      expect(first).toMatchObject({ failed: 0, halted: null });
      expect((await expectNothingFalse(desk)).size).toBe(first.stored);
      rule.remove();
      await desk.sync();
      desk.sandbox.requests.clear();
      expect(await desk.downloadAll()).toMatchObject({ stored: 430 - first.stored, failed: 0 });
      expect(desk.photoRequests()).toHaveLength(430 - first.stored);
      await expectComplete(desk);
    },
  );
});

/** Each item of each list once more. */
function doubled(payload: Payload): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.flatMap((item: unknown) => [item, item]) : value,
    ]),
  );
}

function upstreamPhotos({ workspace }: Desk): number {
  return workspace.library.db.all('SELECT id FROM photos WHERE gone_at IS NULL').length;
}

describe('replies in other shapes', () => {
  it.each<PayloadChange>(['under-data', 'extra-fields', 'no-pagination', 'unknown-status'])(
    'fault 22: %s: everybody and every photo is there',
    async (payload) => {
      await start();
      const match = { host: 'api' } as const;
      here.sandbox.faults.add({ match, fault: { kind: 'payload', change: payload } });
      expect(await here.sync()).toMatchObject({
        listed: 5,
        failed: [],
        incomplete: [],
        skipped: [],
      });
      const totals = libraryTotals(here.library.db);
      expect(totals).toMatchObject({ people: 5, ready: expect.any(Number), photos: 15 });
    },
  );

  it('fault 22: missing-optional: everybody is there, under their addresses', async () => {
    await start();
    const fault = { kind: 'payload', change: 'missing-optional' } as const;
    here.sandbox.faults.add({ match: { path: /\/organization\/./ }, fault });
    await here.sync();
    await here.sync();
    expect(here.listed()).toEqual([]);
    const people = listPeople(here.library.db, {}).items;
    expect(people.map(({ email }) => email).toSorted()).toEqual(
      here.organization.people.map(({ email }) => email).toSorted(),
    );
    expect(people.every(({ photoCount }) => photoCount === 3)).toBe(true);
  });

  it('fault 22: members without a model id are joined by their address', async () => {
    await start();
    const withoutModel: PayloadChange = ({ members, ...rest }) => ({
      ...rest,
      members: (members as Record<string, unknown>[]).map(
        ({ modelId, modelStatus, ...member }) => member,
      ),
    });
    const fault = { kind: 'payload', change: withoutModel } as const;
    here.sandbox.faults.add({ match: { path: /\/team(\/finished)?$/ }, fault });
    await here.sync();
    expect(modelsOfPerson(here.library.db, person(0).id)).toMatchObject([
      { id: modelOf(0).id, photoCount: 3 },
    ]);
    here.organization.addPhotos(modelOf(0).id, 1);
    await here.sync();
    expect(here.listed()).toEqual([modelOf(0).id]);
    expect(here.mirrored()).toEqual(here.truth());
  });

  it.each(PAYLOAD_CHANGES.filter((name) => name.startsWith('favorites-')))(
    'fault 22: %s: everybody has the favorite, and the second sync lists nobody',
    async (payload) => {
      await start();
      const model = here.organization.startModel(person(0).email);
      const [photo] = here.organization.addPhotos(model.id, 2);
      here.organization.setModelStatus(model.id, 'active');
      here.organization.chooseFavorite(model.id, photo?.id ?? '');
      const fault = { kind: 'payload', change: payload } as const;
      here.sandbox.faults.add({ match: { path: '/photos/favorites' }, fault });
      for (const listed of [6, 0]) {
        expect(await here.sync()).toMatchObject({ listed, unchanged: 6 - listed });
        expect(here.mirrored()).toEqual(here.truth());
      }
    },
  );

  it.each<[string, PayloadChange]>([
    ['no success field', ({ success, ...rest }) => rest],
    ['a success in words', (payload) => ({ ...payload, success: 'true' })],
    ['null, numbers and text among the items', (payload) => withJunk(payload)],
    ['null for what is missing', (payload) => nulled(payload)],
    ['a list right under data', (payload) => listUnderData(payload)],
    ['everything under data, pages too', ({ success, ...data }) => ({ success, data })],
    [
      'pages beside the list',
      ({ pagination, ...rest }) => ({
        ...rest,
        ...(pagination as Payload | undefined),
      }),
    ],
    [
      'numbers as text',
      (payload) => JSON.parse(JSON.stringify(payload).replace(/:(\d+)([,}])/g, ':"$1"$2')),
    ],
  ])('fault 22: %s: everybody and every photo comes', async (_, change) => {
    const desk = await syncedDesk({ people: 5, photos: 3 }, ({ sandbox }) => {
      sandbox.faults.add({ match: { host: 'api' }, fault: { kind: 'payload', change } });
    });
    expect(listPeople(desk.workspace.library.db, {}).items).toHaveLength(5);
    expect(await desk.downloadAll()).toMatchObject({ stored: 15, failed: 0, halted: null });
    await expectComplete(desk);
  });

  it('fault 22: photos of a status nobody knows are photos all the same', async () => {
    const desk = await syncedDesk({ people: 2, photos: 3 }, ({ sandbox }) => {
      const fault = { kind: 'payload', change: 'unknown-status' } as const;
      sandbox.faults.add({ match: { path: /\/photos/ }, fault });
    });
    expect(await desk.downloadAll()).toMatchObject({ stored: 6, failed: 0, halted: null });
    const statuses = desk.workspace.library.db.all('SELECT DISTINCT status FROM photos');
    expect(statuses).toEqual([{ status: 'somethingNew' }]);
    await expectComplete(desk);
  });

  it.each(PAYLOAD_CHANGES.filter((name) => name.startsWith('downloads-')))(
    'fault 22: a batch reply of another shape (%s) brings every photo all the same',
    async (change) => {
      const desk = await syncedDesk({ people: 2, photos: 4 });
      const fault = { kind: 'payload', change } as const;
      desk.sandbox.faults.add({ match: { path: /photos\/download$/ }, fault });
      expect(await desk.downloadAll()).toMatchObject({ stored: 8, failed: 0 });
      await expectComplete(desk);
    },
  );

  it('fault 22: a batch reply that holds 3 photos at most is asked for again, and nothing is called gone', async () => {
    const desk = await syncedDesk({ people: 1, photos: 10 });
    const change: PayloadChange = ({ downloads, ...payload }) => ({
      ...payload,
      downloads: Array.isArray(downloads) ? downloads.slice(-3) : [],
    });
    const fault = { kind: 'payload', change } as const;
    desk.sandbox.faults.add({ match: { path: /photos\/download$/ }, fault });
    expect(await desk.downloadAll()).toMatchObject({ stored: 10, failed: 0 });
    expect(desk.batchCalls().length).toBeLessThanOrEqual(4);
    await expectComplete(desk);
  });
});

function withJunk(payload: Payload): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      Array.isArray(value) ? [null, 7, 'x', [], {}, ...(value as unknown[]), { id: null }] : value,
    ]),
  );
}

/** Everything that may be missing is null. */
function nulled(payload: Payload): Payload {
  const optional = /^(name|title|teamId|teamName|website|likedStatus|createdAt|joinedAt|message)$/;
  return JSON.parse(
    JSON.stringify(payload, (key, value: unknown) => (optional.test(key) ? null : value)),
  );
}

/** `{ data: [...] }` where the reply is one list. */
function listUnderData({ success, pagination, ...rest }: Payload): Payload {
  const lists = Object.values(rest).filter(Array.isArray);
  const [data] = lists;
  return lists.length === 1 ? { success, pagination, data } : { success, pagination, ...rest };
}
