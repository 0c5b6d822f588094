import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { startCompany } from './organizations.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const credits = (words: string) => visit.page.getByRole('button', { name: words });

test('the credits are in sight in every view', async () => {
  const { library, person, campaign } = visit;
  await credits('100 credits left').waitFor();
  await library.open('Anna Adams');
  await person.photos.first().waitFor();
  expect(await credits('100 credits left').isVisible()).toBe(true);
  await person.back();
  await campaign.open();
  expect(await credits('100 credits left').isVisible()).toBe(true);
});

test('below the number in the settings they warn at once, in words', async () => {
  await ask(visit.page, 'settings.set', { lowCredits: 101 });
  await credits('Only 100 credits left').waitFor();
  await visit.campaign.credits.getByText('Few credits are left.').waitFor();
  await ask(visit.page, 'settings.set', { lowCredits: 0 });
  await credits('100 credits left').and(visit.page.locator('[data-look="normal"]')).waitFor();
});

test('a click shows what they are for, also where the campaign was scrolled away from it', async () => {
  const { page, campaign } = visit;
  await page.setViewportSize({ width: 1000, height: 480 });
  await campaign.credits.hover();
  await page.mouse.wheel(0, 3_000);
  await expect.poll(() => isInSight(), PATIENT).toBe(false);
  await credits('100 credits left').click();
  await expect.poll(() => isInSight(), PATIENT).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('none left is said, and what was known last stays while HeadshotPro is away', async () => {
  sandbox.organization.credits = 0;
  await visit.library.syncButton.click();
  await credits('No credits left').waitFor(PATIENT);
  await sandbox.close();
  await visit.library.syncButton.click();
  await credits('No credits left last known').waitFor(PATIENT);
});

async function isInSight(): Promise<boolean> {
  const box = await visit.campaign.credits.boundingBox();
  return box !== null && box.y >= 0 && box.y < 480;
}
