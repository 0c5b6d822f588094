import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, startCompany } from './organizations.ts';
import { ask, FIRST_START_MS, openStage, type Stage, type Visit } from './stage.ts';

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
  await visit.library.people.first().waitFor();
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

const invited = () => company().people.find(({ stage: at }) => at === 'invited')?.email ?? '';
const records = () =>
  visit.page.getByRole('table', { name: 'Changes to the organization' }).locator('tbody tr');
const openHistory = () => visit.palette.run('history', 'History');

test('what was done is listed with what came of it, the latest first', async () => {
  const { page } = visit;
  await openHistory();
  await page.getByText('Nothing yet').waitFor();
  await visit.settings.close();

  await ask(page, 'teams.create', { name: 'Night shift' });
  const target = { kind: 'invite', email: invited() };
  const { confirmation } = await ask<{ confirmation: string }>(page, 'removals.preview', target);
  const removal = { target, confirmation, losePhotos: false };
  await ask(page, 'removals.carryOut', removal);
  sandbox.faults.add({
    match: { host: 'api', path: /\/teams\/[^/]+$/ },
    fault: { kind: 'status', status: 403, code: 'FORBIDDEN', message: 'Only owners may.' },
  });
  const [sales] = sandbox.organization.teams;
  const renaming = ask(page, 'teams.rename', { teamId: sales?.id, name: 'Outdoors' });
  await expect(renaming).rejects.toThrow('Only owners may.');

  await openHistory();
  await records().nth(2).waitFor();
  const [renamed, revoked, created] = await records().allTextContents();
  expect(renamed).toMatch(/Renamed a team Sales.*Only owners may\..*Failed/);
  expect(revoked).toContain(`Revoked the invite ${invited()}`);
  expect(revoked).toMatch(/Nothing was lost\. The credit came back\..*Done/);
  expect(created).toMatch(/Created a team Night shift.*Done/);
});

test('a long history is turned page by page, and follows what is done meanwhile', async () => {
  const { page } = visit;
  const [team] = sandbox.organization.teams;
  const rename = (name: string) => ask(page, 'teams.rename', { teamId: team?.id, name });
  for (let at = 1; at <= 26; at++) await rename(`Team ${at}`);
  await openHistory();
  const pages = page.getByRole('navigation', { name: 'Pages of the history' });
  await pages.getByText('1 to 25 of 26').waitFor();
  expect(await records().count()).toBe(25);
  await pages.getByRole('button', { name: 'Older' }).click();
  await pages.getByText('26 to 26 of 26').waitFor();
  expect(await records().allTextContents()).toEqual([expect.stringContaining('Renamed a team')]);
  expect(await pages.getByRole('button', { name: 'Older' }).isEnabled()).toBe(false);
  await rename('Sales again');
  await pages.getByText('26 to 27 of 27').waitFor();
  await pages.getByRole('button', { name: 'Newer' }).click();
  await records().filter({ hasText: 'Sales again' }).waitFor();
});

test('what served only some is no success, and what served nobody is a failure', async () => {
  const { page } = visit;
  const [team] = company().teams;
  const member = company().people.find(({ stage: at }) => at === 'ready')?.email ?? '';
  const move = (emails: string[]) =>
    ask(page, 'teams.addMembers', { teamId: team?.id, personIds: [], emails });
  await move([member, invited()]);
  await move([invited()]);
  await openHistory();
  await records().first().waitFor();
  expect(await records().allTextContents()).toEqual([
    expect.stringMatching(/0 in the team, 1 not moved\.Failed/),
    expect.stringMatching(/1 in the team, 1 not moved\.In part/),
  ]);
});
