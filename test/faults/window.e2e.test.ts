import { readdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { LibrarySummary } from '#shared/window.ts';
import { lastingPort } from '../e2e/lasting-port.ts';
import {
  API_KEY,
  company,
  MARKUP,
  PEOPLE,
  PHOTOS_EACH,
  READY,
  startCompany,
} from '../e2e/organizations.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from '../e2e/stage.ts';

const ALL = READY * PHOTOS_EACH;
/** How the download of everybody is called. */
const EVERYBODY = 'Plain & Sons';
const NEW_KEY = 'hsp-7Hq2Wn5Rc9Xe3Tb6-new-one';
const SCRIPT = `"><script>document.title='owned'</script>${MARKUP}`;

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
/** HeadshotPro goes and comes back, always here. */
let ports: { port: number; photoPort: number };

beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
beforeEach(async () => {
  ports = { port: await lastingPort(), photoPort: await lastingPort() };
  sandbox = await startCompany(ports);
});
afterEach(async () => {
  await visit.app.kill().catch(() => undefined);
  await sandbox.close();
});

const stored = async () => (await ask<LibrarySummary>(visit.page, 'library.summary')).totals.stored;
const libraryFolder = () => join(visit.app.userData, 'library', sandbox.organization.uid);
/** Photos the sandbox was asked for in full size. */
const fetched = () =>
  sandbox.requests.to('photos').filter(({ file }) => file?.variant === 'main').length;

async function connected(): Promise<void> {
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.library.people.first().waitFor();
}

async function downloadEverybody(): Promise<void> {
  await visit.page.keyboard.press('ControlOrMeta+d');
  await visit.activity.open();
  await visit.activity.job(EVERYBODY).waitFor();
}

async function downloaded(): Promise<void> {
  await connected();
  await downloadEverybody();
  await visit.activity.jobThatIs(EVERYBODY, 'Finished').waitFor(PATIENT);
  await visit.activity.close();
}

const banner = (words: RegExp) => visit.library.banner.filter({ hasText: words }).waitFor(PATIENT);

test('fault 15: with the network gone the window says so and stays of use, and the download goes on by itself', async () => {
  await connected();
  const slow = { match: { host: 'photos', variant: 'main' }, after: 4 } as const;
  sandbox.faults.add({ ...slow, fault: { kind: 'delay', delayMs: 1000 } });
  await downloadEverybody();
  await expect.poll(stored, PATIENT).toBeGreaterThan(0);
  await sandbox.close();
  await visit.activity.jobThatIs(EVERYBODY, 'Waiting for the network').waitFor(PATIENT);
  await banner(/^Offline/);
  await visit.activity.close();
  expect(await visit.library.people.count()).toBeGreaterThan(5);
  await visit.library.search.fill('anna adams');
  await expect.poll(() => visit.library.names(), PATIENT).toEqual(['Anna Adams']);
  await visit.library.search.fill('');
  const before = await stored();

  sandbox = await startCompany(ports);
  await expect.poll(stored, PATIENT).toBe(ALL);
  await expect.poll(() => visit.library.banner.count(), PATIENT).toBe(0);
  expect(fetched()).toBeLessThanOrEqual(ALL - before);
});

test('fault 18: with a zeroed catalogue the window shows everybody again, says what happened, and fetches nothing', async () => {
  await downloaded();
  await visit.app.close();
  const catalogue = join(libraryFolder(), 'catalogue.sqlite');
  const { length } = await readFile(catalogue);
  writeFileSync(catalogue, Buffer.alloc(length));
  sandbox.requests.clear();
  await visit.app.restart();
  await banner(
    /^Rebuilt\. The library’s catalogue was damaged\. It was put aside as catalogue\.damaged-/,
  );
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${PEOPLE} people`);
  await expect.poll(stored, PATIENT).toBe(ALL);
  await visit.library.someone('Anna Adams').waitFor(PATIENT);
  expect(fetched()).toBe(0);
  const names = readdirSync(libraryFolder());
  expect(names.filter((name) => /^catalogue\.damaged-.*\.sqlite$/.test(name))).toHaveLength(1);
  await visit.app.restart();
  await visit.library.synced();
  expect(await visit.library.banner.count()).toBe(0);
});

test('fault 18: without a network, too, a window whose catalogue is gone shows what is on disk', async () => {
  await downloaded();
  await visit.app.close();
  await sandbox.close();
  const catalogue = join(libraryFolder(), 'catalogue.sqlite');
  writeFileSync(catalogue, 'This is not a database. '.repeat(500));
  await visit.app.restart();
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${READY} people`);
  await expect.poll(stored, PATIENT).toBe(ALL);
  await visit.library.people
    .filter({ hasText: /Recovered/ })
    .first()
    .waitFor(PATIENT);
  sandbox = await startCompany(ports);
  await visit.page.getByRole('button', { name: 'Try again' }).click();
  await visit.library.someone('Anna Adams').waitFor(PATIENT);
  expect(fetched()).toBe(0);
});

test('fault 18: a catalogue of a newer version is shown, and the window says that it can only be looked at', async () => {
  await connected();
  await visit.app.close();
  const db = new DatabaseSync(join(libraryFolder(), 'catalogue.sqlite'));
  db.exec('PRAGMA user_version = 900');
  db.close();
  await visit.app.restart();
  await banner(/^Only to look at\. This library was written by a newer Headshot Desk\. Update/);
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${PEOPLE} people`);
});

test('fault 18: damaged settings fall back and the window opens with the library', async () => {
  await connected();
  await visit.app.close();
  writeFileSync(join(visit.app.userData, 'settings.json'), Buffer.alloc(300));
  await visit.app.restart();
  await visit.library.synced();
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${PEOPLE} people`);
  const names = await readdir(visit.app.userData);
  expect(names.some((name) => name.startsWith('settings.damaged-'))).toBe(true);
});

/** A company whose names, its teams' and one person's are markup that would run a script. */
async function connectedToMarkup(): Promise<void> {
  await sandbox.close();
  const seed = company();
  for (const team of seed.teams) team.name = `${team.name} ${SCRIPT}`;
  for (const person of seed.people) {
    if (person.name === MARKUP) person.name = SCRIPT;
  }
  sandbox = await startCompany({ ...ports, seed: { ...seed, name: `Sons ${SCRIPT}` } });
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.library.someone(SCRIPT).waitFor();
}

/** Nothing of it ran, and nothing of it became an element. */
async function isText(): Promise<void> {
  expect(await visit.page.title()).toBe('Headshot Desk');
  const injected = 'b, script:not([src]):not([type="module"]), img[src="x"], [onerror]';
  expect(await visit.page.locator(injected).count()).toBe(0);
}

test('fault 29: markup in names of people and teams is text in every place of the window', async () => {
  await connectedToMarkup();
  await isText();
  await visit.library.show('List');
  await visit.library.someone(SCRIPT).waitFor();
  await isText();
  await visit.library.show('Grid');
  await visit.library.search.fill('<script>');
  await expect.poll(() => visit.library.names(), PATIENT).toEqual([SCRIPT]);
  await visit.library.search.fill('');
  await visit.library.open(SCRIPT);
  await expect.poll(() => visit.person.name.textContent(), PATIENT).toBe(SCRIPT);
  await isText();
  await visit.person.back();
  // A team's name: in the sidebar, as a title, in the export and in the list of work.
  await visit.library.place('Sales').click();
  await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe(`Sales ${SCRIPT}`);
  await visit.app.answerFolder(await stage.folder());
  await visit.library.exportButton.click();
  await visit.exporting.folder.click();
  await visit.exporting.result.waitFor();
  await isText();
  await visit.exporting.start();
  await visit.activity.jobThatIs(/^Sales/, /^Finished/).waitFor(PATIENT);
  await isText();
  await visit.library.settingsButton.click();
  await visit.settings.goTo('Diagnostics');
  await isText();
});

test('fault 29: found by typing, on the campaign and among what failed, too, markup is text', async () => {
  await connectedToMarkup();
  const { page, palette, campaign, activity } = visit;
  await palette.open();
  await palette.dialog.getByRole('combobox').fill('<script>');
  await palette.options.filter({ hasText: SCRIPT }).first().waitFor();
  await isText();
  await page.keyboard.press('Escape');
  const person = [...sandbox.organization.models.values()].find(
    (model) => model.person.name === SCRIPT,
  );
  sandbox.faults.add({
    match: { host: 'photos', modelId: person?.id ?? '', variant: 'main' },
    fault: { kind: 'status', status: 404 },
  });
  await page.keyboard.press('ControlOrMeta+d');
  await activity.open();
  const failed = await activity.failures(`Sons ${SCRIPT}`);
  await failed.filter({ hasText: SCRIPT }).first().waitFor(PATIENT);
  await isText();
  await activity.close();
  await campaign.open();
  await campaign.search.fill('<script>');
  await expect.poll(() => campaign.lines.first().textContent(), PATIENT).toContain(SCRIPT);
  await campaign.team(`Sales ${SCRIPT}`).waitFor();
  await isText();
});

test('fault 30: without a key store the window says so, and keeps the key nowhere on disk', async () => {
  visit = await stage.visit({
    apiUrl: sandbox.apiUrl,
    // What the Chromium host and the real Electron are told it by.
    env: { HEADSHOT_DESK_HOST_KEY_STORE: 'basic_text' },
    args: ['--password-store=basic'],
  });
  await visit.page.getByText('kept in memory only, until you quit').waitFor();
  expect(await visit.welcome.remember.isEnabled()).toBe(false);
  await visit.welcome.connect(API_KEY);
  await visit.library.synced();
  const files = await readdir(visit.app.userData, { recursive: true, withFileTypes: true });
  for (const file of files.filter((it) => it.isFile())) {
    const path = join(file.parentPath, file.name);
    // Pictures come and go meanwhile.
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    expect(content.includes(API_KEY), path).toBe(false);
  }
  await visit.app.restart();
  await banner(/^No API key/);
  await expect.poll(() => visit.library.people.count(), PATIENT).toBeGreaterThan(5);
});

test('fault 31: with its key revoked in mid-download the window says it once, and goes on with a new one', async () => {
  await connected();
  // The links of a few people come, then the key is not good any more.
  sandbox.faults.add({
    match: { path: /\/photos\/download$/ },
    after: 3,
    fault: { kind: 'status', status: 401 },
  });
  await downloadEverybody();
  await banner(/^No API key/);
  sandbox.access.apiKey = NEW_KEY;
  expect(await visit.library.banner.count()).toBe(1);
  expect(await visit.page.getByRole('alertdialog').count()).toBe(0);
  await visit.activity.jobThatIs(EVERYBODY, /[Ww]aiting|key/).waitFor(PATIENT);
  expect(await visit.library.people.count()).toBeGreaterThan(5);
  const before = await stored();
  expect(before).toBeLessThan(ALL);

  sandbox.faults.clear();
  const asked = fetched();
  await visit.page.getByRole('button', { name: 'Enter a new key…' }).click();
  const dialog = visit.page.getByRole('dialog', { name: 'Enter a new key' });
  await dialog.getByRole('textbox', { name: 'API key' }).fill(NEW_KEY);
  await dialog.locator('button[type="submit"]').click();
  await expect.poll(stored, PATIENT).toBe(ALL);
  expect(await visit.library.banner.count()).toBe(0);
  expect(fetched() - asked).toBeLessThanOrEqual(ALL - before);
});
