import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { API_KEY, PEOPLE, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

describe('the first run', () => {
  let visit: Visit;

  test('says what is needed, and refuses what is no key before anybody is asked', async () => {
    visit = await stage.visit({ apiUrl: sandbox.apiUrl });
    await visit.welcome.title.waitFor();
    expect(await visit.welcome.key.getAttribute('type')).toBe('password');
    await visit.welcome.connectButton.click();
    await visit.welcome.problem.filter({ hasText: 'Paste your API key' }).waitFor();
    await visit.welcome.connect('two words');
    await visit.welcome.problem.filter({ hasText: 'spaces or line breaks' }).waitFor();
    expect(sandbox.requests.records).toEqual([]);
  });

  test('says so when HeadshotPro does not accept the key', async () => {
    await visit.welcome.connect('not-a-key-of-theirs');
    await visit.welcome.problem.filter({ hasText: 'does not accept this key' }).waitFor();
    expect(await visit.welcome.key.inputValue()).toBe('not-a-key-of-theirs');
  });

  test('connects with a good key and brings the people', async () => {
    await visit.welcome.connect(API_KEY);
    await visit.library.synced();
    await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe(`${PEOPLE} people`);
    expect(await visit.library.title.textContent()).toBe('All people');
    await visit.library.sidebar.getByRole('heading', { name: 'Plain & Sons' }).waitFor();
  });

  test('comes back connected after a restart', async () => {
    await visit.app.restart();
    await visit.library.synced();
    await expect.poll(() => visit.library.people.count(), PATIENT).toBeGreaterThan(5);
    expect(await visit.library.banner.count()).toBe(0);
    expect(await visit.app.close()).toBe(0);
  });
});

test('without a network the key is not judged, and the welcome says what to do', async () => {
  const visit = await stage.visit();
  await visit.welcome.connect(API_KEY);
  await visit.welcome.problem.filter({ hasText: 'cannot be reached' }).waitFor(PATIENT);
  expect(await visit.welcome.key.inputValue()).toBe(API_KEY);
});

test('without a key store it says where the key will be, and forgets it on quitting', async () => {
  const visit = await stage.visit({
    apiUrl: sandbox.apiUrl,
    // What the Chromium host and the real Electron are told it by.
    env: { HEADSHOT_DESK_HOST_KEY_STORE: 'basic_text' },
    args: ['--password-store=basic'],
  });
  await visit.page.getByText('kept in memory only, until you quit').waitFor();
  expect(await visit.welcome.remember.isEnabled()).toBe(false);
  expect(await visit.welcome.remember.isChecked()).toBe(false);
  await visit.welcome.connect(API_KEY);
  await visit.library.synced();
  await visit.app.restart();
  await visit.library.banner.filter({ hasText: 'No API key' }).waitFor();
  await expect.poll(() => visit.library.people.count(), PATIENT).toBeGreaterThan(5);
});

test('the demo opens with one click, with its portraits', async () => {
  const visit = await stage.visit();
  await visit.welcome.demoButton.click();
  await visit.library.sidebar.getByRole('heading', { name: 'Larkmoor Instruments' }).waitFor();
  await expect.poll(() => visit.library.count.textContent(), PATIENT).toBe('60 people');
  const portrait = visit.library.people.locator('img[data-loaded="true"]').first();
  await portrait.waitFor(PATIENT);
  await visit.library.settingsButton.click();
  await visit.settings.dialog.getByRole('button', { name: 'Leave the demo' }).click();
  await visit.welcome.title.waitFor();
});

test('the key of a connected window can be forgotten, and its library stays', async () => {
  const visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.library.settingsButton.click();
  await visit.settings.forgetKey();
  await visit.settings.close();
  await visit.library.banner.filter({ hasText: 'No API key' }).waitFor();
  await expect.poll(() => visit.library.people.count(), PATIENT).toBeGreaterThan(5);
});
