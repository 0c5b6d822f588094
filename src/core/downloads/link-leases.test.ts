import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkedPhoto, PhotoLinks } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { createLinkLeases } from './link-leases.ts';
import { createOfferedLinks } from './offered-links.ts';

const NOW_MS = Date.UTC(2026, 1, 3, 9, 15);
const DAY_MS = 86_400_000;

/** The part of the API that gives links, with the photos that each model has. */
class FakePhotos {
  readonly calls: string[] = [];
  readonly batches: string[][] = [];
  has: string[] = [];
  lifeMs = DAY_MS;
  nowMs = NOW_MS;
  batch: (ids: string[]) => string[] = (ids) => ids.filter((id) => this.has.includes(id));
  failure: AppError | null = null;
  listFailure: AppError | null = null;

  readonly api: Pick<HeadshotProApi, 'photos'> = {
    photos: {
      list: (modelId) => this.#list(modelId),
      batchDownload: async (modelId, ids = []) => {
        this.calls.push(`batch ${modelId}`);
        this.batches.push(ids);
        await Promise.resolve();
        if (this.failure) throw this.failure;
        return this.batch(ids).map((id) => this.#links(id));
      },
      favorite: () => Promise.reject(new Error('not asked for here')),
      get: () => Promise.reject(new Error('not asked for here')),
    },
  };

  async *#list(modelId: string): AsyncGenerator<LinkedPhoto> {
    this.calls.push(`list ${modelId}`);
    await Promise.resolve();
    if (this.listFailure) throw this.listFailure;
    for (const id of this.has) {
      const photo = { id, modelId, status: 'active', likedStatus: 'none', createdAt: null };
      yield { photo, links: this.#links(id) };
    }
  }

  #links(photoId: string): PhotoLinks {
    const main = `https://cdn.example/${photoId}.jpg?signature=${this.calls.length}`;
    return { photoId, urls: { main }, expiresAt: new Date(this.nowMs + this.lifeMs).toISOString() };
  }
}

let fake: FakePhotos;
let wanted: string[];
let offered: ReturnType<typeof createOfferedLinks>;
let leases: ReturnType<typeof createLinkLeases>;

beforeEach(() => {
  fake = new FakePhotos();
  wanted = ids(10);
  fake.has = wanted;
  offered = createOfferedLinks();
  leases = createLinkLeases({
    api: fake.api,
    serverNow: () => fake.nowMs,
    wantedPhotos: () => wanted.slice(0, 200),
    offered,
  });
});

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${index}`);
}

function leaseAll(photoIds: readonly string[]): Promise<PhotoLinks[]> {
  return Promise.all(photoIds.map((id) => leases.lease('m', id)));
}

describe('a lease', () => {
  it('costs one call for a whole shoot, however many wait for it', async () => {
    const all = await leaseAll(wanted);
    expect(all.map(({ photoId }) => photoId)).toEqual(wanted);
    await leaseAll(wanted);
    expect(fake.calls).toEqual(['batch m']);
  });

  it('covers 200 photos a call, the one asked for among them', async () => {
    wanted = ids(450);
    fake.has = wanted;
    for (const id of wanted) {
      await leases.lease('m', id);
      // As the queue does: what has been fetched is wanted no more.
      wanted = wanted.filter((other) => other !== id);
    }
    expect(fake.batches.map((batch) => batch.length)).toEqual([200, 200, 50]);
  });

  it('is renewed a minute before its end, by the server’s time', async () => {
    await leases.lease('m', 'p0');
    fake.nowMs += DAY_MS - 61_000;
    await leases.lease('m', 'p0');
    expect(fake.calls).toHaveLength(1);
    fake.nowMs += 2_000;
    await leaseAll(wanted);
    expect(fake.calls).toEqual(['batch m', 'batch m']);
  });

  it.each([
    ['20 seconds', 20_000],
    ['no time: the end was over when it came', -DAY_MS],
  ])('that lasts %s still serves the whole shoot', async (_, lifeMs) => {
    fake.lifeMs = lifeMs;
    for (const id of wanted) await leases.lease('m', id);
    expect(fake.calls).toEqual(['batch m']);
  });

  it('is taken from links that came with another reply while they are fresh', async () => {
    const expiresAt = new Date(NOW_MS + 3_600_000).toISOString();
    const spare = { photoId: 'p3', urls: { main: 'https://cdn.example/spare' }, expiresAt };
    offered.put('m', spare);
    expect(await leases.lease('m', 'p3')).toBe(spare);
    expect(fake.calls).toEqual([]);
    fake.nowMs += 3_600_000;
    expect(await leases.lease('m', 'p3')).not.toBe(spare);
    expect(fake.calls).toEqual(['batch m']);
  });
});

describe('a refused link', () => {
  it('is renewed once for all who were refused', async () => {
    const stale = await leaseAll(wanted);
    const renewed = await Promise.all(
      stale.map((links) => leases.renew('m', links.photoId, links)),
    );
    expect(fake.calls).toEqual(['batch m', 'batch m']);
    for (const [index, links] of renewed.entries())
      expect(links.urls).not.toEqual(stale[index]?.urls);
  });

  it('is not renewed again and again where no photo ever comes of it, until a while has passed', async () => {
    const refused = async (photoId: string) =>
      leases.renew('m', photoId, await leases.lease('m', photoId));
    for (const photoId of wanted) await refused(photoId);
    expect(fake.batches).toHaveLength(3);
    leases.cameThrough('m');
    await refused('p0');
    expect(fake.batches).toHaveLength(4);
    for (const photoId of wanted) await refused(photoId);
    expect(fake.batches).toHaveLength(5);
    fake.nowMs += 61_000;
    await refused('p0');
    expect(fake.batches).toHaveLength(6);
  });

  it('does not cost another call when it was renewed since', async () => {
    const [first, second] = await leaseAll(['p0', 'p1']);
    if (!first || !second) throw new Error('no links');
    await leases.renew('m', 'p0', first);
    await leases.renew('m', 'p1', second);
    expect(fake.calls).toHaveLength(2);
  });

  it('that came with another reply is not used again', async () => {
    const expiresAt = new Date(NOW_MS + DAY_MS).toISOString();
    const spare = { photoId: 'p3', urls: { main: 'https://cdn.example/spare' }, expiresAt };
    offered.put('m', spare);
    await leases.renew('m', 'p3', spare);
    expect(await leases.lease('m', 'p3')).not.toBe(spare);
    expect(fake.calls).toEqual(['batch m']);
  });
});

describe('a batch reply', () => {
  it.each([
    'api_not_understood',
    'api_failed',
    'not_found',
    'not_permitted',
    'invalid_input',
  ] as const)('that fails with %s is made up for by the photo list', async (code) => {
    fake.failure = new AppError(code, 'No.');
    await leaseAll(wanted);
    expect(fake.calls).toEqual(['batch m', 'list m']);
  });

  it.each(['api_unreachable', 'key_refused', 'rate_limited'] as const)(
    'that fails with %s fails for all who wait, and is asked for again by the next',
    async (code) => {
      fake.failure = new AppError(code, 'No.');
      const results = await Promise.allSettled(wanted.map((id) => leases.lease('m', id)));
      expect(results.every(({ status }) => status === 'rejected')).toBe(true);
      expect(fake.calls).toEqual(['batch m']);
      fake.failure = null;
      await leaseAll(wanted);
      expect(fake.calls).toEqual(['batch m', 'batch m']);
    },
  );

  it('of 50 at most is asked for again, and nobody is called gone', async () => {
    wanted = ids(120);
    fake.has = wanted;
    fake.batch = (asked) => asked.slice(0, 50);
    for (const id of wanted) {
      await leases.lease('m', id);
      wanted = wanted.filter((other) => other !== id);
    }
    expect(fake.calls).toEqual(['batch m', 'batch m', 'batch m']);
  });

  it('that leaves out a photo is checked against the list before the photo is called gone', async () => {
    fake.batch = (asked) => asked.filter((id) => id !== 'p4');
    expect(await leases.lease('m', 'p4')).toMatchObject({ photoId: 'p4' });
    expect(fake.calls).toEqual(['batch m', 'list m']);
  });

  it('and a list without some photos settle all of them with two calls', async () => {
    fake.has = ['p0', 'p1', 'p2'];
    const results = await Promise.allSettled(wanted.map((id) => leases.lease('m', id)));
    for (const result of results.slice(3)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'photo_gone' } });
    }
    expect(results.slice(0, 3).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(fake.calls.length).toBeLessThanOrEqual(3);
    // Later the photo may be back.
    fake.nowMs += 120_000;
    fake.has = wanted;
    expect(await leases.lease('m', 'p9')).toMatchObject({ photoId: 'p9' });
  });

  it('of a shoot that is gone means that its photos are', async () => {
    fake.failure = new AppError('not_found', 'No such model.');
    fake.listFailure = fake.failure;
    const results = await Promise.allSettled(wanted.map((id) => leases.lease('m', id)));
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'photo_gone' } });
    expect(fake.calls).toEqual(['batch m', 'list m']);
  });
});

describe('confirming', () => {
  it('asks the list once for a whole shoot', async () => {
    await leaseAll(wanted);
    await Promise.all(wanted.map((id) => leases.confirm('m', id)));
    expect(fake.calls).toEqual(['batch m', 'list m']);
  });

  it('holds the links of many shoots, but not of all', async () => {
    const models = Array.from({ length: 100 }, (_, index) => `m${index}`);
    for (const model of models) await leases.lease(model, 'p0');
    await leases.lease('m99', 'p1');
    expect(fake.calls).toHaveLength(100);
    await leases.lease('m0', 'p1');
    expect(fake.calls).toHaveLength(101);
  });
});
