import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { company, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const POST = { host: 'api', method: 'POST', path: '/organization/invites' } as const;

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

async function start(credits = 100): Promise<void> {
  sandbox = await startCompany({ seed: { ...company(), credits } });
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  await visit.library.people.first().waitFor();
  await visit.inviting.open();
}
const isInvited = (email: string) => sandbox.organization.person(email) !== null;
const summary = () => visit.inviting.summary.textContent();
const list = (...names: string[]) => names.map((name) => `${name}@plain.example`).join('\n');

test('only lines without a problem go out, and every problem is said at its line', async () => {
  await start();
  const { inviting } = visit;
  await inviting.check(
    [
      'email,team,office',
      'new.one@plain.example,Sales,Oslo',
      'no address,,',
      'anna.adams@plain.example,,',
    ].join('\n'),
  );
  expect(await summary()).toBe('1 invite is ready2 lines have a problem');
  expect(await inviting.lines.nth(1).textContent()).toContain('no address');
  expect(await inviting.lines.nth(2).textContent()).toContain('signed up already');
  await inviting.checking.getByText('A column is not used: office.').waitFor();
  await inviting.checking.getByRole('radio', { name: 'Problems' }).click();
  await expect.poll(() => inviting.lines.count(), PATIENT).toBe(2);
  await inviting.send.click();
  await inviting.becomes('Finished');
  expect(await inviting.result('new.one@plain.example').textContent()).toContain('Sent');
  expect(sandbox.organization.person('new.one@plain.example')?.teamId).toBe(company().teams[0]?.id);
});

test('a chosen file with a team that is not there: it is created, a line mended, another taken out', async () => {
  await start();
  const { inviting, page } = visit;
  const file = join(await stage.folder(), 'people.csv');
  await writeFile(
    file,
    'Name;E-Mail;Team\nNia;nia@plain.example;Moon Base\nBo;bo@plain;Sales\nCy;cy@plain.example;\n',
  );
  await page.locator('input[type="file"]').setInputFiles(file);
  await inviting.writing.getByText('people.csv').waitFor();
  await inviting.writing.getByRole('button', { name: 'Check the list' }).click();
  await inviting.checking.getByRole('button', { name: 'Create “Moon Base”' }).click();
  await expect.poll(summary, PATIENT).toBe('2 invites are ready1 line has a problem');
  await inviting.checking.getByRole('button', { name: 'Edit line 3' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit line 3' });
  await editor.getByRole('textbox', { name: 'E-mail' }).fill('bo@plain.example');
  await editor.getByRole('button', { name: 'Save and check' }).click();
  await expect.poll(summary, PATIENT).toBe('3 invites are readyEvery line is fine.');
  await inviting.checking.getByRole('button', { name: 'Take line 4 out' }).click();
  await expect.poll(summary, PATIENT).toBe('2 invites are readyEvery line is fine.');
  await inviting.send.click();
  await inviting.becomes('Finished');
  const base = sandbox.organization.teams.find(({ name }) => name === 'Moon Base');
  expect(sandbox.organization.person('nia@plain.example')?.teamId).toBe(base?.id);
  expect([isInvited('bo@plain.example'), isInvited('cy@plain.example')]).toEqual([true, false]);
});

test('without credits nothing can be sent, and it is said before', async () => {
  await start(0);
  const { inviting } = visit;
  await inviting.check(list('new.one'));
  await inviting.checking.getByText('1 invite is more than the credits allow').waitFor();
  expect(await inviting.send.isDisabled()).toBe(true);
});

test('what is over the cap stays out, and the rest is sent', async () => {
  await start(1);
  const { inviting } = visit;
  await inviting.check(list('new.one', 'new.two'));
  await inviting.checking.getByText('at most 2 invites may be open; 1 are').waitFor();
  expect(await summary()).toBe('1 invite is ready1 line has a problem');
  await inviting.send.click();
  await inviting.becomes('Finished');
  expect([isInvited('new.one@plain.example'), isInvited('new.two@plain.example')]).toEqual([
    true,
    false,
  ]);
});

test('where the credits run out meanwhile, sending stops, and goes on when there are some', async () => {
  await start();
  const { inviting } = visit;
  await inviting.check(list('new.one', 'new.two'));
  sandbox.organization.credits = 0;
  await inviting.send.click();
  await inviting.becomes('Paused');
  await inviting.sending
    .getByRole('alert')
    .filter({ hasText: /credits/i })
    .waitFor();
  sandbox.organization.credits = 5;
  await inviting.button('Resume').click();
  await inviting.becomes('Finished');
  expect([isInvited('new.one@plain.example'), isInvited('new.two@plain.example')]).toEqual([
    true,
    true,
  ]);
});

test('a refused line is told with its reason and tried again, one that was invited meanwhile is fine', async () => {
  await start();
  const { inviting } = visit;
  await inviting.check(list('new.one', 'new.two', 'new.three'));
  sandbox.organization.invite('new.three@plain.example', null);
  sandbox.faults.add({
    match: POST,
    times: 1,
    fault: { kind: 'status', status: 400, code: 'BAD_REQUEST', message: 'This domain is blocked' },
  });
  await inviting.send.click();
  await inviting.becomes('Finished');
  expect(await inviting.result('new.one@plain.example').textContent()).toContain('Failed');
  expect(await inviting.result('new.one@plain.example').textContent()).toContain('blocked');
  expect(await inviting.result('new.three@plain.example').textContent()).toContain(
    'Already invited',
  );
  await inviting.button('Retry the failed one').click();
  await expect.poll(() => inviting.results.count(), PATIENT).toBe(1);
  await inviting.becomes('Finished');
  expect(isInvited('new.one@plain.example')).toBe(true);
});

test('sending is paused, left alone, found again in the activity, and goes on', async () => {
  await start();
  const { inviting, activity, page } = visit;
  const slow = sandbox.faults.add({ match: POST, fault: { kind: 'delay', delayMs: 700 } });
  await inviting.check(list('new.one', 'new.two', 'new.three'));
  await inviting.send.click();
  await inviting.button('Pause').click();
  await inviting.becomes('Paused');
  await inviting.close();
  expect(isInvited('new.three@plain.example')).toBe(false);
  slow.remove();
  await activity.open();
  await activity.job('Invite 3 people').getByRole('button', { name: 'Results…' }).click();
  await inviting.button('Resume').click();
  await inviting.becomes('Finished');
  expect(isInvited('new.three@plain.example')).toBe(true);
  const posts = sandbox.requests
    .to('api')
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/organization/invites'));
  expect(posts.length).toBeLessThanOrEqual(4);
  await page.keyboard.press('Escape');
});

test('one person is invited at once; the link can be copied, the invite looked up', async () => {
  await start();
  const { inviting, campaign, app, page } = visit;
  await inviting.inviteOne('anna.adams@plain.example');
  await inviting.writing.getByText('This person has signed up already.').waitFor();
  await inviting.inviteOne('nia@plain.example');
  await inviting.becomes('Finished');
  await inviting.button('Copy the link of nia@plain.example').click();
  await expect.poll(() => app.deeds('copiedText').length, PATIENT).toBe(1);
  expect(app.deeds('copiedText')[0]).toContain('signup?invite=');
  expect(await page.content()).not.toContain('signup?invite=');
  await inviting.close();

  await campaign.open();
  await campaign.lookUp.click();
  const dialog = page.getByRole('dialog', { name: 'Look up an invite' });
  const query = dialog.getByRole('textbox');
  await query.fill('nobody@plain.example');
  await query.press('Enter');
  await dialog.getByText('HeadshotPro knows no invite for “nobody@plain.example”.').waitFor();
  await query.fill('nia@plain.example');
  await query.press('Enter');
  const found = dialog.getByRole('region', { name: 'nia@plain.example' });
  expect(await found.textContent()).toContain('pending');
  await found.getByRole('button', { name: 'Copy invite link' }).click();
  await expect.poll(() => app.deeds('copiedText').length, PATIENT).toBe(2);
});
