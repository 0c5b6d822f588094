import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { API_KEY, company, startCompany } from './organizations.ts';
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

test.each([
  ['too many invites are open', 429, 'INVITE_LIMIT_EXCEEDED', 'Too many invites are still open'],
  ['the key lacks the right', 403, 'FORBIDDEN', 'HeadshotPro does not permit this'],
])(
  'where %s, sending stops before anybody is lost, says why, and goes on',
  async (_why, status, code, words) => {
    await start();
    const { inviting } = visit;
    await inviting.check(list('new.one', 'new.two'));
    const refusing = sandbox.faults.add({
      match: POST,
      after: 1,
      fault: { kind: 'status', status, code },
    });
    await inviting.send.click();
    await inviting.becomes('Paused');
    await inviting.sending.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await inviting.result('new.two@plain.example').textContent()).toContain('To come');
    refusing.remove();
    await inviting.button('Resume').click();
    await inviting.becomes('Finished');
    expect(isInvited('new.two@plain.example')).toBe(true);
  },
);

test('a team that was deleted meanwhile fails its lines, a failure of HeadshotPro is asked about', async () => {
  await start();
  const { inviting } = visit;
  await inviting.check('email,team\nnew.one@plain.example,Sales\nnew.two@plain.example,');
  sandbox.organization.removeTeam(company().teams[0]?.id ?? '');
  sandbox.faults.add({
    match: POST,
    after: 1,
    times: 1,
    fault: { kind: 'status', status: 500, code: 'INTERNAL_ERROR' },
  });
  await inviting.send.click();
  await inviting.becomes('Finished');
  expect(await inviting.result('new.one@plain.example').textContent()).toContain('Team not found');
  expect(await inviting.result('new.two@plain.example').textContent()).toContain('Sent');
});

test('a refused key stops sending, and another one lets it go on', async () => {
  await start();
  const { inviting, page } = visit;
  await inviting.check(list('new.one', 'new.two'));
  const refusing = sandbox.faults.add({
    match: POST,
    fault: { kind: 'status', status: 401, code: 'UNAUTHORIZED' },
  });
  await inviting.send.click();
  await inviting.sending
    .getByRole('alert')
    .filter({ hasText: 'HeadshotPro refused the API key' })
    .waitFor();
  expect(isInvited('new.one@plain.example')).toBe(false);
  refusing.remove();
  await inviting.close();
  await page.getByRole('button', { name: 'Enter a new key…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill(API_KEY);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => isInvited('new.two@plain.example'), PATIENT).toBe(true);
});

test('an invite is looked up by its id of version 1, too, and one that nobody knows is said', async () => {
  await start();
  const { inviting, campaign, page } = visit;
  await inviting.close();
  await campaign.open();
  await campaign.lookUp.click();
  const dialog = page.getByRole('dialog', { name: 'Look up an invite' });
  const query = dialog.getByRole('textbox');
  const lookUp = async (id: string) => {
    await query.fill(id);
    await query.press('Enter');
  };
  const anna = sandbox.organization.person('anna.adams@plain.example');
  await lookUp(anna?.invite?.id ?? '');
  const found = dialog.getByRole('region', { name: 'anna.adams@plain.example' });
  await found.filter({ hasText: anna?.invite?.id ?? '' }).waitFor();
  expect(await found.textContent()).toContain('completed');
  expect(await found.textContent()).toContain('Sales');
  await found.getByRole('button', { name: 'Revoke…' }).waitFor();

  await lookUp('66b0a10c4f2d9e8b7a6c5d99');
  await dialog.getByText('HeadshotPro knows no invite for “66b0a10c4f2d9e8b7a6c5d99”.').waitFor();

  // Used under another address than the one that was invited.
  sandbox.faults.add({
    match: { host: 'api', path: /\/v2\/organization\/invites\/anna/ },
    times: 1,
    fault: { kind: 'status', status: 404, code: 'NOT_FOUND' },
  });
  await lookUp(anna?.invite?.id ?? '');
  await found.getByText('Only version 1 of the API knows this invite').waitFor();
  expect(await found.getByRole('button', { name: 'Revoke…' }).count()).toBe(0);

  sandbox.faults.add({
    match: { host: 'api', path: /\/v1\// },
    fault: { kind: 'status', status: 403, code: 'FORBIDDEN', message: 'V1 is switched off.' },
  });
  await lookUp('66b0a10c4f2d9e8b7a6c5d99');
  await dialog.getByRole('alert').filter({ hasText: 'V1 is switched off.' }).waitFor();
});

test('killed in the middle of a long list, it goes on at the next start and invites nobody twice', async () => {
  await start();
  const names = Array.from({ length: 40 }, (_, at) => `new.${at + 1}`);
  const sent: string[] = [];
  const { organization } = sandbox;
  const invite = organization.invite.bind(organization);
  organization.invite = (email, teamId) => {
    sent.push(email);
    return invite(email, teamId);
  };
  const slow = sandbox.faults.add({ match: POST, fault: { kind: 'delay', delayMs: 100 } });
  await visit.inviting.check(list(...names));
  await visit.inviting.send.click();
  await expect.poll(() => sent.length, { ...PATIENT, interval: 20 }).toBeGreaterThan(8);
  await visit.app.kill();
  expect(sent.length).toBeLessThan(names.length);
  slow.remove();

  await visit.app.restart();
  await visit.activity.open();
  const job = visit.activity.job('Invite 40 people');
  await job.getByRole('button', { name: 'Results…' }).click();
  await visit.inviting.becomes('Finished');
  expect(sent.toSorted()).toEqual(
    list(...names)
      .split('\n')
      .toSorted(),
  );
  const refused = sandbox.requests
    .to('api')
    .filter(({ method, status }) => method === 'POST' && (status ?? 0) >= 400);
  expect(refused).toEqual([]);

  expect(await visit.inviting.result('new.1@plain.example').textContent()).toContain('Sent');
  expect(await visit.inviting.results.first().getAttribute('aria-setsize')).toBe('40');
  // Also after another start.
  await visit.inviting.close();
  await visit.app.restart();
  await visit.activity.open();
  await visit.activity.job('Invite 40 people').getByRole('button', { name: 'Results…' }).click();
  await visit.inviting.becomes('Finished');
  expect(await visit.inviting.result('new.2@plain.example').textContent()).toContain('Sent');
});
