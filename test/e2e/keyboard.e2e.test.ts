import { readdir } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_CACHE } from './screens.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

/** The main job from the first screen to a ZIP, without a mouse. */

/** More steps than any screen has controls. */
const MOST_STEPS = 60;

let stage: Stage;
let visit: Visit;
beforeAll(async () => {
  stage = await openStage();
  visit = await stage.visit({ env: { HEADSHOT_DESK_CACHE: DEMO_CACHE } });
}, FIRST_START_MS);
afterAll(() => stage.close());

/** As long as a finger holds a key: the radio buttons choose only what is reached while it is down. */
const HELD = { delay: 60 };
const press = async (...keys: string[]) => {
  for (const key of keys) await visit.page.keyboard.press(key, HELD);
};

/** Goes with Tab until the focus is on `target`, where it has to be seen. */
async function tabTo(target: Locator): Promise<void> {
  const reached = target.and(visit.page.locator(':focus'));
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if ((await reached.count()) > 0) {
      expect(await target.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    await press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

test('into the demo', async () => {
  await visit.welcome.title.waitFor();
  await tabTo(visit.welcome.demoButton);
  await press('Enter');
  await visit.library.synced();
});

test('to a team, and to some of its people', async () => {
  await tabTo(visit.library.place('Leadership'));
  await press('Enter');
  await expect.poll(() => visit.library.title.textContent(), PATIENT).toBe('Leadership');
  await visit.library.people.first().waitFor();
  await tabTo(visit.library.people.first());
  await press('Home', 'Shift+ArrowRight');
  await visit.library.selection.getByText('2 selected').waitFor();
});

test('to one of them, through the photos, and back', async () => {
  await press('Enter');
  await visit.person.photos.first().waitFor();
  await press('ArrowRight', 'Enter');
  await visit.person.shown.waitFor();
  await press('p', 'Escape', 'Alt+ArrowLeft');
  await visit.library.selection.getByText('2 selected').waitFor();
});

test('to an export of their favorites', async () => {
  const { exporting } = visit;
  const folder = await stage.folder();
  await visit.app.answerFolder(folder);
  await press('ControlOrMeta+e');
  await exporting.dialog.waitFor();
  await tabTo(exporting.choice('All'));
  await press('ArrowRight');
  await expect.poll(() => exporting.choice('Favorites').isChecked(), PATIENT).toBe(true);
  await tabTo(exporting.folder);
  await press('Enter');
  await exporting.dialog.getByText(folder).waitFor();
  await expect.poll(() => exporting.go.isEnabled(), PATIENT).toBe(true);
  await tabTo(exporting.go);
  await press('Enter');
  await exporting.dialog.waitFor({ state: 'detached' });
  await visit.activity.jobThatIs(/^2 people/, 'Finished').waitFor(PATIENT);
  expect(await readdir(folder)).toEqual(['Leadership.zip']);
});
