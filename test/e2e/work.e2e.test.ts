import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { LibrarySummary } from '#shared/window.ts';
import { company, PHOTOS_EACH, READY, startCompany } from './organizations.ts';
import { ask, FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

const ALL = READY * PHOTOS_EACH;
/** How the download of everybody is called. */
const EVERYBODY = 'Plain & Sons';

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
});
afterEach(async () => {
  await visit.app.close();
  await sandbox.close();
});

/** Every photo in full size comes late, so that somebody can step in. */
const slowPhotos = () =>
  sandbox.faults.add({
    match: { host: 'photos', variant: 'main' },
    fault: { kind: 'delay', delayMs: 1500 },
  });
const downloadEverybody = async () => {
  await visit.library.people.first().waitFor();
  await visit.page.keyboard.press('ControlOrMeta+d');
  await visit.activity.open();
  await visit.activity.job(EVERYBODY).waitFor();
};
const stored = async () => (await ask<LibrarySummary>(visit.page, 'library.summary')).totals.stored;
const someStored = () => expect.poll(stored, PATIENT).toBeGreaterThan(0);
/** Photos the sandbox was asked for in full size. */
const fetched = () =>
  sandbox.requests.to('photos').filter(({ file }) => file?.variant === 'main').length;

test('a download is paused and goes on where it was', async () => {
  const slow = slowPhotos();
  await downloadEverybody();
  await someStored();
  await visit.activity.pause(EVERYBODY);
  await visit.activity.jobThatIs(EVERYBODY, 'Paused').waitFor();
  expect(await stored()).toBeLessThan(ALL);
  slow.remove();
  await visit.activity.resume(EVERYBODY);
  await visit.activity.jobThatIs(EVERYBODY, 'Finished').waitFor(PATIENT);
  expect(await stored()).toBe(ALL);
});

test('a download is cancelled after a question, and keeps what it brought', async () => {
  slowPhotos();
  await downloadEverybody();
  await someStored();
  await visit.activity.cancel(EVERYBODY);
  await visit.activity.jobThatIs(EVERYBODY, 'Cancelled').waitFor();
  const kept = await stored();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(ALL);
});

test('what failed is listed by person with the reason, and tried again', async () => {
  const anna = company().people.find(({ name }) => name === 'Anna Adams');
  const damage = sandbox.faults.add({
    match: { host: 'photos', variant: 'main', modelId: String(anna?.models[0]?.id) },
    fault: { kind: 'corrupt', how: 'garbage' },
  });
  await downloadEverybody();
  await visit.activity
    .jobThatIs(EVERYBODY, `Finished, ${PHOTOS_EACH} failed`)
    .waitFor({ timeout: 60_000 });
  const people = await visit.activity.failures(EVERYBODY);
  await expect.poll(() => people.count(), PATIENT).toBe(1);
  expect(await people.first().textContent()).toMatch(/^Anna Adams Sales.*image.*4 photos/i);

  damage.remove();
  const before = fetched();
  await visit.activity.retryFailed(EVERYBODY);
  await expect.poll(stored, PATIENT).toBe(ALL);
  expect(fetched() - before).toBe(PHOTOS_EACH);
});

test('killed in the middle of a download, it goes on at the next start and fetches nothing twice', async () => {
  const slow = slowPhotos();
  await downloadEverybody();
  await someStored();
  const safe = await stored();
  await visit.app.kill();
  slow.remove();
  const before = fetched();
  await visit.app.restart();
  await expect.poll(stored, PATIENT).toBe(ALL);
  expect(fetched() - before).toBeLessThanOrEqual(ALL - safe);
  await visit.activity.open();
  await visit.activity.jobThatIs(EVERYBODY, 'Finished').waitFor(PATIENT);
});

test('what nears 30 days is fetched from the notice about it, and nothing else', async () => {
  const [young] = [...sandbox.organization.models.values()];
  if (young) young.finishedAt = new Date().toISOString();
  await ask(visit.page, 'jobs.sync', { full: true });
  const notice = visit.page.getByRole('status').filter({ hasText: 'will soon be 30 days old' });
  const left = ALL - PHOTOS_EACH;
  await notice.filter({ hasText: `${left} photos` }).waitFor();
  await notice.getByRole('button', { name: 'Download' }).click();
  await visit.activity.open();
  await visit.activity.jobThatIs('Photos that near 30 days', 'Finished').waitFor(PATIENT);
  expect(await stored()).toBe(left);
  await notice.waitFor({ state: 'detached' });
});

test('a list that HeadshotPro withholds is said with the job that went without', async () => {
  sandbox.faults.add({
    match: { host: 'api', path: '/organization/invites' },
    fault: { kind: 'status', status: 403 },
  });
  await ask(visit.page, 'jobs.sync', { full: true });
  await visit.activity.open();
  const job = visit.activity.job('Sync with HeadshotPro');
  await job.getByText('HeadshotPro did not give one thing').click();
  await job.getByText('HeadshotPro does not give this key the list of invites.').waitFor();
});
