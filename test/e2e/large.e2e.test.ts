import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { openLibrary } from '#core/library/library.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const PEOPLE = 10_000;
const PHOTOS_EACH = 10;
/** However many people there are, the window holds only those in sight. */
const MOST_NODES = 3000;
const ORGANIZATION = { uid: 'org_large', name: 'Large & Sons', website: null, teams: [] };

let stage: Stage;
let visit: Visit;
beforeAll(async () => {
  stage = await openStage();
  const userData = await stage.folder();
  fillLibrary(join(userData, 'library'));
  await mkdir(userData, { recursive: true });
  const lastLibrary = {
    uid: ORGANIZATION.uid,
    name: ORGANIZATION.name,
    website: null,
    demo: false,
  };
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ lastLibrary }));
  visit = await stage.visit({ userData });
}, FIRST_START_MS);
afterAll(() => stage.close());

/** Ten thousand people in twenty teams with ten photos each, as syncs would have left them. */
function fillLibrary(root: string): void {
  const library = openLibrary(ORGANIZATION.uid, {
    root,
    clock: systemClock,
    log: new RecordingLog(),
    program: 'test',
  });
  const { db, mirror } = library;
  const numbers = (count: number) =>
    `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${count})`;
  mirror.begin(ORGANIZATION);
  mirror.teams(Array.from({ length: 20 }, (_, n) => ({ id: `team-${n}`, name: `Team ${n}` })));
  db.transaction(() => {
    db.run(`${numbers(PEOPLE)} INSERT INTO people (id, name, email, team_id, lifecycle, sort_key,
        search_key, photo_count, stored_count)
      SELECT 'person-' || n, printf('Person %05d', n), n || '@large.example', 'team-' || (n % 20),
        'ready', printf('person %05d', n), printf('person %05d %d@large.example', n, n),
        ${PHOTOS_EACH}, 0 FROM numbers`);
    db.run(`${numbers(PEOPLE)} INSERT INTO models (id, status, is_development, person_id,
        photo_count, stored_count, seen_pass)
      SELECT 'model-' || n, 'active', 0, 'person-' || n, ${PHOTOS_EACH}, 0, 1 FROM numbers`);
    db.run(`${numbers(PEOPLE * PHOTOS_EACH)} INSERT INTO photos (model_id, id, status, liked_status)
      SELECT 'model-' || (n / ${PHOTOS_EACH}), 'photo-' || n, 'active', 'none' FROM numbers`);
  });
  mirror.end();
  library.close();
}

const nodes = () => visit.page.evaluate(() => document.querySelectorAll('*').length);
const shows = (name: string) => visit.library.someone(name).waitFor(PATIENT);

test('ten thousand people are there at once, and few of them in the document', async () => {
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe('10,000 people');
  await shows('Person 00000');
  expect(await nodes()).toBeLessThan(MOST_NODES);
});

test('the grid scrolls to anywhere and to the end', async () => {
  await visit.library.people.first().click();
  await visit.page.keyboard.press('End');
  await shows('Person 09999');
  expect(await nodes()).toBeLessThan(MOST_NODES);
  await visit.library.people.last().hover();
  for (let turn = 0; turn < 10; turn += 1) await visit.page.mouse.wheel(0, -4000);
  await expect
    .poll(async () => (await visit.library.names())[0] ?? '', PATIENT)
    .toMatch(/^Person 09[0-8]/);
  await expect.poll(async () => (await visit.library.names()).every(Boolean), PATIENT).toBe(true);
  expect(await nodes()).toBeLessThan(MOST_NODES);
});

test('the list does too', async () => {
  await visit.library.show('List');
  await visit.library.people.first().click();
  await visit.page.keyboard.press('Home');
  await shows('Person 00000');
  await visit.page.keyboard.press('End');
  await shows('Person 09999');
  expect(await nodes()).toBeLessThan(MOST_NODES);
});

test('search follows every letter', async () => {
  await visit.library.search.pressSequentially('person 0777');
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe('11 people');
  await Promise.all(['Person 00777', 'Person 07770', 'Person 07779'].map(shows));
  await visit.library.search.press('7');
  await expect.poll(() => visit.library.names(), PATIENT).toEqual(['Person 07777']);
  await visit.library.search.fill('');
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe('10,000 people');
});

test('everybody can be selected, and only those in sight are drawn', async () => {
  await visit.library.people.first().click();
  await visit.page.keyboard.press('ControlOrMeta+a');
  await visit.library.selection.getByText('10,000 selected').waitFor(PATIENT);
  expect(await nodes()).toBeLessThan(MOST_NODES);
});
