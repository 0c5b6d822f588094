import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { startCompany } from './organizations.ts';
import { outOfSight } from './overflow.ts';
import { SCREENS, type Screen } from './screens.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const ARTIFACTS = join(import.meta.dirname, '../../test-artifacts/screens');

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  // What slides away counts as gone at once.
  await visit.page.emulateMedia({ reducedMotion: 'reduce' });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const screens = Object.entries<Screen>(SCREENS).filter(([name]) => name !== 'compare');
/** Everything that has left the window, by screen. */
async function tour(): Promise<string[]> {
  const found: string[] = [];
  for (const [name, { open, close }] of screens) {
    await open(visit);
    found.push(...(await outOfSight(visit.page)).map((element) => `${name}: ${element}`));
    await close(visit);
  }
  return found;
}

test('names of every length fit as they are', async () => {
  expect(await tour()).toEqual([]);
});

test('nothing leaves the window with text at 200 %', async () => {
  const { page } = visit;
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await page.screenshot({ path: join(ARTIFACTS, 'text-200-percent.jpg') });
  expect(await tour()).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
});

test('nothing leaves the window in a language that runs from right to left', async () => {
  const { page } = visit;
  await ask(page, 'settings.set', { language: 'ar' });
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).direction), PATIENT)
    .toBe('rtl');
  await page.screenshot({ path: join(ARTIFACTS, 'right-to-left.jpg') });
  expect(await tour()).toEqual([]);
  await ask(page, 'settings.set', { language: 'en' });
});
