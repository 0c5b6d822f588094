import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { lastingPort } from './lasting-port.ts';
import { ACCENTED, PEOPLE, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

/** How the download of everybody is called. */
const EVERYBODY = 'Plain & Sons';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
/** HeadshotPro goes and comes back, always here. */
let ports: { port: number; photoPort: number };
beforeAll(async () => {
  ports = { port: await lastingPort(), photoPort: await lastingPort() };
  [stage, sandbox] = await Promise.all([openStage(), startCompany(ports)]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

test('with Sales on disk the network goes, and a quiet banner says so', async () => {
  await visit.library.place('Sales').click();
  await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe('Sales');
  await visit.page.keyboard.press('ControlOrMeta+d');
  await visit.activity.open();
  await visit.activity.jobThatIs('Sales', 'Finished').waitFor(PATIENT);
  await visit.activity.close();

  await sandbox.close();
  await visit.library.syncButton.click();
  await visit.library.banner.filter({ hasText: /^Offline.*Last synced/ }).waitFor(PATIENT);
  expect(await visit.library.syncButton.isEnabled()).toBe(false);
});

test('browsing, search and picks go on', async () => {
  await visit.library.place('All people').click();
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${PEOPLE} people`);
  await visit.library.search.fill('zoe');
  await expect.poll(() => visit.library.names(), PATIENT).toEqual([ACCENTED]);
  await visit.library.search.fill('anna adams');
  await expect.poll(() => visit.library.names(), PATIENT).toEqual(['Anna Adams']);
  await visit.library.open('Anna Adams');
  await visit.person.photo(2).dblclick();
  const shown = visit.person.stage.getByRole('img', { name: /^Photo 2 of/ });
  await shown.waitFor(PATIENT);
  await expect
    .poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth), PATIENT)
    .toBe(512);
  await visit.person.press('p');
  await expect
    .poll(() => visit.person.mark('Pick').getAttribute('aria-pressed'), PATIENT)
    .toBe('true');
  await visit.person.press('Escape');
  await visit.person.back();
  await visit.library.search.fill('');
});

test('a photo that is not on this computer says so instead of a broken picture', async () => {
  await visit.library.open(ACCENTED);
  await visit.person.photo(3).dblclick();
  await visit.person.stage.getByText('Not on this computer').waitFor(PATIENT);
  await visit.person.press('Escape');
  await visit.person.back();
});

test('what is on disk can be exported', async () => {
  const folder = await stage.folder();
  await visit.app.answerFolder(folder);
  await visit.library.place('Sales').click();
  await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe('Sales');
  await visit.library.exportButton.click();
  await visit.exporting.folder.click();
  await visit.exporting.dialog.getByText(folder).waitFor();
  await visit.exporting.choice('All').click();
  await visit.exporting.start();
  await visit.activity.jobThatIs(/^Sales, all/, 'Finished').waitFor(PATIENT);
  await visit.activity.close();
  expect(await readdir(folder)).toEqual(['Sales.zip']);
});

test('started without a network, it shows the library and comes back when it is asked to', async () => {
  await visit.app.restart();
  await visit.library.banner.filter({ hasText: /^Offline/ }).waitFor(PATIENT);
  await expect.poll(() => visit.library.people.count(), PATIENT).toBeGreaterThan(5);
  await reopen();
  const retry = visit.page.getByRole('button', { name: 'Try again' });
  // It also looks by itself now and then, and may just have done so.
  await Promise.any([retry.click(), retry.waitFor({ state: 'detached' })]);
  await visit.library.banner.waitFor({ state: 'detached', ...PATIENT });
  await visit.library.synced();
});

test('a download waits for the network, and goes on by itself when it is back', async () => {
  sandbox.faults.add({
    match: { host: 'photos', variant: 'main' },
    fault: { kind: 'delay', delayMs: 1500 },
  });
  await visit.library.people.first().waitFor();
  await visit.page.keyboard.press('ControlOrMeta+d');
  await visit.activity.open();
  await visit.activity.jobThatIs(EVERYBODY, 'Downloading').waitFor();
  await sandbox.close();
  await visit.activity.jobThatIs(EVERYBODY, 'Waiting for the network').waitFor(PATIENT);
  await reopen();
  await visit.activity.jobThatIs(EVERYBODY, 'Finished').waitFor(PATIENT);
  await expect.poll(() => visit.library.banner.count(), PATIENT).toBe(0);
});

/** HeadshotPro answers again, where it was. */
async function reopen(): Promise<void> {
  sandbox = await startCompany(ports);
}
