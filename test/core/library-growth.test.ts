import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { libraryTotals, listPeople } from '#core/library/people.ts';
import { photosOfPerson } from '#core/library/photos.ts';
import { ORGANIZATION, SampleLibrary } from '#test/library-samples.ts';

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
