import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { signWebhook } from '#sandbox/webhooks.ts';
import { lastingPort } from './lasting-port.ts';
import { startCompany } from './organizations.ts';
import { LiveSettings } from './pages/LiveSettings.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const SECRET = '9f2c41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6e9';
const OTHER_SECRET = 'c0ffee41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6';

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
let live: LiveSettings;
let servers: Server[];
beforeAll(async () => {
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());
beforeEach(async () => {
  servers = [];
  sandbox = await startCompany();
  visit = await stage.connected({ apiUrl: sandbox.apiUrl });
  live = new LiveSettings(visit.page);
  await live.open();
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
  for (const server of servers) server.close();
});

const ready = () =>
  sandbox.organization.people.filter(({ models }) => models.some((one) => one.status === 'active'));
const teamId = (name: string) =>
  sandbox.organization.teams.find((team) => team.name === name)?.id ?? null;
/** Everybody who can be ready, is, with two photos each. */
function finishAll(): void {
  for (let steps = 0; steps < 10; steps++) sandbox.progress({ photosPerModel: 2 });
}
const added = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jpg'));

/** Makes a rule in the window that puts photos side by side into `folder`. */
async function makeRule(folder: string): Promise<void> {
  await visit.app.answerFolder(folder);
  await live.newRule.click();
  await live.form.getByRole('button', { name: 'Choose…' }).click();
  await live.field('File names').fill('{person|slug}-{number:2}');
}

/** Keeps a secret and turns the receiver on at a free port, which it gives. */
async function listen(): Promise<number> {
  const port = await lastingPort();
  await live.keep(SECRET);
  await live.choosePort(port);
  await live.receive.click();
  await live.listening(port);
  return port;
}

test('a rule adds the photos of whoever becomes ready in its team, and says so', async () => {
  const folder = join(await stage.folder(), 'Intranet');
  await live.dialog.getByText('No rules yet.').waitFor();
  await makeRule(folder);
  await live.choice('When somebody in').selectOption('Sales');
  await live.save();
  await live.rules.getByText('When somebody in Sales becomes ready').waitFor();
  await live.rules.getByText('Add all photos to “Intranet”, then notify').waitFor();
  const before = ready();
  finishAll();
  const news = ready().filter((one) => !before.includes(one));
  const served = news.filter((one) => one.teamId === teamId('Sales'));
  expect(served.length).toBeGreaterThan(0);
  expect(news.length).toBeGreaterThan(served.length);

  // Whoever looks at the window sees it there.
  await visit.app.setFocused(false);
  await live.look.click();
  await live.dialog.getByText('There is news.').waitFor();
  await live.rules.getByText(/^\d+ (person|people) served/).waitFor();
  expect(await added(folder)).toHaveLength(served.length * 2);
  expect(visit.app.deeds('notification').map(({ body }) => body)).toContainEqual(
    expect.stringMatching(/added to Intranet\.$/),
  );
  await live.look.click();
  await live.dialog.getByText('Nothing new.').waitFor();
});

test('a rule for favorites can begin with those who have chosen already', async () => {
  const folder = join(await stage.folder(), 'Favorites');
  await makeRule(folder);
  await live.choice('does this').selectOption('picks a favorite');
  expect(await live.form.getByRole('radio', { name: 'Favorites' }).isChecked()).toBe(true);
  await live.form.getByRole('switch', { name: /^Begin with everybody who has picked/ }).click();
  await live.save();
  await live.rules.getByText('12 people served').waitFor();
  expect(await added(folder)).toHaveLength(12);
});

test('a rule is changed, paused, resumed and deleted; after a restart it is as it was', async () => {
  const folder = await stage.folder();
  await makeRule(folder);
  await live.save();
  await live.rule('Edit…').click();
  await live.form.getByRole('switch', { name: 'Add them to a folder' }).click();
  await live.form.getByRole('switch', { name: 'Notify me when it is done' }).click();
  await live.save();
  await live.rules.getByText('Download all photos', { exact: true }).waitFor();
  await live.rule('Pause').click();
  await live.rules.getByText('Paused').waitFor();

  await visit.app.restart();
  live = new LiveSettings(visit.page);
  await visit.library.people.first().waitFor();
  await live.open();
  await live.rules.getByText('Paused').waitFor();
  await live.rules.getByText('Download all photos', { exact: true }).waitFor();
  await live.rule('Resume').click();
  await live.rules.getByText('Watching').waitFor();
  await live.rule('Delete…').click();
  const question = visit.page.getByRole('dialog', { name: 'Delete this rule?' });
  await question.getByText('Cancel', { exact: true }).click();
  expect(await live.rules.count()).toBe(1);
  await live.rule('Delete…').click();
  await question.getByRole('button', { name: 'Delete the rule' }).click();
  await live.dialog.getByText('No rules yet.').waitFor();
});

test('a template that cannot be read is refused at its field, and what was typed stays', async () => {
  await makeRule(await stage.folder());
  await live.field('File names').fill('{nobody}');
  await live.form.getByRole('button', { name: 'Create rule' }).click();
  await live.form.getByRole('alert').filter({ hasText: 'nobody' }).waitFor();
  expect(await live.field('File names').inputValue()).toBe('{nobody}');
  await live.field('File names').fill('{person}');
  await live.save();
  expect(await live.rules.count()).toBe(1);
});

test('a rule that cannot do its work says why, and goes on once it can', async () => {
  const folder = join(await stage.folder(), 'Intranet');
  await makeRule(folder);
  await live.save();
  await writeFile(folder, 'in the way');
  finishAll();
  await live.look.click();
  await live.rules.getByText('Needs you').waitFor();
  expect(await live.rules.textContent()).toContain('Then save the rule again');
  expect(await readFile(folder, 'utf8')).toBe('in the way');
  await rm(folder);
  await live.rule('Edit…').click();
  await live.save();
  await live.rules.getByText(/^\d+ (person|people) served/).waitFor();
  expect(await added(folder)).not.toHaveLength(0);
});

test('without HeadshotPro no look can be asked for, and it is said why', async () => {
  await sandbox.close();
  await live.look.click();
  await live.dialog.getByText('HeadshotPro cannot be asked at the moment.').waitFor();
  expect(await live.look.isEnabled()).toBe(false);
});

test('a signed webhook updates the library at once; a forged one is refused', async () => {
  const port = await listen();
  const url = `http://127.0.0.1:${port}/headshots`;
  sandbox.requests.clear();
  // Whoever knows the address does not know the secret.
  const body = JSON.stringify({ id: 'evt_forged', event: 'model.deleted', object: { _id: 'm1' } });
  const timestamp = Math.floor(Date.now() / 1000);
  const forged = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'x-headshotpro-timestamp': String(timestamp),
      'x-headshotpro-signature': signWebhook(OTHER_SECRET, timestamp, body),
    },
  });
  expect(forged.status).toBe(401);
  await expect.poll(() => live.fact('Refused'), PATIENT).toBe('1');
  expect(sandbox.requests.to('api')).toEqual([]);

  const before = ready().length;
  sandbox.webhooks.configure({ url, secret: SECRET, delaysMs: [0] });
  finishAll();
  await sandbox.webhooks.settled();
  expect(sandbox.webhooks.deliveries.map(({ outcome }) => outcome)).not.toContain('given up');
  await expect.poll(() => live.fact('Accepted'), PATIENT).not.toBe('0');
  const news = ready().length - before;
  expect(news).toBeGreaterThan(0);
  await visit.settings.close();
  await expect
    .poll(() => visit.library.place('Ready').textContent(), PATIENT)
    .toContain(String(before + news));
  // One session at a time, not the whole organization.
  expect(sandbox.requests.to('api').map(({ path }) => path)).not.toContain('/api/v2/members');
});

test('a port that another program uses is said, and another one can be chosen', async () => {
  const taken = await lastingPort();
  const server = createServer();
  servers.push(server);
  server.listen(taken, '127.0.0.1');
  await once(server, 'listening');
  expect(await live.receive.isEnabled()).toBe(false);
  await live.keep(SECRET);
  await live.choosePort(70_000);
  await live.problem.filter({ hasText: 'Enter a port from 1 to 65535.' }).waitFor();
  await live.choosePort(taken);
  await live.receive.click();
  await live.problem
    .filter({ hasText: `Another program uses 127.0.0.1, port ${taken}. Choose another port.` })
    .waitFor();
  const free = await lastingPort();
  await live.choosePort(free);
  await live.listening(free);
  expect(await live.problem.count()).toBe(0);
});

test('the secret goes in and is in nothing that can be seen, and can be replaced and forgotten', async () => {
  const { page } = visit;
  await live.secret.fill('too short');
  await page.keyboard.press('Enter');
  await live.problem.filter({ hasText: 'This is not a whole secret.' }).waitFor();
  const port = await listen();
  await live.replace.click();
  expect(await live.secret.inputValue()).toBe('');
  await live.keep(OTHER_SECRET);
  await live.listening(port);
  const seen = await page.evaluate(async () => {
    const answers = ['live.get', 'settings.get', 'desktop.diagnostics'].map((path) =>
      window.desk.invoke(path, {}),
    );
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
    const kept = [{ ...localStorage }, { ...sessionStorage }, await Promise.all(answers), fields];
    return JSON.stringify(kept) + document.documentElement.outerHTML;
  });
  for (const secret of [SECRET, OTHER_SECRET]) expect(seen).not.toContain(secret);

  await live.dialog.getByRole('button', { name: 'Forget…' }).click();
  await page
    .getByRole('dialog', { name: 'Forget the webhook secret?' })
    .getByRole('button', { name: 'Forget the secret' })
    .click();
  await live.secret.waitFor();
  expect(await live.receive.isEnabled()).toBe(false);
  await expect(fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })).rejects.toThrow();
  await live.keep(SECRET);
  expect(await visit.app.close()).toBe(0);

  const { userData } = visit.app;
  const files = await readdir(userData, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1');
    for (const secret of [SECRET, OTHER_SECRET]) expect(content, file.name).not.toContain(secret);
  }
  expect(visit.app.output()).not.toContain(SECRET);
});

test('how a relay is set up is told beside the receiver, with its address', async () => {
  const steps = live.dialog.getByRole('listitem').filter({ hasText: 'public HTTPS address' });
  expect(await steps.isVisible()).toBe(false);
  await live.dialog.getByText('How to set up a relay').click();
  const port = await live.dialog.getByLabel('Port').inputValue();
  expect(await steps.first().textContent()).toContain(`http://127.0.0.1:${port}`);
  await live.dialog.getByText('The secret is shown there once').waitFor();
});
