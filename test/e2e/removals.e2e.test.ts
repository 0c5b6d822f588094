import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, PHOTOS_EACH, startCompany } from './organizations.ts';
import { RemovalDialog } from './pages/RemovalDialog.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const ANNA = 'Anna Adams';
const REVOKE = { host: 'api', path: /invites\/revoke$/ } as const;

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
let removal: RemovalDialog;
beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
beforeEach(async () => {
  sandbox = await startCompany();
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  removal = new RemovalDialog(visit.page);
  await visit.campaign.open();
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

const invited = () => company().people.find(({ stage: at }) => at === 'invited')?.email ?? '';
const revocations = () =>
  sandbox.requests.to('api').filter(({ path }) => path.endsWith('/invites/revoke')).length;

/** Chooses what can be done with somebody of the campaign. */
async function choose(name: string, action: string): Promise<void> {
  const menu = await visit.campaign.menuOf(name);
  await menu.getByRole('menuitem', { name: action }).click();
  await removal.dialog.waitFor();
}

test('an invite is revoked once its name is typed, and not before', async () => {
  await choose(invited(), 'Revoke invite…');
  expect(await removal.words()).toBe(invited());
  expect(await removal.title.textContent()).toBe(`Revoke the invite of ${invited()}?`);
  expect(await removal.dialog.textContent()).toContain('its credit can be used again');
  await removal.field.fill('somebody else');
  await removal.field.press('Enter');
  expect(await removal.remove.isEnabled()).toBe(false);
  expect(revocations()).toBe(0);
  await removal.confirm();
  await removal.outcome.filter({ hasText: 'The credit came back.' }).waitFor();
  expect(await removal.title.textContent()).toBe(`The invite of ${invited()} is revoked`);
  await visit.page.keyboard.press('Enter');
  await removal.dialog.waitFor({ state: 'detached' });
  expect(revocations()).toBe(1);
});

test('photos that are only at HeadshotPro are fetched first, and then nothing is lost', async () => {
  await choose(ANNA, 'Revoke invite…');
  await removal.atRisk.getByText(`Lose ${PHOTOS_EACH} photos`).waitFor();
  await removal.field.fill(await removal.words());
  expect(await removal.remove.isEnabled()).toBe(false);
  await removal.button('Download them first').click();
  await removal.atRisk.waitFor({ ...PATIENT, state: 'detached' });
  await removal.field.press('Enter');
  await removal.outcome
    .filter({ hasText: `${PHOTOS_EACH} photos stay in your library.` })
    .waitFor();
  await removal.finish();
  expect(revocations()).toBe(1);
});

test('the download shows how far it is, rests, and is given up', async () => {
  const slow = sandbox.faults.add({
    match: { host: 'photos' },
    fault: { kind: 'delay', delayMs: 1_500 },
  });
  await choose(ANNA, 'Revoke invite…');
  await removal.button('Download them first').click();
  await removal.atRisk.getByRole('progressbar').waitFor();
  await removal.button('Pause').click();
  await removal.atRisk.getByText('The download is paused.').waitFor();
  await removal.button('Resume').click();
  await removal.button('Cancel the download').click();
  await removal.atRisk.getByText('The download was cancelled').waitFor();
  slow.remove();
  await removal.button('Download the rest').click();
  await removal.atRisk.waitFor({ ...PATIENT, state: 'detached' });
});

test('what cannot be downloaded is told with its reason, and can be lost knowingly', async () => {
  sandbox.faults.add({
    match: { host: 'photos', variant: 'original' },
    fault: { kind: 'status', status: 404 },
  });
  await choose(ANNA, 'Revoke invite…');
  await removal.button('Download them first').click();
  await removal.atRisk.getByText('not everything could be had').waitFor(PATIENT);
  await removal.atRisk.getByText(`${PHOTOS_EACH} photos:`).waitFor();
  await removal.atRisk.getByText('no longer has this photo').waitFor();
  await removal.atRisk.getByRole('checkbox').click();
  await removal.confirm();
  await removal.outcome.filter({ hasText: `${PHOTOS_EACH} photos are lost.` }).waitFor();
  await removal.button('Show the history').click();
  const settings = visit.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByText(`${ANNA} (anna.adams@plain.example)`).waitFor();
});

test('one session is deleted from the person’s view, and the photos stay here', async () => {
  await visit.library.goTo('All people');
  await visit.library.open(ANNA);
  await visit.page.getByRole('button', { name: 'More', exact: true }).click();
  await visit.page.getByRole('menuitem', { name: 'Delete session…' }).click();
  expect(await removal.words()).toBe(ANNA);
  expect(await removal.title.textContent()).toBe(`Delete a session of ${ANNA}?`);
  await removal.button('Download them first').click();
  await removal.atRisk.waitFor({ ...PATIENT, state: 'detached' });
  await removal.confirm();
  await removal.finish();
  await visit.page.getByText('No longer in HeadshotPro').first().waitFor();
  expect(await visit.person.photos.count()).toBe(PHOTOS_EACH);
  await visit.page.getByRole('button', { name: 'More', exact: true }).click();
  expect(await visit.page.getByRole('menuitem', { name: 'Delete session…' }).count()).toBe(0);
});

test('an open invite is revoked from the person’s view, which then says that nobody is there', async () => {
  const { page, library } = visit;
  await library.goTo('Invited');
  await library.people.first().dblclick();
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.click();
  await page.getByRole('menuitem', { name: 'Copy invite link' }).click();
  await page.getByText('The link is in the person’s mail.').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Revoke invite…' }).click();
  await removal.confirm();
  await removal.finish();
  await page.getByRole('alert').getByText('This person is not here any more').waitFor();
  expect(await more.count()).toBe(0);
  await page.getByRole('button', { name: 'Back to the library' }).last().click();
  await library.goTo('All people');
  await library.someone(ANNA).waitFor();
  expect(await library.someone(invited()).count()).toBe(0);
});

test('what HeadshotPro refuses is said in its own words, and can be tried again', async () => {
  sandbox.faults.add({
    match: REVOKE,
    times: 1,
    fault: { kind: 'status', status: 403, code: 'FORBIDDEN', message: 'Only owners may revoke.' },
  });
  await choose(invited(), 'Revoke invite…');
  await removal.confirm();
  await removal.problem.waitFor();
  expect(await removal.problem.textContent()).toContain('Only owners may revoke.');
  expect(await removal.field.inputValue()).toBe(invited());
  await removal.field.press('Enter');
  await removal.finish();
});

test('a failure of HeadshotPro is told, and looking again shows that nothing happened', async () => {
  sandbox.faults.add({
    match: REVOKE,
    fault: { kind: 'status', status: 500, code: 'INTERNAL_ERROR' },
  });
  await choose(invited(), 'Revoke invite…');
  await removal.confirm();
  await removal.problem.waitFor();
  expect(await removal.problem.textContent()).toContain('HeadshotPro failed to answer');
  await removal.button('Look again').click();
  await removal.problem.waitFor({ state: 'detached' });
  expect(sandbox.organization.pendingInvites()).toHaveLength(1);
});

test('what is gone before it is looked at leads to a sync, what goes meanwhile counts as done', async () => {
  const model = company().people.find(({ name }) => name === ANNA)?.models[0]?.id ?? '';
  await choose(ANNA, 'Delete session…');
  await removal.atRisk.getByRole('checkbox').click();
  sandbox.organization.deleteModel(model);
  await removal.confirm();
  await removal.outcome.filter({ hasText: 'gone at HeadshotPro already' }).waitFor();
  await removal.finish();

  sandbox.organization.revokeInvite(invited());
  await choose(invited(), 'Revoke invite…');
  await removal.problem.filter({ hasText: /removed before|does not know/ }).waitFor();
  expect(await removal.remove.isEnabled()).toBe(false);
  await removal.button('Sync now').click();
  await removal.dialog.waitFor({ state: 'detached' });
});

test('without HeadshotPro nothing is removed or fetched, and it is said why', async () => {
  await choose(ANNA, 'Revoke invite…');
  await removal.field.fill(await removal.words());
  await removal.atRisk.getByRole('checkbox').click();
  expect(await removal.remove.isEnabled()).toBe(true);
  await sandbox.close();
  await ask(visit.page, 'jobs.sync', { full: false });
  await removal.dialog
    .getByText('Nothing is removed, and nothing kept for later.')
    .waitFor(PATIENT);
  expect(await removal.remove.isEnabled()).toBe(false);
  expect(await removal.button('Download them first').isEnabled()).toBe(false);
});
