import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { libraryTotals, listPeople } from '#core/library/people.ts';
import { photosOfPerson } from '#core/library/photos.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { ORGANIZATION, SampleLibrary } from '#test/library-samples.ts';
import { ALL_MAIN, syncedDesk } from '#test/synced-desk.ts';

const PROCESS = join(import.meta.dirname, '../support/queue-process.ts');

describe('a queue of 20,000 photos', () => {
  it('fault 34: is fed from the catalogue a few at a time, and not counted again', async () => {
    const desk = await syncedDesk({ people: 100, photos: 200, concurrency: 4 });
    const { downloads, library } = desk.workspace;
    expect(await downloads.enqueue(EVERYBODY, ALL_MAIN)).toBe(20_000);
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
    // Four travel, at most eight that have arrived wait for the disk, and four are next.
    expect(mostActive).toBeLessThanOrEqual(4 + 8 + 4);
    expect(downloads.counts()).toMatchObject({ active: 0, queued: 20_000 - outcome.stored });
  });

  it('fault 34: takes about as much memory as one of 2,000', async () => {
    const small = await measured(2_000);
    const large = await measured(20_000);
    expect([small.queued, large.queued]).toEqual([2_000, 20_000]);
    expect(large.left).toBe(20_000 - large.stored);
    expect(large.peakKilobytes / small.peakKilobytes).toBeLessThan(1.5);
  }, 120_000);
});

/** A process that queues so many photos and downloads the first 400 of them. */
async function measured(photos: number) {
  const picture = await sharp({
    create: { width: 16, height: 16, channels: 3, background: '#8aa4c8' },
  })
    .jpeg()
    .toBuffer();
  const sandbox = await startSandbox({
    seed: plainOrganization({ people: photos / 200, photosPerPerson: 200 }),
    draw: async () => ({ bytes: picture, contentType: 'image/jpeg' }),
    rateLimit: 100_000,
  });
  const root = await mkdtemp(join(tmpdir(), 'headshot-desk-scale-'));
  try {
    const args = [PROCESS, sandbox.apiUrl, sandbox.apiKey, root, '400'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout) as {
      queued: number;
      left: number;
      stored: number;
      peakKilobytes: number;
    };
  } finally {
    await sandbox.close();
    await rm(root, { recursive: true, force: true });
  }
}

const PHOTOS_EACH = 10;
const FIRST_PAGE = 10;

/** How much longer the large library may take. In truth it is about once. */
const MOST_TIMES = 5;
/** Below this, times say more about the machine than about the library. */
const NOISE_MS = 5;

const NUMBERS = `WITH RECURSIVE numbers (n) AS
  (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count)`;

/** A library of so many people, each with a shoot of ten photos that are all stored. */
function libraryOf(people: number): SampleLibrary {
  const sample = new SampleLibrary();
  const { db, mirror } = sample.library;
  const photos = people * PHOTOS_EACH;
  mirror.begin(ORGANIZATION);
  db.transaction(() => {
    db.run(
      `${NUMBERS} INSERT INTO people (id, name, email, team_id, lifecycle, sort_key, search_key,
         photo_count, stored_count)
       SELECT 'person-' || n, 'Name ' || n, n || '@x.example', 'team-' || (n % 20), 'ready',
         'name ' || n, 'name ' || n || ' ' || n || '@x.example', 10, 10 FROM numbers`,
      { count: people },
    );
    db.run(
      `${NUMBERS} INSERT INTO models (id, status, is_development, person_id, photo_count,
         stored_count, seen_pass)
       SELECT 'model-' || n, 'active', 0, 'person-' || n, 10, 10, 1 FROM numbers`,
      { count: people },
    );
    db.run(
      `${NUMBERS} INSERT INTO photos (model_id, id, status, liked_status)
       SELECT 'model-' || (n / 10), 'photo-' || n, 'active', 'none' FROM numbers`,
      { count: photos },
    );
    db.run(
      `${NUMBERS} INSERT INTO files (model_id, photo_id, variant, state, extension, size_bytes,
         width, height, sha256, crc32, stored_at, verified_at)
       SELECT 'model-' || (n / 10), 'photo-' || n, 'main', 'stored', 'jpg', 250000, 1024, 1024,
         hex(zeroblob(32)), n, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM numbers`,
      { count: photos },
    );
  });
  sample.close();
  return sample;
}

let small: SampleLibrary;
let large: SampleLibrary;
beforeAll(() => {
  small = libraryOf(100 / PHOTOS_EACH);
  large = libraryOf(100_000 / PHOTOS_EACH);
});
afterAll(() => {
  small.remove();
  large.remove();
});

/** Opens the library, reads the first people and the photos of the first of them, and closes it. */
function visit(sample: SampleLibrary): number {
  const from = performance.now();
  const { db } = sample.library;
  const page = listPeople(db, {}, { limit: FIRST_PAGE });
  const photos = photosOfPerson(db, page.items[0]?.id ?? '');
  const ms = performance.now() - from;
  expect([page.items.length, photos.length]).toEqual([FIRST_PAGE, PHOTOS_EACH]);
  sample.close();
  return ms;
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

it('fault 34: a library of 100,000 photos opens like one of 100', () => {
  expect(libraryTotals(large.library.db)).toMatchObject({ photos: 100_000, stored: 100_000 });
  large.close();
  visit(small);
  visit(large);
  const rounds = Array.from({ length: 9 }, () => ({ small: visit(small), large: visit(large) }));
  const ofSmall = median(rounds.map((round) => round.small)) ?? 0;
  const ofLarge = median(rounds.map((round) => round.large)) ?? Infinity;
  expect(ofLarge).toBeLessThan(MOST_TIMES * Math.max(ofSmall, NOISE_MS));
});
