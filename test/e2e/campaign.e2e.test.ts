import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, PEOPLE, READY, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.campaign.open();
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const invited = () => company().people.find(({ stage: at }) => at === 'invited')?.email ?? '';
const count = () => visit.campaign.count.textContent();

test('it counts everybody by step, and says what the credits are for', async () => {
  const { campaign } = visit;
  expect(await campaign.at('Ready')).toBe(String(READY));
  expect(await campaign.at('Invited')).toBe('1');
  await expect.poll(count, PATIENT).toBe(`${PEOPLE} people`);
  const words = await campaign.credits.textContent();
  expect(words).toContain('100 credits left');
  expect(words).toContain('1 open invite');
  expect(words).toContain('at most 200');
});

test('a click on a step shows who is there, and another one everybody', async () => {
  const { campaign } = visit;
  await campaign.step('Invited').click();
  await expect.poll(count, PATIENT).toBe('1 person');
  expect(await campaign.lines.first().textContent()).toContain(invited());
  expect(await campaign.step('Invited').getAttribute('aria-pressed')).toBe('true');
  await campaign.step('Invited').click();
  await expect.poll(count, PATIENT).toBe(`${PEOPLE} people`);
});

test('a team narrows the chart and the list', async () => {
  const { campaign } = visit;
  const inSales = company().people.filter(({ teamId }) => teamId === company().teams[0]?.id);
  await campaign.team('Sales').click();
  await expect.poll(count, PATIENT).toBe(`${inSales.length} people`);
  expect(await campaign.at('Ready')).toBe(
    String(inSales.filter(({ stage: at }) => at === 'ready').length),
  );
  await campaign.team('Sales').click();
});

test('the keyboard finds and opens somebody, and the way back leads to the same list', async () => {
  const { campaign, page } = visit;
  await page.keyboard.press('ControlOrMeta+f');
  await campaign.search.pressSequentially('anna adams');
  await expect.poll(count, PATIENT).toBe('1 person');
  await campaign.lines.first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Back to the campaign' }).click();
  await campaign.title.waitFor();
  expect(await campaign.search.inputValue()).toBe('anna adams');
  await campaign.search.fill('');
  await expect.poll(count, PATIENT).toBe(`${PEOPLE} people`);
});

test('nobody who matches is said as such, with a way out', async () => {
  const { campaign, page } = visit;
  await campaign.search.fill('nobody is called so');
  await page.getByText('Nobody matches').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect.poll(count, PATIENT).toBe(`${PEOPLE} people`);
});

test('what is listed is saved as CSV, copied, and handed to the mail program', async () => {
  const { campaign, page, app } = visit;
  await campaign.step('Invited').click();
  await expect.poll(count, PATIENT).toBe('1 person');
  const file = join(await stage.folder(), 'invited.csv');
  await app.answerFile(file);
  await campaign.withAll('Save as CSV…');
  await page.getByText('invited.csv is saved: 1 person.').waitFor();
  expect(await readFile(file, 'utf8')).toContain(invited());
  await campaign.withAll('Copy addresses');
  await expect.poll(() => app.deeds('copiedText'), PATIENT).toContain(invited());
  await campaign.withAll('E-mail these people…');
  await expect
    .poll(() => app.deeds('openedExternal').join(' '), PATIENT)
    .toContain(`mailto:?bcc=${encodeURIComponent(invited().split('@')[0] ?? '')}@`);
  await campaign.step('Invited').click();
});

test('it follows what happens at HeadshotPro', async () => {
  const { campaign, library } = visit;
  sandbox.organization.join(invited(), 'Nia New');
  await library.syncButton.click();
  await expect.poll(() => campaign.at('Invited'), PATIENT).toBe('0');
  await campaign.someone('Nia New').waitFor();
});

test('without HeadshotPro the campaign stays, and its doors to invites are shut', async () => {
  const { campaign, library, page } = visit;
  await sandbox.close();
  await library.syncButton.click();
  await library.banner.filter({ hasText: /^Offline/ }).waitFor(PATIENT);
  expect(await campaign.invite.isDisabled()).toBe(true);
  expect(await campaign.lookUp.isDisabled()).toBe(true);
  expect(await campaign.at('Ready')).toBe(String(READY));
  await page.keyboard.press('ControlOrMeta+i');
  await page.getByText('HeadshotPro cannot be asked at the moment.').first().waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});
