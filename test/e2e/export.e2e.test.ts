import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { opensEverywhere, unzipped } from '#test/zip-readers.ts';
import { PHOTOS_EACH, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

/** Of the twelve people that have photos. */
const IN_SALES = 4;

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
let folder: string;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  folder = await stage.folder();
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const names = () => visit.exporting.names.allTextContents();

test('says what an export comes to, and follows the template letter by letter', async () => {
  await visit.library.place('Sales').click();
  await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe('Sales');
  await visit.library.exportButton.click();
  const { exporting } = visit;
  await exporting.choice('All').click();
  await exporting.result.getByText('of 4 people').waitFor();
  await exporting.result.getByText(`${IN_SALES * PHOTOS_EACH}`, { exact: true }).waitFor();
  await exporting.result.getByText(/photos are downloaded first/).waitFor();

  await exporting.template.fill('{person|slug}-{number:2}');
  await expect.poll(names, PATIENT).toContain('anna-adams-01.jpg');
  await exporting.template.press('End');
  await exporting.template.pressSequentially('-x');
  await expect.poll(names, PATIENT).toContain('anna-adams-01-x.jpg');
});

test('says what is wrong with a template, and lets nobody start with it', async () => {
  await visit.exporting.template.fill('{persn}');
  await visit.exporting.templateProblem.waitFor();
  expect(await visit.exporting.go.isEnabled()).toBe(false);
  await visit.exporting.template.fill('{person|slug}-{number:2}');
  await expect.poll(names, PATIENT).toContain('anna-adams-01.jpg');
});

test('exports a team into a ZIP that other programs open', async () => {
  await visit.app.answerFolder(folder);
  await visit.exporting.folder.click();
  await visit.exporting.dialog.getByText(folder).waitFor();
  await visit.exporting.start();
  await visit.activity.jobThatIs(/^Sales/, 'Finished').waitFor(PATIENT);

  expect(await readdir(folder)).toEqual(['Sales.zip']);
  const zip = join(folder, 'Sales.zip');
  await opensEverywhere(zip);
  const files = [...(await unzipped(zip)).keys()];
  const photos = files.filter((name) => name.endsWith('.jpg'));
  expect(photos).toHaveLength(IN_SALES * PHOTOS_EACH);
  expect(photos[0]).toBe('anna-adams-01.jpg');
  expect(files).toContain('manifest.csv');
});

test('shows the ZIP in its folder', async () => {
  await visit.activity.reveal(await labelOfSales());
  await expect
    .poll(() => visit.app.deeds('revealed'), PATIENT)
    .toEqual([join(folder, 'Sales.zip')]);
  await visit.activity.close();
});

const labelOfSales = async () =>
  String(
    await visit.activity
      .job(/^Sales/)
      .getByRole('heading')
      .textContent(),
  );

test('replaces nothing unless it was allowed', async () => {
  await visit.library.exportButton.click();
  await visit.exporting.dialog.getByText('Allow replacing, or choose another folder.').waitFor();
  expect(await visit.exporting.go.isEnabled()).toBe(false);
  await visit.exporting.dialog.getByRole('switch', { name: /^Replace Sales.zip/ }).click();
  await expect.poll(() => visit.exporting.go.isEnabled(), PATIENT).toBe(true);
  await visit.exporting.cancel();
});

test('saves choices as a preset and uses it again', async () => {
  await visit.library.exportButton.click();
  const { exporting, page } = visit;
  await exporting.choice('Favorites').click();
  await exporting.template.fill('{email}');
  await exporting.dialog.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'Save as preset…' }).click();
  const naming = page.getByRole('dialog', { name: 'Save as preset…' });
  await naming.getByRole('textbox', { name: 'Name of the preset' }).fill('Intranet');
  await naming.getByRole('button', { name: 'Save' }).click();
  await exporting.template.fill('{person}');
  await exporting.choice('All').click();
  await exporting.dialog.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitemradio', { name: 'Intranet' }).click();
  await expect.poll(() => exporting.template.inputValue(), PATIENT).toBe('{email}');
  expect(await exporting.choice('Favorites').isChecked()).toBe(true);
  await exporting.cancel();
});
