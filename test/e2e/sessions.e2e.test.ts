import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, startCompany } from './organizations.ts';
import { SessionDialog } from './pages/SessionDialog.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const DOOR = 'Create a whitelabel session…';
const NIA = 'nia@plain.example';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
let session: SessionDialog;
beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

async function start({ whitelabel = true, credits = 100 } = {}): Promise<void> {
  sandbox = await startCompany({ seed: { ...company(), whitelabel, credits } });
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  session = new SessionDialog(visit.page);
  await visit.library.people.first().waitFor();
  await visit.palette.run('whitelabel', DOOR);
  await session.form.waitFor();
}

/** Whether `text` is in any file of the program's own folder. */
async function isOnDisk(text: string): Promise<boolean> {
  const entries = await readdir(visit.app.userData, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map((file) => readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0))),
  );
  return contents.some((content) => content.includes(text));
}

test('a session is made as it was written down, and its link is shown once and kept nowhere', async () => {
  await start();
  const { page, app, campaign } = visit;
  await session.email.fill('nia at plain');
  await session.email.press('Enter');
  await session.problem.filter({ hasText: 'This is no e-mail address' }).waitFor();
  await session.email.fill(NIA);
  await session.choice('Team').selectOption('Sales');
  await session.choice('Version').selectOption('One shot');
  await session.test.click();
  await session.email.press('Enter');
  const link = await session.link.inputValue();
  const token = new URL(link).searchParams.get('token') ?? '';
  const made = sandbox.organization.person(NIA);
  expect(made?.teamId).toBe(company().teams[0]?.id);
  expect(made?.models.map(({ isDevelopment }) => isDevelopment)).toEqual([true]);

  await page.keyboard.press('Escape');
  await session.question.getByText('Stay', { exact: true }).click();
  await session.question.waitFor({ state: 'detached' });
  await session.made.getByRole('button', { name: 'Copy the link' }).click();
  await expect.poll(() => app.deeds('copiedText'), PATIENT).toEqual([link]);
  await page.keyboard.press('Escape');
  await session.made.waitFor({ state: 'detached' });

  await visit.palette.run('whitelabel', DOOR);
  expect(await session.email.inputValue()).toBe('');
  expect(await page.content()).not.toContain(token);
  expect(app.output()).not.toContain(token);
  const { text } = await ask<{ text: string }>(page, 'desktop.diagnostics');
  expect(text).not.toContain(token);
  expect(await isOnDisk(NIA)).toBe(true);
  // The uid alone is the person's number, and may be kept.
  expect(await isOnDisk(`token=${token}`)).toBe(false);
  await page.keyboard.press('Escape');

  await campaign.open();
  await page.locator('header').getByRole('button', { name: 'Create a session…' }).click();
  await session.form.waitFor();
});

test('where the organization may not, that is explained, and it is not offered again', async () => {
  await start({ whitelabel: false });
  await session.email.fill(NIA);
  await session.create.click();
  await session.problem.filter({ hasText: 'Whitelabel is not enabled' }).waitFor();
  await session.form.getByText('that belongs to whitelabel plans').waitFor();
  expect(await session.create.count()).toBe(0);
  await session.form.getByRole('button', { name: 'Close' }).last().click();
  await visit.palette.open();
  await visit.palette.dialog.getByRole('combobox').fill('whitelabel');
  await visit.palette.dialog.getByText('Nothing found.').waitFor();
  await visit.page.keyboard.press('Escape');
  await visit.campaign.open();
  expect(await visit.page.getByRole('button', { name: 'Create a session…' }).count()).toBe(0);
});

test('a refusal is told in HeadshotPro’s words, and what was written stays', async () => {
  await start({ credits: 0 });
  await session.email.fill('anna.adams@plain.example');
  await session.create.click();
  await session.problem.filter({ hasText: 'A user with this email already exists' }).waitFor();
  await session.email.fill(NIA);
  await session.create.click();
  await session.problem.filter({ hasText: 'There are not enough HeadshotPro credits' }).waitFor();
  const [sales] = company().teams;
  await session.choice('Team').selectOption('Sales');
  sandbox.organization.removeTeam(sales?.id ?? '');
  await session.create.click();
  await session.problem.filter({ hasText: 'Team not found' }).waitFor();
  expect(await session.email.inputValue()).toBe(NIA);
  await session.choice('Team').selectOption('No team');
  // A test takes no credit.
  await session.test.click();
  await session.create.click();
  await session.link.waitFor();
});

test('an answer that got lost is no promise: it is said that nobody knows', async () => {
  await start();
  sandbox.faults.add({
    match: { host: 'api', method: 'POST', path: /\/models$/ },
    fault: { kind: 'reset' },
  });
  await session.email.fill(NIA);
  await session.create.click();
  await session.problem.filter({ hasText: 'Whether it took effect is not known' }).waitFor();
});

test('without HeadshotPro nothing is made, and it is said why', async () => {
  await start();
  await session.email.fill(NIA);
  await sandbox.close();
  await ask(visit.page, 'jobs.sync', { full: false });
  await session.form.getByText('Nothing is created, and nothing kept for later.').waitFor(PATIENT);
  expect(await session.create.isEnabled()).toBe(false);
});
