import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, PHOTOS_EACH, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
beforeEach(async () => {
  sandbox = await startCompany();
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.campaign.open();
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

const invited = () => company().people.find(({ stage: at }) => at === 'invited')?.email ?? '';
const ready = () => company().people.find(({ name }) => name === 'Anna Adams')?.email ?? '';

/** The removal of somebody's invite, as a person comes to it. */
async function openRemoval(email: string) {
  const { page, campaign } = visit;
  await campaign.lookUp.click();
  await page.getByRole('dialog').getByRole('textbox').fill(email);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke the invite' });
  const field = dialog.getByRole('textbox');
  await field.waitFor();
  const label = (await dialog.locator('label').last().textContent()) ?? '';
  return {
    dialog,
    field,
    revoke: dialog.getByRole('button', { name: 'Revoke the invite' }),
    /** What has to be typed. */
    words: /“(.*)”/.exec(label)?.[1] ?? '',
  };
}

const revocations = () =>
  sandbox.requests.to('api').filter(({ path }) => path.endsWith('/invites/revoke')).length;

test('an invite is revoked once its name is typed, and not before', async () => {
  const { dialog, field, revoke, words } = await openRemoval(invited());
  expect(await dialog.textContent()).toContain('Comes back');
  expect(await revoke.isEnabled()).toBe(false);
  await field.fill('somebody else');
  expect(await revoke.isEnabled()).toBe(false);
  expect(revocations()).toBe(0);
  await field.fill(words);
  await revoke.click();
  await dialog.waitFor({ state: 'detached' });
  expect(revocations()).toBe(1);
});

test('photos that are only at HeadshotPro are fetched first, and then nothing is lost', async () => {
  const { dialog, field, revoke, words } = await openRemoval(ready());
  await dialog.getByText(`Lose ${PHOTOS_EACH} photos that are not on this computer`).waitFor();
  await field.fill(words);
  expect(await revoke.isEnabled()).toBe(false);
  await dialog.getByRole('button', { name: 'Download them first' }).click();
  await dialog.getByRole('checkbox').waitFor({ ...PATIENT, state: 'detached' });
  expect(await revoke.isEnabled()).toBe(true);
  await revoke.click();
  await dialog.waitFor({ state: 'detached' });
  expect(revocations()).toBe(1);
});

test('what HeadshotPro refuses is said in its own words, and can be tried again', async () => {
  const { dialog, field, revoke, words } = await openRemoval(invited());
  sandbox.faults.add({
    match: { host: 'api', path: /invites\/revoke$/ },
    fault: { kind: 'status', status: 403, code: 'FORBIDDEN', message: 'Only owners may revoke.' },
  });
  await field.fill(words);
  await revoke.click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByRole('alert').textContent()).toMatch(/Only owners may revoke|permi/i);
  expect(await revoke.isEnabled()).toBe(true);
});
