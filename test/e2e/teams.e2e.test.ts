import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, startCompany } from './organizations.ts';
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
  await visit.library.people.first().waitFor();
  sandbox.requests.clear();
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

/** Calls that were to change something. */
const changes = () => sandbox.requests.to('api').filter(({ method }) => method !== 'GET').length;
const names = () => sandbox.organization.teams.map(({ name }) => name);
const teamOf = (email: string) => {
  const { teamId } = sandbox.organization.person(email) ?? {};
  return sandbox.organization.teams.find(({ id }) => id === teamId)?.name ?? null;
};
const address = (name: string) => company().people.find((one) => one.name === name)?.email ?? '';
const invited = () => company().people.find(({ stage: at }) => at === 'invited')?.email ?? '';
const refuse = (path: RegExp, status: number, message: string) =>
  sandbox.faults.add({
    match: { host: 'api', path },
    fault: { kind: 'status', status, code: status === 403 ? 'FORBIDDEN' : 'ERROR', message },
  });

/** Anna Adams and Grace Adams, both of Sales. */
async function selectTwo(): Promise<void> {
  await visit.library.someone('Anna Adams').click();
  await visit.library.someone('Grace Adams').click({ modifiers: ['ControlOrMeta'] });
  await visit.library.selection.waitFor();
}

/** Takes the two by one of them as far as a team's line, and holds them there. */
async function dragTo(team: string): Promise<void> {
  const { page, library, teams } = visit;
  const from = await library.someone('Grace Adams').boundingBox();
  const to = await teams.row(team).boundingBox();
  if (!from || !to) throw new Error('Nothing to drag, or nowhere to.');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 3);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
}

test('a team is made under a name that is free: a taken one is refused before it is sent', async () => {
  const { teams, page } = visit;
  await teams.newTeam.click();
  await teams.name.fill('  SALES ');
  await teams.naming.getByText('There is a team “Sales” already. Choose another name.').waitFor();
  await page.keyboard.press('Enter');
  expect(await teams.naming.getByRole('button', { name: 'Create' }).isEnabled()).toBe(false);
  expect(changes()).toBe(0);
  await teams.name.fill('Night shift');
  await page.keyboard.press('Enter');
  await teams.naming.waitFor({ state: 'detached' });
  await teams.notice('The team “Night shift” is there.').waitFor();
  await teams.row('Night shift').click();
  await page.getByText('Nobody is in this team yet').waitFor();
  expect(names()).toContain('Night shift');
});

test('a team is renamed, and its people follow at once', async () => {
  const { teams, library, page } = visit;
  await library.show('List');
  const menu = await teams.menuOf('Sales');
  await menu.getByRole('menuitem', { name: 'Rename…' }).click();
  await teams.name.fill('marketing');
  await teams.naming.getByText('There is a team “Marketing” already.').waitFor();
  await teams.name.fill('Outdoors');
  await page.keyboard.press('Enter');
  await teams.row('Outdoors').waitFor();
  expect(names()).toEqual(expect.arrayContaining(['Outdoors', 'Marketing']));
  expect(names()).not.toContain('Sales');
  await library.someone('Anna Adams').getByText('Outdoors').waitFor();
});

test('deleting a team names the invites it cancels first; its members stay, without a team', async () => {
  const { teams, library } = visit;
  await library.goTo('Sales');
  await teams.choose('Sales', 'Delete team…');
  await teams.deleting.getByText('5 members stay in the organization, without a team.').waitFor();
  await teams.deleting.getByText('1 pending invite is cancelled:').waitFor();
  await teams.deleting.getByText(invited()).waitFor();
  const typed = teams.deleting.getByRole('textbox');
  await typed.fill('sale');
  expect(await teams.delete.isEnabled()).toBe(false);
  expect(changes()).toBe(0);
  await typed.fill('Sales');
  await teams.delete.click();
  await teams.row('Sales').waitFor({ state: 'detached' });
  await expect.poll(() => library.title.textContent(), PATIENT).toBe('All people');
  await teams.row('Unassigned').waitFor();
  expect(names()).not.toContain('Sales');
  expect(sandbox.organization.person(invited())?.invite?.revoked).toBe(true);
});

test('who is selected is added to a team that is made on the spot', async () => {
  const { teams, library } = visit;
  await selectTwo();
  await library.selection.getByRole('button', { name: 'Add to team…' }).click();
  await teams.adding.getByText(/^2 people/).waitFor();
  expect(await teams.add.isEnabled()).toBe(false);
  await teams.team.selectOption('New team…');
  const name = teams.adding.getByRole('textbox', { name: 'Name of the new team' });
  await name.fill('engineering');
  await teams.adding.getByText('There is a team “Engineering” already.').waitFor();
  expect(await teams.add.isEnabled()).toBe(false);
  await name.fill('Night shift');
  await teams.add.click();
  await teams.notice('2 people are in Night shift now.').waitFor();
  expect(['Anna Adams', 'Grace Adams'].map((one) => teamOf(address(one)))).toEqual([
    'Night shift',
    'Night shift',
  ]);
  await expect.poll(() => teams.row('Night shift').textContent(), PATIENT).toContain('2');
});

test('a pasted list moves whom it can; who was not moved is said with the reason', async () => {
  const { teams, app } = visit;
  await teams.choose('Engineering', 'Add people…');
  await teams.addresses.fill(
    `Anna Adams <${address('Anna Adams')}>\nBen without one\nnobody@plain.example; ${invited()}`,
  );
  await teams.adding.getByText('3 addresses', { exact: true }).waitFor();
  await teams.adding.getByText('A line holds no address: “Ben without one”').waitFor();
  await teams.adding.getByRole('button', { name: 'Add 3 people' }).click();
  await teams.moved.waitFor();
  const left = teams.moved.getByRole('region', { name: '2 people not in Engineering' });
  await left.getByText('Nobody of the organization has this address.').waitFor();
  await left.getByText('Only invited so far').waitFor();
  const arrived = teams.moved.getByRole('region', { name: '1 person in Engineering' });
  expect(await arrived.textContent()).toContain(address('Anna Adams'));
  await teams.moved.getByRole('button', { name: 'Copy the list' }).click();
  await expect.poll(() => app.deeds('copiedText').length, PATIENT).toBe(1);
  expect(app.deeds('copiedText')[0]).toContain('nobody@plain.example\tNobody of the organization');
  expect(teamOf(address('Anna Adams'))).toBe('Engineering');
});

test('people are dragged onto a team, and put back', async () => {
  const { teams, page } = visit;
  await selectTwo();
  const slow = sandbox.faults.add({
    match: { host: 'api', path: /\/members$/ },
    fault: { kind: 'delay', delayMs: 700 },
  });
  await dragTo('Engineering');
  await expect.poll(() => teams.badge.textContent(), PATIENT).toBe('Move 2 people to Engineering');
  await page.mouse.up();
  await teams.notice('Moving 2 people to Engineering…').waitFor();
  slow.remove();
  await teams.notice('2 people are in Engineering now.').waitFor();
  expect(teamOf(address('Anna Adams'))).toBe('Engineering');
  expect(await teams.badge.count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await teams.notice('Everybody is back where they were.').waitFor();
  expect(teamOf(address('Anna Adams'))).toBe('Sales');
  expect(teamOf(address('Grace Adams'))).toBe('Sales');
});

test('Escape, or a drop beside the teams, moves nobody, and the selection stays', async () => {
  const { teams, page, library } = visit;
  await selectTwo();
  await dragTo('Engineering');
  await teams.badge.waitFor();
  await page.keyboard.press('Escape');
  await teams.badge.waitFor({ state: 'detached' });
  await page.mouse.up();
  await dragTo('Favorites');
  await expect.poll(() => teams.badge.textContent(), PATIENT).toBe('2 people');
  await page.mouse.up();
  await teams.badge.waitFor({ state: 'detached' });
  expect(await library.selected.count()).toBe(2);
  expect(changes()).toBe(0);
});

test('a drop that HeadshotPro refuses is told in its words, and nobody is said to have moved', async () => {
  const { teams, page } = visit;
  await selectTwo();
  refuse(/\/members$/, 403, 'Only owners may move people.');
  await dragTo('Engineering');
  await page.mouse.up();
  const alert = page.getByRole('region', { name: 'Messages' }).getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('does not permit this');
  expect(await alert.textContent()).toContain('Only owners may move people.');
  expect(await teams.notice('2 people are in Engineering now.').count()).toBe(0);
  expect(teamOf(address('Anna Adams'))).toBe('Sales');
});

test('what HeadshotPro refuses stays in the dialog with its reason, and can be tried again', async () => {
  const { teams, page } = visit;
  const refused = refuse(/\/teams$/, 500, 'Try later.');
  await teams.newTeam.click();
  await teams.name.fill('Night shift');
  await page.keyboard.press('Enter');
  await teams.naming.getByRole('alert').waitFor(PATIENT);
  expect(await teams.name.inputValue()).toBe('Night shift');
  refused.remove();
  sandbox.organization.addTeam('Day shift');
  await teams.name.fill('day shift');
  await page.keyboard.press('Enter');
  // Somebody else was faster: nothing is sent twice.
  await teams.naming.getByText('There is a team “Day shift” already').waitFor();
  await teams.name.fill('Night shift');
  await page.keyboard.press('Enter');
  await teams.row('Night shift').waitFor();
});

test('a person, the palette and a team lead to the same dialogs', async () => {
  const { teams, library, page, palette, inviting } = visit;
  const menu = await library.menuOf('Anna Adams');
  await menu.getByRole('menuitem', { name: 'Add to a team…' }).click();
  await teams.adding.getByText(/^Anna Adams: whoever/).waitFor();
  await page.keyboard.press('Escape');
  await library.goTo('Sales');
  await palette.run('rename', 'Rename Sales…');
  expect(await teams.name.inputValue()).toBe('Sales');
  await page.keyboard.press('Escape');
  await palette.run('people to sales', 'Add people to Sales…');
  await teams.addresses.waitFor();
  expect(await teams.team.count()).toBe(0);
  await page.keyboard.press('Escape');
  await teams.choose('Engineering', 'Invite people…');
  const team = inviting.writing.getByRole('combobox');
  const { id } = sandbox.organization.teams.find(({ name }) => name === 'Engineering') ?? {};
  expect(await team.inputValue()).toBe(id);
  expect(changes()).toBe(0);
});

test('a person’s page and the campaign add people to a team, too', async () => {
  const { teams, library, campaign, page } = visit;
  await library.open('Anna Adams');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to team…' }).click();
  await teams.adding.getByText(/^Anna Adams: whoever/).waitFor();
  await page.keyboard.press('Escape');
  await teams.adding.waitFor({ state: 'detached' });
  await campaign.open();
  await campaign.someone('Anna Adams').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to team…' }).click();
  await teams.adding.getByText(/^Anna Adams: whoever/).waitFor();
});

test('without a network the doors are shut, and say why', async () => {
  const { teams, library, page, palette } = visit;
  await selectTwo();
  await sandbox.close();
  await library.syncButton.click();
  await library.banner.filter({ hasText: /^Offline/ }).waitFor(PATIENT);
  expect(await teams.newTeam.isEnabled()).toBe(false);
  const add = library.selection.getByRole('button', { name: 'Add to team…' });
  expect(await add.isEnabled()).toBe(false);
  const menu = await teams.menuOf('Engineering');
  await menu.getByText('Offline: nothing can be changed').waitFor();
  const rename = menu.getByRole('menuitem', { name: 'Rename…' });
  expect(await rename.getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Escape');
  await palette.run('new team', 'New team…');
  await teams
    .notice('HeadshotPro cannot be asked at the moment. Teams can be changed when it can.')
    .waitFor();
  expect(await teams.naming.count()).toBe(0);
});
