import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Settings } from '#shared/window.ts';
import { company, startCompany } from './organizations.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  stage = await openStage();
  sandbox = await startCompany({ seed: { ...company(), credits: 12 } });
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});
beforeEach(async () => {
  await visit.library.people.first().waitFor();
  await visit.page.keyboard.press('ControlOrMeta+,');
  await visit.settings.goTo('General');
});

afterEach(async () => {
  if ((await visit.settings.dialog.count()) > 0) await visit.settings.close();
});

const field = (name: string) => visit.settings.dialog.getByRole('textbox', { name });
const kept = () => ask<Settings>(visit.page, 'settings.get');

test('a warning about few credits comes below the number that is set', async () => {
  // Behind the dialog, where no role counts.
  const row = visit.page.getByText(/credits? left$/);
  expect(await row.textContent()).toBe('12 credits left');
  await field('Warn when credits are below').fill('13');
  await visit.page.keyboard.press('Enter');
  await expect.poll(() => row.textContent(), PATIENT).toBe('Only 12 credits left');
  // The last one typed counts also where the settings are closed over it.
  await field('Warn when credits are below').fill('0');
  await visit.settings.close();
  await expect.poll(() => row.textContent(), PATIENT).toBe('12 credits left');
  expect(await kept()).toMatchObject({ lowCredits: 0 });
});

test('the time between two looks is a number of minutes, and 0 looks no more', async () => {
  const minutes = field('Look for news every');
  await minutes.fill('2');
  await minutes.press('Tab');
  await expect.poll(kept, PATIENT).toMatchObject({ pollMinutes: 2 });
  await visit.settings.goTo('Live updates');
  await visit.settings.dialog.getByText('HeadshotPro is asked every 2 minutes').waitFor();
  await visit.settings.goTo('General');
  await minutes.fill('0');
  await visit.settings.goTo('Live updates');
  await visit.settings.dialog.getByText('HeadshotPro is not asked by itself').waitFor();
  await visit.settings.dialog.getByText('not planned').waitFor();
});

test.each(['', 'soon', '-1', '2.5', '1441'])(
  '“%s” minutes is refused with what is possible, and changes nothing',
  async (typed) => {
    const before = await kept();
    await field('Look for news every').fill(typed);
    await field('Look for news every').press('Enter');
    await visit.settings.dialog
      .getByRole('alert')
      .filter({ hasText: 'Enter a whole number of minutes from 0 (never) to 1,440' })
      .waitFor();
    expect(await field('Look for news every').inputValue()).toBe(typed);
    await visit.settings.close();
    expect(await kept()).toEqual(before);
  },
);

test('the palette leads to the pages about live updates, rules and the history', async () => {
  const { palette, settings } = visit;
  await settings.close();
  const pages = [
    ['live upd', 'Live updates', 'Live updates'],
    ['watch', 'Watch rules', 'Live updates'],
    ['history', 'History', 'History'],
  ] as const;
  for (const [words, entry, page] of pages) {
    await palette.run(words, entry);
    await settings.dialog.getByRole('tabpanel', { name: page }).waitFor();
    await settings.close();
  }
});
