import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { Http } from '#core/ports.ts';
import { plainDraw } from '#sandbox/plain.ts';
import type { Draw } from '#sandbox/seed.ts';
import { AppError } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { Progress } from '#shared/progress.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { networkError } from '#test/fake-http.ts';
import { type Desk, type DeskOptions, startDesk } from '#test/workspace.ts';

const ALL_MAIN = { selection: 'all', variant: 'main' } as const;

let desks: Desk[] = [];
afterEach(async () => {
  const ended = desks;
  desks = [];
  await Promise.all(ended.map((desk) => desk.close()));
});

/** A synced library with nothing downloaded yet; `prepare` changes the organization before. */
async function syncedDesk(
  options: DeskOptions = {},
  prepare: (desk: Desk) => void = () => {},
): Promise<Desk> {
  const desk = await startDesk(options);
  desks.push(desk);
  prepare(desk);
  await desk.sync();
  return desk;
}

function scopeOf(...photos: Scope['photos']): Scope {
  return { teamIds: [], personIds: [], photos };
}

/** Models of the sandbox in the order of the queue, which is that of people's names. */
function modelsOf({ workspace }: Desk): string[] {
  return workspace.library.db
    .all<{ id: string }>(
      'SELECT models.id FROM models JOIN people ON people.id = person_id ORDER BY sort_key',
    )
    .map(({ id }) => id);
}

function photosOf({ sandbox }: Desk, modelId = ''): string[] {
  return [...sandbox.organization.model(modelId).photos.keys()].toSorted();
}

/** Every file of the library, by `model/photo/variant`. */
async function stored({ workspace }: Desk): Promise<Map<string, Buffer>> {
  const { photos } = workspace.library.paths;
  const files = new Map<string, Buffer>();
  for (const model of await readdir(photos)) {
    for (const name of await readdir(join(photos, model))) {
      const [photo, variant] = name.split('.');
      files.set(`${model}/${photo}/${variant}`, await readFile(join(photos, model, name)));
    }
  }
  return files;
}

/** All is here, byte for byte what HeadshotPro has, recorded, and nothing is left over. */
async function expectComplete(desk: Desk): Promise<void> {
  const [truth, files] = await Promise.all([desk.truth(), stored(desk)]);
  expect([...files.keys()].toSorted()).toEqual([...truth.keys()].toSorted());
  for (const [name, bytes] of truth) expect(files.get(name)?.equals(bytes), name).toBe(true);
  expect(await desk.parts()).toEqual([]);
  const { counts } = desk.workspace.downloads;
  expect(counts()).toMatchObject({ queued: 0, active: 0, failed: 0 });
}

/** Plain pictures that take their time, and how many were asked for at once. */
function slowDraw(ms: number): { draw: Draw; simultaneous: { now: number; most: number } } {
  const draw = plainDraw();
  const simultaneous = { now: 0, most: 0 };
  return {
    simultaneous,
    draw: async (...photo) => {
      simultaneous.now++;
      simultaneous.most = Math.max(simultaneous.most, simultaneous.now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      simultaneous.now--;
      return draw(...photo);
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 5 });
}

describe('downloading', () => {
  it('brings every photo, byte for byte, with one batch call for each person', async () => {
    const desk = await syncedDesk({ people: 3, photos: 5 });
    const outcome = await desk.downloadAll();
    expect(outcome).toMatchObject({ stored: 15, adopted: 0, failed: 0, halted: null });
    await expectComplete(desk);
    expect(desk.batchCalls()).toHaveLength(3);
    expect(new Set(desk.batchCalls()).size).toBe(3);
    expect(desk.photoRequests()).toHaveLength(15);
    expect(desk.sandbox.stats().keysSeenByPhotoHost).toBe(0);
    const total = [...(await desk.truth()).values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(outcome.storedBytes).toBe(total);
  });

  it('fetches nothing a second time', async () => {
    const desk = await syncedDesk();
    await desk.downloadAll();
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, adopted: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
  });

  it('asks for 200 photos a call, and for the rest of a large shoot in another', async () => {
    const desk = await syncedDesk({ people: 1, photos: 230 });
    expect(await desk.downloadAll()).toMatchObject({ stored: 230, failed: 0 });
    expect(desk.batchCalls()).toHaveLength(2);
  });

  it('takes the other size where HeadshotPro has only that, and remembers it', async () => {
    const desk = await syncedDesk({ people: 1, photos: 3 });
    const [modelId = ''] = modelsOf(desk);
    const [onlyMain = ''] = photosOf(desk, modelId);
    desk.sandbox.organization.photo(modelId, onlyMain).variants = ['main'];
    const { downloads } = desk.workspace;
    const choice = { selection: 'all', variant: 'original' } as const;
    downloads.enqueue(EVERYBODY, choice);
    expect(await downloads.run()).toMatchObject({ stored: 3, failed: 0 });
    const files = await stored(desk);
    const variants = [...files.keys()].map((name) => name.split('/')[2]).toSorted();
    expect(variants).toEqual(['main', 'original', 'original']);
    expect(files.has(`${modelId}/${onlyMain}/main`)).toBe(true);
    expect(downloads.enqueue(EVERYBODY, choice)).toBe(0);
  });

  it('does not fetch the other size when that is here already', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 }, ({ sandbox }) => {
      for (const { photos } of sandbox.organization.models.values()) {
        for (const photo of photos.values()) photo.variants = ['main'];
      }
    });
    await desk.downloadAll();
    desk.sandbox.requests.clear();
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, { selection: 'all', variant: 'original' });
    expect(await downloads.run()).toMatchObject({ stored: 0, adopted: 2, failed: 0 });
    expect(desk.photoRequests()).toEqual([]);
  });

  it('works on the part that is named; the rest of the queue stays', async () => {
    const desk = await syncedDesk({ people: 3, photos: 4 });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const [, second = ''] = modelsOf(desk);
    const scope = scopeOf(
      ...photosOf(desk, second).map((photoId) => ({ modelId: second, photoId })),
    );
    const seen: Progress[] = [];
    const outcome = await downloads.run({
      within: { scope, ...ALL_MAIN },
      onProgress: (progress) => seen.push(progress),
    });
    expect(outcome).toMatchObject({ stored: 4, halted: null });
    expect(desk.photoRequests().every((name) => name.startsWith(second))).toBe(true);
    expect(downloads.counts()).toMatchObject({ queued: 8, done: 4 });
    expect(seen.every(({ total }) => total === 4)).toBe(true);
    expect(seen.at(-1)).toMatchObject({ done: 4, total: 4, failed: 0 });
  });

  it('takes in files whose rows were lost without asking for one photo', async () => {
    const desk = await syncedDesk();
    await desk.downloadAll();
    const { catalogue } = desk.workspace.library.paths;
    desk.closeLibrary();
    for (const suffix of ['', '-wal', '-shm']) await rm(catalogue + suffix, { force: true });
    desk.reopen();
    await desk.sync();
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, adopted: 12, failed: 0 });
    expect(desk.photoRequests()).toEqual([]);
    expect(desk.batchCalls()).toEqual([]);
    await expectComplete(desk);
  });

  it('does not take in a file that was cut off: it is fetched again', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 });
    await desk.downloadAll();
    const { db, paths } = desk.workspace.library;
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    await truncate(paths.photo(modelId, photoId, 'main', 'jpg'), 2_000);
    db.run('DELETE FROM files');
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, adopted: 1 });
    expect(desk.photoRequests()).toEqual([`${modelId}/${photoId}/main`]);
    await expectComplete(desk);
  });
});

describe('a photo that fails', () => {
  /** One spoilt answer for one photo: refused, asked for again, and then as it should be. */
  const PASSING = [
    ['fault 01: a body shorter than its Content-Length', { kind: 'truncate', keep: 0.5 }],
    ['fault 01: a Content-Length that is too large', { kind: 'length', offBy: 10 }],
    ['fault 01: a Content-Length that is too small', { kind: 'length', offBy: -10 }],
    ['fault 09: a connection that is reset', { kind: 'reset' }],
    ['fault 09: a 503', { kind: 'status', status: 503 }],
    ['fault 10: a web page', { kind: 'body', body: '<html>Sign in', contentType: 'text/html' }],
    ['fault 10: an empty body', { kind: 'body', body: '', contentType: 'image/jpeg' }],
    ['fault 11: a JPEG without its end', { kind: 'corrupt', how: 'no-end' }],
    ['fault 11: bytes that are no image', { kind: 'corrupt', how: 'garbage' }],
  ] as const;

  it.each(PASSING)('%s is never kept, and asked for again', async (_, fault) => {
    const desk = await syncedDesk({ people: 1, photos: 3 });
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    desk.sandbox.faults.add({ match: { host: 'photos', photoId }, times: 2, fault });
    expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0, halted: null });
    expect(desk.photoRequests().filter((name) => name.includes(photoId))).toHaveLength(3);
    await expectComplete(desk);
  });

  it.each(PASSING)('%s, again and again, is listed; the others come', async (_, fault) => {
    const desk = await syncedDesk({ people: 2, photos: 3 });
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    const rule = desk.sandbox.faults.add({ match: { host: 'photos', photoId }, fault });
    expect(await desk.downloadAll()).toMatchObject({ stored: 5, failed: 1, halted: null });
    const { downloads } = desk.workspace;
    const [failure] = downloads.failures(null);
    expect(failure).toMatchObject({ modelId, photoId, variant: 'main' });
    expect(failure?.code).toMatch(/^photo_/);
    expect(failure?.person).toMatch(/^[A-Z]\w+ [A-Z]\w+$/);
    expect(failure?.message).not.toMatch(/signature|127\.0\.0\.1/);
    expect(await desk.parts()).toEqual([]);
    expect((await stored(desk)).size).toBe(5);

    rule.remove();
    desk.sandbox.requests.clear();
    expect(downloads.retryFailed(EVERYBODY)).toBe(1);
    expect(await downloads.run()).toMatchObject({ stored: 1, failed: 0 });
    expect(desk.photoRequests()).toEqual([`${modelId}/${photoId}/main`]);
    await expectComplete(desk);
  });

  it('fault 11: another type than its name says is kept under its own', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 });
    const [modelId = ''] = modelsOf(desk);
    const [first = '', second = ''] = photosOf(desk, modelId);
    const lie = { kind: 'image', contentType: 'image/jpeg' } as const;
    desk.sandbox.faults.add({ match: { photoId: first }, fault: { ...lie, format: 'png' } });
    desk.sandbox.faults.add({ match: { photoId: second }, fault: { ...lie, format: 'webp' } });
    expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 0 });
    const { photos } = desk.workspace.library.paths;
    const names = await readdir(join(photos, modelId));
    expect(names.toSorted()).toEqual([`${first}.main.png`, `${second}.main.webp`].toSorted());
    const { format } = await sharp(join(photos, modelId, `${first}.main.png`)).metadata();
    expect(format).toBe('png');
  });

  it('fault 12: an endless body is cut off, and its neighbours come', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 });
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    desk.sandbox.faults.add({ match: { host: 'photos', photoId }, fault: { kind: 'endless' } });
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: 1 });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([{ code: 'photo_too_large' }]);
    expect(await desk.parts()).toEqual([]);
  });

  it.each(['start', 'headers', 'body'] as const)(
    'fault 13: silence at the %s ends after the idle time, and the photo is asked for again',
    async (at) => {
      const http = createHttp();
      const impatient: Http = (request) => http({ ...request, idleTimeoutMs: 300 });
      const desk = await syncedDesk({ people: 1, photos: 2, ports: { http: impatient } });
      desk.sandbox.faults.add({
        match: { host: 'photos' },
        times: 1,
        fault: { kind: 'stall', at },
      });
      expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 0 });
      expect(desk.photoRequests()).toHaveLength(3);
      await http.close();
    },
  );

  it('fault 14: a redirect is followed without the key, but not to just anywhere', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 });
    const [modelId = ''] = modelsOf(desk);
    const [first = '', second = ''] = photosOf(desk, modelId);
    const redirect = (photoId: string, location: string) =>
      desk.sandbox.faults.add({
        match: { host: 'photos', photoId },
        fault: { kind: 'redirect', location },
      });
    redirect(first, `${desk.sandbox.apiUrl}/organization/elsewhere`);
    redirect(second, 'http://photos.example/face.jpg');
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 2, halted: null });
    const failures = desk.workspace.downloads.failures(null);
    expect(failures.find(({ photoId }) => photoId === second)?.code).toBe('url_refused');
    const arrived = desk.sandbox.requests
      .to('api')
      .filter(({ path }) => path.endsWith('elsewhere'));
    expect(arrived.length).toBeGreaterThan(0);
    expect(arrived.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(arrived.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  it('fault 20: gone upstream it is marked and listed, with two calls for a whole shoot', async () => {
    const desk = await syncedDesk({ people: 1, photos: 12 });
    const [modelId = ''] = modelsOf(desk);
    const gone = photosOf(desk, modelId).slice(0, 5);
    for (const photoId of gone) desk.sandbox.organization.deletePhoto(modelId, photoId);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 7, failed: 5, halted: null });
    const { downloads, library } = desk.workspace;
    const failures = downloads.failures(null);
    expect(failures.map(({ photoId }) => photoId).toSorted()).toEqual(gone);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['photo_gone']));
    expect(desk.sandbox.stats().apiRequests).toBeLessThanOrEqual(3);
    const marked = library.db.all('SELECT id FROM photos WHERE gone_at IS NOT NULL ORDER BY id');
    expect(marked.map((row) => row['id'])).toEqual(gone);
    expect(downloads.enqueue(EVERYBODY, ALL_MAIN)).toBe(0);
    expect(downloads.failures(null)).toEqual([]);
  });

  it('fault 20: a whole shoot gone upstream leaves what is here in its place', async () => {
    const desk = await syncedDesk({ people: 2, photos: 3 });
    const [first = '', second = ''] = modelsOf(desk);
    const { downloads } = desk.workspace;
    downloads.enqueue(
      scopeOf({ modelId: first, photoId: photosOf(desk, first)[0] ?? '' }),
      ALL_MAIN,
    );
    await downloads.run();
    desk.sandbox.organization.deleteModel(first);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 2, halted: null });
    expect([...(await stored(desk)).keys()].filter((name) => name.startsWith(first))).toHaveLength(
      1,
    );
    expect(photosOf(desk, second)).toHaveLength(3);
    expect(desk.sandbox.stats().apiRequests).toBeLessThanOrEqual(4);
  });

  it('a shoot whose photos the host never gives does not keep the others back', async () => {
    const desk = await syncedDesk({ people: 3, photos: 30 });
    const [modelId = ''] = modelsOf(desk);
    desk.sandbox.faults.add({
      match: { host: 'photos', modelId },
      fault: { kind: 'status', status: 503 },
    });
    expect(await desk.downloadAll()).toMatchObject({ stored: 60, failed: 30, halted: null });
    expect(new Set(desk.workspace.downloads.failures(null).map((it) => it.modelId))).toEqual(
      new Set([modelId]),
    );
  });

  it('a photo host that gives nothing at all ends the run; the rest stays queued', async () => {
    const desk = await syncedDesk({ people: 12, photos: 10 });
    const rule = desk.sandbox.faults.add({
      match: { host: 'photos' },
      fault: { kind: 'status', status: 500 },
    });
    const outcome = await desk.downloadAll();
    expect(outcome.halted).toMatchObject({ code: 'photo_unreachable' });
    expect(outcome.halted?.message).toMatch(/stays in the queue/);
    expect(desk.workspace.downloads.counts().queued).toBeGreaterThan(60);
    rule.remove();
    expect(await desk.downloadAll()).toMatchObject({ stored: 120, halted: null });
    await expectComplete(desk);
  });
});

describe('links', () => {
  it('fault 04: links that expire in the middle cost one more batch call a person', async () => {
    const { draw } = slowDraw(10);
    const desk = await syncedDesk({ people: 2, photos: 30, sandbox: { draw } });
    desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    let expired = false;
    const outcome = await desk.workspace.downloads.run({
      onProgress: ({ done }) => {
        // In the midst of the first person's photos, so that the second's come fresh.
        if (done === 12 && !expired) desk.sandbox.expireUrls();
        expired ||= done >= 12;
      },
    });
    expect(outcome).toMatchObject({ stored: 60, failed: 0, halted: null });
    expect(expired).toBe(true);
    const [first = '', second = ''] = modelsOf(desk);
    const calls = desk.batchCalls();
    expect(calls.filter((path) => path.includes(first))).toHaveLength(2);
    expect(calls.filter((path) => path.includes(second))).toHaveLength(1);
    await expectComplete(desk);
  });

  it.each([400, 401, 404, 410])(
    'fault 04: %i from the photo host means fresh links',
    async (status) => {
      const desk = await syncedDesk({ people: 1, photos: 4, sandbox: { expiredStatus: status } });
      const { downloads } = desk.workspace;
      const [modelId = ''] = modelsOf(desk);
      const [photoId = ''] = photosOf(desk, modelId);
      downloads.offerLinks(modelId, {
        photoId,
        urls: { main: await expiredUrl(desk, modelId, photoId) },
        expiresAt: '2099-01-01T00:00:00.000Z',
      });
      downloads.enqueue(EVERYBODY, ALL_MAIN);
      expect(await downloads.run()).toMatchObject({ stored: 4, failed: 0 });
      expect(desk.batchCalls()).toHaveLength(1);
    },
  );

  it('fault 04: a photo refused with a fresh link, too, is listed after one renewal', async () => {
    const desk = await syncedDesk({ people: 1, photos: 3 });
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    desk.sandbox.faults.add({
      match: { host: 'photos', photoId },
      fault: { kind: 'status', status: 403 },
    });
    expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 1, halted: null });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([{ code: 'link_expired' }]);
    expect(desk.photoRequests().filter((name) => name.includes(photoId))).toHaveLength(2);
    expect(desk.batchCalls()).toHaveLength(2);
  });

  it('fault 04: after a day links are renewed before they are used', async () => {
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ people: 1, photos: 6, sandbox: { clock }, ports: { clock } });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    downloads.setConcurrency(1);
    let pauses = 0;
    const run = downloads.run({
      onProgress: ({ done }) => {
        if (done === 2 && pauses++ === 0) downloads.pause();
      },
    });
    await until(() => downloads.activity() === 'paused');
    await clock.advance(25 * 3_600_000);
    downloads.resume();
    expect(await clock.until(run)).toMatchObject({ stored: 6, failed: 0 });
    const refused = desk.sandbox.requests.to('photos').filter(({ status }) => status === 403);
    expect(refused).toEqual([]);
    expect(desk.batchCalls()).toHaveLength(2);
  });

  it.each(['downloads-unknown', 'downloads-url', 'downloads-flat'] as const)(
    'a batch reply of another shape (%s) does no harm',
    async (change) => {
      const desk = await syncedDesk({ people: 2, photos: 4 });
      desk.sandbox.faults.add({
        match: { path: /photos\/download$/ },
        fault: { kind: 'payload', change },
      });
      expect(await desk.downloadAll()).toMatchObject({ stored: 8, failed: 0 });
      await expectComplete(desk);
    },
  );

  it.each([404, 500, 403])(
    'a batch call answered by %i is made up for by the list',
    async (status) => {
      const desk = await syncedDesk({ people: 2, photos: 4 });
      desk.sandbox.faults.add({
        match: { path: /photos\/download$/ },
        fault: { kind: 'status', status },
      });
      expect(await desk.downloadAll()).toMatchObject({ stored: 8, failed: 0, halted: null });
      await expectComplete(desk);
    },
  );

  it('a batch reply that holds 3 photos at most is asked for again, and nothing is called gone', async () => {
    const desk = await syncedDesk({ people: 1, photos: 10 });
    desk.sandbox.faults.add({
      match: { path: /photos\/download$/ },
      fault: {
        kind: 'payload',
        change: ({ downloads, ...payload }) => ({
          ...payload,
          downloads: Array.isArray(downloads) ? downloads.slice(-3) : [],
        }),
      },
    });
    expect(await desk.downloadAll()).toMatchObject({ stored: 10, failed: 0 });
    expect(desk.batchCalls().length).toBeLessThanOrEqual(4);
  });
});

/** A link of that photo that no longer works. */
async function expiredUrl({ sandbox }: Desk, modelId: string, photoId: string): Promise<string> {
  const reply = await fetch(`${sandbox.apiUrl}/organization/models/${modelId}/photos/${photoId}`, {
    headers: { authorization: `Bearer ${sandbox.apiKey}` },
  });
  const { photo } = (await reply.json()) as { photo: { urls: { main: string } } };
  sandbox.expireUrls();
  return photo.urls.main;
}

describe('the queue under way', () => {
  it('never has more photos travelling than it may, and follows a change at once', async () => {
    const { draw, simultaneous } = slowDraw(30);
    const desk = await syncedDesk({ people: 4, photos: 20, sandbox: { draw }, concurrency: 3 });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 12);
    expect(simultaneous.most).toBe(3);
    downloads.setConcurrency(6);
    await until(() => simultaneous.most === 6);
    downloads.setConcurrency(1);
    await until(() => simultaneous.now <= 1);
    simultaneous.most = 0;
    const before = desk.photoRequests().length;
    await until(() => desk.photoRequests().length >= before + 3);
    expect(simultaneous.most).toBe(1);
    downloads.setConcurrency(8);
    expect(await run).toMatchObject({ stored: 80, failed: 0 });
  });

  it('fault 35: pausing stops all at once, and resuming goes on', async () => {
    const { draw } = slowDraw(40);
    const desk = await syncedDesk({ people: 2, photos: 10, sandbox: { draw }, concurrency: 4 });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    // One that would not end by itself for long.
    desk.sandbox.faults.add({
      match: { host: 'photos' },
      after: 3,
      times: 1,
      fault: { kind: 'stall', at: 'body' },
    });
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 6);
    downloads.pause();
    expect(downloads.activity()).toBe('paused');
    await until(() => downloads.counts().active === 0);
    expect(await desk.parts()).toEqual([]);
    const asked = desk.photoRequests().length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(desk.photoRequests()).toHaveLength(asked);
    downloads.resume();
    expect(downloads.activity()).toBe('running');
    expect(await run).toMatchObject({ stored: 20, failed: 0, halted: null });
    // Only what was under way has been asked for twice.
    expect(desk.photoRequests().length).toBeLessThanOrEqual(24);
    await expectComplete(desk);
    expect(downloads.activity()).toBe('idle');
  });

  it('fault 35: a run that starts paused waits, and can be stopped while it does', async () => {
    const desk = await syncedDesk();
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    downloads.pause();
    const stop = new AbortController();
    const run = downloads.run({ signal: stop.signal });
    stop.abort();
    expect(await run).toMatchObject({ stored: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
    expect(downloads.counts()).toMatchObject({ queued: 12, active: 0 });
  });

  it('fault 35: what is cancelled stops, waiting or under way, and leaves nothing behind', async () => {
    const desk = await syncedDesk({ people: 2, photos: 6, concurrency: 4 });
    const [first = '', second = ''] = modelsOf(desk);
    desk.sandbox.faults.add({
      match: { host: 'photos', modelId: first },
      fault: { kind: 'stall', at: 'body' },
    });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => downloads.counts().active === 4);
    await vi.waitFor(async () => expect(await desk.parts()).toHaveLength(4));
    const scope = scopeOf(...photosOf(desk, first).map((photoId) => ({ modelId: first, photoId })));
    expect(downloads.cancel(scope)).toBe(6);
    expect(await run).toMatchObject({ stored: 6, failed: 0, halted: null });
    expect(downloads.counts()).toEqual({ queued: 0, active: 0, done: 6, failed: 0, cancelled: 6 });
    expect(await desk.parts()).toEqual([]);
    expect([...(await stored(desk)).keys()].every((name) => name.startsWith(second))).toBe(true);
  });

  it('fault 35: what is cancelled and queued again in the same breath comes', async () => {
    const { draw } = slowDraw(30);
    const desk = await syncedDesk({ people: 1, photos: 6, sandbox: { draw }, concurrency: 3 });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 2);
    downloads.cancel(EVERYBODY);
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    expect(await run).toMatchObject({ failed: 0, halted: null });
    await expectComplete(desk);
  });

  it('takes what is put first next', async () => {
    const desk = await syncedDesk({ people: 3, photos: 4, concurrency: 1 });
    const { downloads } = desk.workspace;
    const [first = '', , third = ''] = modelsOf(desk);
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const [urgent = ''] = photosOf(desk, third);
    let moved = 0;
    await downloads.run({
      onProgress: ({ done }) => {
        if (done !== 2 || moved > 0) return;
        moved = downloads.prioritise(scopeOf({ modelId: third, photoId: urgent }), 5);
      },
    });
    const order = desk.photoRequests();
    expect(order.slice(0, 2).every((name) => name.startsWith(first))).toBe(true);
    // One more may have been under way when it was moved.
    expect(order.slice(2, 4)).toContain(`${third}/${urgent}/main`);
    expect(order).toHaveLength(12);
  });

  it('takes in what is queued while it works', async () => {
    const { draw } = slowDraw(10);
    const desk = await syncedDesk({ people: 2, photos: 4, sandbox: { draw }, concurrency: 2 });
    const { downloads } = desk.workspace;
    const [first = ''] = modelsOf(desk);
    downloads.enqueue(
      scopeOf({ modelId: first, photoId: photosOf(desk, first)[0] ?? '' }),
      ALL_MAIN,
    );
    const run = downloads.run();
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    expect(await run).toMatchObject({ stored: 8 });
  });

  it('refuses a second run beside the first', async () => {
    const desk = await syncedDesk();
    desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    const first = desk.workspace.downloads.run();
    await expect(desk.workspace.downloads.run()).rejects.toThrow('running already');
    expect(await first).toMatchObject({ stored: 12 });
  });

  it('fault 34: 20,000 waiting photos are neither held in memory nor counted again', async () => {
    const desk = await syncedDesk({ people: 100, photos: 200, concurrency: 4 });
    const { downloads, library } = desk.workspace;
    expect(downloads.enqueue(EVERYBODY, ALL_MAIN)).toBe(20_000);
    const counted = vi.spyOn(library.db, 'get');
    const claimed = vi.spyOn(library.db, 'all');
    const stop = new AbortController();
    let reports = 0;
    let mostActive = 0;
    const outcome = await downloads.run({
      signal: stop.signal,
      onProgress: ({ done, total }) => {
        reports++;
        expect(total).toBe(20_000);
        if (reports % 20 === 0) mostActive = Math.max(mostActive, downloads.counts().active);
        if (done >= 200) stop.abort();
      },
    });
    expect(outcome.stored).toBeGreaterThanOrEqual(200);
    expect(reports).toBeGreaterThan(200);
    const counts = counted.mock.calls.filter(([sql]) => /COUNT\(\*\) AS n FROM/.test(sql));
    expect(counts.length).toBeLessThanOrEqual(2);
    const limits = claimed.mock.calls.flatMap(([, params]) => params?.['limit'] ?? []);
    expect(Math.max(...limits.map(Number))).toBeLessThanOrEqual(200);
    expect(mostActive).toBeLessThanOrEqual(4);
    expect(downloads.counts()).toMatchObject({ active: 0, queued: 20_000 - outcome.stored });
  });
});

describe('what stops everybody', () => {
  it('fault 02: after a run that was stopped, the next fetches only what is missing', async () => {
    const { draw } = slowDraw(15);
    const desk = await syncedDesk({ people: 2, photos: 10, sandbox: { draw }, concurrency: 4 });
    const stop = new AbortController();
    desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = desk.workspace.downloads.run({ signal: stop.signal });
    await until(() => desk.workspace.downloads.counts().done >= 6);
    stop.abort();
    const { stored: before } = await run;
    expect(await desk.parts()).toEqual([]);
    expect(desk.workspace.downloads.counts().active).toBe(0);
    const { downloads } = desk.reopen();
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 20 - before, failed: 0 });
    expect(desk.photoRequests()).toHaveLength(20 - before);
    await expectComplete(desk);
  });

  it('fault 02: rows and parts that a kill left behind are put right at the next start', async () => {
    const desk = await syncedDesk({ people: 1, photos: 4 });
    const { downloads, library } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    await downloads.run();
    // As SIGKILL leaves it: the file is in its place, its transfer still under way, a part lies about.
    library.db.run(`UPDATE transfers SET state = 'active'`);
    await writeFile(join(library.paths.parts, 'left-behind.part'), 'half a photo');
    desk.reopen();
    desk.sandbox.requests.clear();
    expect(await desk.workspace.downloads.run()).toMatchObject({ stored: 0, adopted: 4 });
    expect(desk.photoRequests()).toEqual([]);
    await expectComplete(desk);
  });

  it('fault 15: without a network it waits, says so, and goes on by itself', async () => {
    const network = breakableHttp();
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ people: 2, photos: 8, ports: { http: network.http, clock } });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const labels = new Set<string>();
    let activityWhileWaiting = '';
    const run = downloads.run({
      onProgress: ({ done, label }) => {
        labels.add(label);
        if (done === 4) network.isBroken = true;
        if (label !== 'waiting for the network') return;
        activityWhileWaiting = downloads.activity();
      },
    });
    const began = clock.elapsed();
    network.onAttempt = () => {
      if (clock.elapsed() - began > 3_600_000) network.isBroken = false;
    };
    expect(await clock.until(run)).toMatchObject({ stored: 16, failed: 0, halted: null });
    expect(clock.elapsed() - began).toBeGreaterThan(3_600_000);
    expect(labels).toEqual(new Set(['photos', 'waiting for the network']));
    expect(activityWhileWaiting).toBe('offline');
    // About one look a minute, not one for each photo.
    expect(network.failures).toBeLessThan(500);
    await expectComplete(desk);
    await network.close();
  });

  it('fault 15: when patience ends, the run does, and the next one goes on', async () => {
    const network = breakableHttp();
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ photos: 8, ports: { http: network.http, clock } });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run({
      patienceMs: 60_000,
      onProgress: ({ done }) => {
        network.isBroken ||= done >= 3;
      },
    });
    const { halted, failed, stored: before } = await clock.until(run);
    expect(halted?.code).toBe('api_unreachable');
    expect(failed).toBe(0);
    network.isBroken = false;
    expect(await clock.until(downloads.run())).toMatchObject({ stored: 24 - before, failed: 0 });
    await expectComplete(desk);
    await network.close();
  });

  it('fault 10: a captive portal in front of everything is waited out, too', async () => {
    const desk = await syncedDesk({
      people: 2,
      photos: 4,
      ports: { clock: new FakeClock(Date.now()) },
    });
    const { sandbox, workspace } = desk;
    const portal = { kind: 'body', body: '<html>Sign in', contentType: 'text/html' } as const;
    const rule = sandbox.faults.add({ fault: portal });
    const clock = new FakeClock(Date.now());
    const { downloads } = desk.reopen({ clock });
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run({
      onProgress: ({ label }) => label !== 'photos' && setTimeout(() => rule.remove(), 50),
    });
    expect(await clock.until(run)).toMatchObject({ stored: 8, failed: 0, halted: null });
    expect(workspace).not.toBe(desk.workspace);
    await expectComplete(desk);
  });

  it('fault 31: a key that is revoked stops all with one message; a new one goes on', async () => {
    const desk = await syncedDesk({ people: 4, photos: 6 });
    const { downloads } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const {
      halted,
      failed,
      stored: before,
    } = await downloads.run({
      onProgress: ({ done }) => {
        if (done >= 3) desk.sandbox.access.apiKey = 'the-new-key';
      },
    });
    expect(halted?.code).toBe('key_refused');
    expect(failed).toBe(0);
    expect(downloads.counts()).toMatchObject({ queued: 24 - before, active: 0, failed: 0 });
    desk.apiKey = 'the-new-key';
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 24 - before, halted: null });
    expect(desk.photoRequests()).toHaveLength(24 - before);
    await expectComplete(desk);
  });

  it('fault 16: a full disk stops all with one message; with space it goes on', async () => {
    const desk = await syncedDesk({ people: 2, photos: 6 });
    const { downloads, library } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const { createPart } = library.store;
    let made = 0;
    library.store.createPart = async () => {
      const part = await createPart();
      if (++made <= 4) return part;
      const full = new AppError('disk_full', 'The disk is full.');
      return { ...part, write: () => Promise.reject(full) };
    };
    const { halted, failed, stored: before } = await downloads.run();
    expect(halted).toEqual({ code: 'disk_full', message: 'The disk is full.' });
    expect(failed).toBe(0);
    expect(await desk.parts()).toEqual([]);
    library.store.createPart = createPart;
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 12 - before, halted: null });
    expect(desk.photoRequests()).toHaveLength(12 - before);
    await expectComplete(desk);
  });

  it('fault 16: a library folder that goes away stops all; once it is back, it goes on', async () => {
    const { draw } = slowDraw(10);
    const desk = await syncedDesk({ people: 2, photos: 8, sandbox: { draw }, concurrency: 2 });
    const { downloads, library } = desk.workspace;
    downloads.enqueue(EVERYBODY, ALL_MAIN);
    const elsewhere = `${library.paths.folder}-unplugged`;
    const run = downloads.run();
    await until(() => downloads.counts().done >= 4);
    await rename(library.paths.folder, elsewhere);
    const { halted, failed } = await run;
    expect(halted?.code).toBe('disk_failed');
    expect(halted?.message).toMatch(/Check that its disk is connected/);
    expect(failed).toBe(0);
    await rm(library.paths.folder, { recursive: true, force: true });
    await rename(elsewhere, library.paths.folder);
    const before = (await stored(desk)).size;
    const again = desk.reopen();
    desk.sandbox.requests.clear();
    expect(await again.downloads.run()).toMatchObject({ failed: 0, halted: null });
    expect(desk.photoRequests()).toHaveLength(16 - before);
    await expectComplete(desk);
  });

  it.skipIf(!canMount())('fault 16: a really full disk, and then a larger one', async () => {
    const root = await mkdtemp(join(tmpdir(), 'headshot-desk-small-disk-'));
    mount('-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', root);
    try {
      const draw = plainDraw({ sizeBytes: 1_500_000 });
      const desk = await syncedDesk({ people: 2, photos: 12, root, sandbox: { draw } });
      const { halted } = await desk.downloadAll();
      expect(halted?.code).toBe('disk_full');
      expect(halted?.message).toMatch(/is full. Free some space/);
      const again = await desk.downloadAll();
      expect(again).toMatchObject({ stored: 0, halted: { code: 'disk_full' } });
      expect(again.halted?.message).toMatch(/is full but for \d MB. Free some space/);
      mount('-o', 'remount,size=60m', root);
      const before = (await stored(desk)).size;
      expect(before).toBeGreaterThan(0);
      desk.sandbox.requests.clear();
      expect(await desk.downloadAll()).toMatchObject({ failed: 0, halted: null });
      expect(desk.photoRequests().length).toBeLessThanOrEqual(24 - before);
      await expectComplete(desk);
      desks = [];
      await desk.close();
    } finally {
      execFileSync('umount', ['-l', root]);
      await rm(root, { recursive: true, force: true });
    }
  });
});

/** Whether this test may mount a small disk: as root, where the system lets it. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = execFileSync('mktemp', ['-d']).toString().trim();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    execFileSync('rmdir', [probe]);
  }
}

function mount(...args: string[]): void {
  execFileSync('mount', args);
}

/** The real network, until it is broken. */
function breakableHttp() {
  const real = createHttp();
  const network = {
    isBroken: false,
    failures: 0,
    onAttempt: () => {},
    http: (async (request) => {
      network.onAttempt();
      if (!network.isBroken) return real(request);
      network.failures++;
      throw networkError('ENOTFOUND', 'getaddrinfo');
    }) satisfies Http,
    close: () => real.close(),
  };
  return network;
}
