import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { openDatabase } from '#core/library/database.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import type { ExportRequest } from '#shared/jobs.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';

const EVERYBODY = { teamIds: [], personIds: [], photos: [] };
const PEOPLE = 6;
const PHOTOS = 5;
const ALL = PEOPLE * PHOTOS;

let world: DeskWorld;
let run: Run;

beforeEach(async () => {
  const sandbox = await startSandbox({
    seed: plainOrganization({ people: PEOPLE, photosPerPerson: PHOTOS, teams: 2 }),
    draw: plainDraw(),
  });
  world = await createDeskWorld({ sandbox });
  run = await world.run();
  await run.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
  await run.idle();
});
afterEach(() => world.close());

const download = (label = 'Everything') =>
  run.client.jobs.download({ scope: EVERYBODY, selection: 'all', variant: 'main', label });

function exportRequest(changes: Partial<ExportRequest['options']> = {}): ExportRequest {
  return {
    label: 'Everything',
    offline: false,
    options: {
      scope: EVERYBODY,
      selection: 'all',
      variant: 'main',
      layout: 'zip-per-team',
      template: '{person|slug}-{number:2}',
      to: world.exportFolder,
      overwrite: false,
      ...changes,
    },
  };
}

const storedPhotos = async () => (await run.client.library.summary({})).totals.stored;
/** Every photo comes late, so that a job can be caught at work. */
const slowPhotos = (delayMs = 300) =>
  world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'delay', delayMs } });

describe('a download', () => {
  it('goes through its phases to true totals and ends with everything on disk', async () => {
    const { id } = await download();
    const job = await run.job(id, 'done');
    expect(job).toMatchObject({ kind: 'download', label: 'Everything', failed: 0, error: null });
    expect(job.phases).toMatchObject([
      { phase: 'list', done: 0, total: 0 },
      { phase: 'download', done: ALL, total: ALL, failed: 0 },
    ]);
    expect(job.phases[1]?.bytes).toBeGreaterThan(1000);
    expect(job.endedAt).not.toBeNull();
    expect(await storedPhotos()).toBe(ALL);
  });

  it('is paused and resumed at once, and fetches nothing twice', async () => {
    const slow = slowPhotos();
    const { id } = await download();
    await run.until('jobs', ({ jobs }) => (jobs[0]?.phases[1]?.done ?? 0) > 0);
    await run.client.jobs.pause({ jobId: id });
    expect(await run.job(id, 'paused')).toMatchObject({ error: null });
    slow.remove();
    const other = await run.client.jobs.sync({ full: false });
    await run.job(other.id, 'done');
    const before = await storedPhotos();
    expect(before).toBeLessThan(ALL);
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    expect(await storedPhotos()).toBe(ALL);
    const requests = world.sandbox.requests.to('photos').filter(({ status }) => status === 200);
    const whole = requests.filter(({ sentBytes }) => sentBytes > 0).length;
    // Those that travelled when it was paused came again, and no other.
    expect(whole).toBeLessThanOrEqual(ALL + 8);
  });

  it('is cancelled at once and leaves nothing half-done', async () => {
    slowPhotos();
    const { id } = await download();
    await run.until('jobs', ({ jobs }) => (jobs[0]?.phases[1]?.done ?? 0) > 0);
    await run.client.jobs.cancel({ jobId: id });
    expect(await run.job(id, 'cancelled')).toMatchObject({ error: null });
    const { totals } = await run.client.library.summary({});
    expect(totals).toMatchObject({ queued: 0, failed: 0 });
    // What travelled is let go of within a moment.
    const parts = join(world.folder, 'libraries', totals.organization.uid, 'parts');
    await expect.poll(() => readdir(parts)).toEqual([]);
    const next = await run.client.jobs.sync({ full: false });
    await run.job(next.id, 'done');
    expect((await run.client.library.summary({})).totals).toMatchObject({ queued: 0, failed: 0 });
  });

  it('lists failures by person and retries the failed only', async () => {
    const { items } = await run.client.people.list({
      view: { kind: 'all' },
      filter: {
        search: '',
        hasFavorite: null,
        rated: null,
        downloaded: null,
        isNew: null,
        lifecycle: null,
      },
      sort: { key: 'name', descending: false },
      offset: 0,
      limit: 1,
    });
    const cover = items[0]?.cover;
    if (!cover) throw new Error('Somebody has a cover.');
    const rule = world.sandbox.faults.add({
      match: { host: 'photos', photoId: cover.photoId },
      fault: { kind: 'corrupt', how: 'garbage' },
    });
    const { id } = await download();
    expect(await run.job(id, 'done')).toMatchObject({ failed: 1 });
    const failures = await run.client.jobs.failures({ jobId: id });
    expect(failures).toMatchObject([
      { person: items[0]?.name, team: items[0]?.teamName, photoId: cover.photoId },
    ]);
    expect(failures[0]?.message).toMatch(/image/i);

    rule.remove();
    const before = world.sandbox.requests.to('photos').length;
    const retry = await run.client.jobs.retryFailed({ jobId: id });
    const job = await run.job(retry.id, 'done');
    expect(job).toMatchObject({
      failed: 0,
      phases: [{}, { phase: 'download', done: 1, total: 1 }],
    });
    expect(world.sandbox.requests.to('photos').length - before).toBe(1);
    expect(await storedPhotos()).toBe(ALL);
  });

  it('waits with one message when the key is refused, and goes on with the new key', async () => {
    slowPhotos(100);
    world.sandbox.access.apiKey = 'the-new-key';
    const { id } = await download();
    const second = await download('Again');
    const waiting = await run.job(id, 'waiting');
    await run.session(({ hasKey }) => !hasKey);
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.map(({ error }) => error?.code).filter(Boolean)).toEqual(['key_refused']);
    expect(waiting.endedAt).toBeNull();
    await run.client.session.connect({ apiKey: 'the-new-key', remember: true });
    await run.job(id, 'done');
    await run.job(second.id, 'done');
    expect(await storedPhotos()).toBe(ALL);
  });
});

describe('the queue', () => {
  it('works at one job at a time, in an order that can be changed', async () => {
    slowPhotos();
    const first = await download('first');
    await run.job(first.id, 'running');
    const second = await download('second');
    const third = await download('third');
    const labels = async () =>
      (await run.client.jobs.list({})).jobs.filter(({ endedAt }) => !endedAt).map((it) => it.label);
    expect(await labels()).toEqual(['first', 'second', 'third']);
    await run.client.jobs.move({ jobId: third.id, to: 'up' });
    expect(await labels()).toEqual(['first', 'third', 'second']);
    await run.client.jobs.move({ jobId: second.id, to: 'first' });
    expect(await labels()).toEqual(['first', 'second', 'third']);
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.filter(({ state }) => state === 'running')).toHaveLength(1);
    await run.client.jobs.cancel({ jobId: first.id });
    await run.idle();
    const ended = (await run.client.jobs.list({})).jobs;
    const at = (id: string) => ended.find((job) => job.id === id)?.endedAt ?? '';
    expect(at(second.id) <= at(third.id)).toBe(true);
  });

  it('goes on after the program was closed in mid-job, and keeps its history', async () => {
    const slow = slowPhotos();
    const done = await run.client.jobs.sync({ full: true });
    await run.job(done.id, 'done');
    const { id } = await download();
    const paused = await download('Later');
    await run.client.jobs.pause({ jobId: paused.id });
    await run.until('jobs', ({ jobs }) => (jobs[0]?.phases[1]?.done ?? 0) > 0);
    await run.close();
    slow.remove();

    run = await world.run();
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.find((job) => job.id === id)?.endedAt).toBeNull();
    expect(jobs.find((job) => job.id === done.id)).toMatchObject({ state: 'done', kind: 'sync' });
    expect(jobs.find((job) => job.id === paused.id)?.state).toBe('paused');
    await run.job(id, 'done');
    expect(await storedPhotos()).toBe(ALL);
    await run.client.jobs.remove({ jobId: id });
    expect((await run.client.jobs.list({})).jobs.map((job) => job.id)).not.toContain(id);
  });

  it('goes on after the program was killed in mid-job', async () => {
    await run.close();
    const slow = slowPhotos(100);
    const { apiUrl, apiKey } = world.sandbox;
    const script = fileURLToPath(new URL('../support/desk-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, apiUrl, apiKey, world.folder, 'download'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    slow.remove();

    run = await world.run();
    const { jobs } = await run.client.jobs.list({});
    const killed = jobs.find(({ kind }) => kind === 'download');
    expect(killed?.endedAt).toBeNull();
    const before = await storedPhotos();
    expect(before).toBeGreaterThan(0);
    await run.job(killed?.id ?? '', 'done');
    expect(await storedPhotos()).toBe(ALL);
  });

  it('tells its changes as whole snapshots, each newer than the one before', async () => {
    const { id } = await download();
    await run.until('jobs', ({ jobs }) =>
      jobs.some((job) => job.id === id && job.endedAt !== null),
    );
    const told = run.events.flatMap((message) =>
      message.name === 'jobs' ? [message.payload] : [],
    );
    const revisions = told.map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(told.at(-1)?.jobs).toEqual((await run.client.jobs.list({})).jobs);
    expect(told.at(-1)?.budget).toMatchObject({ limit: 300, pausedUntil: null });
  });

  it('shows its work on the desktop', async () => {
    const { id } = await download();
    await run.job(id, 'done');
    await run.until('jobs', ({ jobs }) => jobs.every(({ endedAt }) => endedAt !== null));
    expect(world.desktop.calls).toContain('awake true');
    expect(world.desktop.calls).toContain('progress some');
    await run.close();
    expect(world.desktop.calls.findLast((call) => call.startsWith('awake'))).toBe('awake false');
    expect(world.desktop.calls.findLast((call) => call.startsWith('progress'))).toBe(
      'progress none',
    );
  });
});

describe('an export', () => {
  it('lists, downloads, packs and verifies one ZIP per team, and shows it', async () => {
    const { id } = await run.client.jobs.export(exportRequest());
    const job = await run.job(id, 'done');
    expect(job.phases.map(({ phase }) => phase)).toEqual(['list', 'download', 'zip', 'verify']);
    expect(job.phases.slice(1)).toMatchObject([
      { done: ALL, total: ALL },
      { done: ALL, total: ALL },
      { done: ALL, total: ALL },
    ]);
    expect(job.exports.map(({ photos }) => photos)).toEqual([ALL / 2, ALL / 2]);
    for (const { path } of job.exports) expect((await verifyZip(path)).problems).toEqual([]);
    await run.client.jobs.reveal({ jobId: id });
    expect(world.desktop.calls).toContain(`show ${job.exports[0]?.path}`);
  });

  it('finds out before it downloads that it would replace a file', async () => {
    await mkdir(world.exportFolder, { recursive: true });
    await writeFile(join(world.exportFolder, 'Sales.zip'), 'mine');
    const { id } = await run.client.jobs.export(exportRequest());
    const job = await run.job(id, 'failed');
    expect(job.error).toMatchObject({ code: 'target_exists' });
    expect(job.error?.message).toContain('Sales.zip');
    expect(await storedPhotos()).toBe(0);
  });

  it('can be made again, replacing what it wrote itself', async () => {
    const { id } = await run.client.jobs.export(exportRequest());
    const first = await run.job(id, 'done');
    const again = await run.client.jobs.again({ jobId: id });
    const second = await run.job(again.id, 'done');
    expect(second.exports.map(({ path }) => path)).toEqual(first.exports.map(({ path }) => path));
    const fresh = await run.client.jobs.export(exportRequest());
    expect(await run.job(fresh.id, 'failed')).toMatchObject({ error: { code: 'target_exists' } });
  });

  it('goes on after a pause while it packs, over what it has written itself', async () => {
    await run.job((await download()).id, 'done');
    const { id } = await run.client.jobs.export(exportRequest());
    await run.until('jobs', ({ jobs }) =>
      jobs.some((job) => job.id === id && (job.phases[2]?.done ?? 0) > 0),
    );
    await run.client.jobs.pause({ jobId: id });
    await run.client.jobs.resume({ jobId: id });
    const job = await run.job(id, 'done');
    expect(job.exports).toHaveLength(2);
    for (const { path } of job.exports) expect((await verifyZip(path)).problems).toEqual([]);
  });

  it('goes on after the program ended between two of its ZIPs', async () => {
    const { id } = await run.client.jobs.export(exportRequest());
    const { exports } = await run.job(id, 'done');
    const { folder } = await run.client.storage.usage({});
    await run.close();
    await rm(exports[1]?.path ?? '');
    const db = openDatabase(join(folder, 'catalogue.sqlite'), { readOnly: false });
    db.run(
      `UPDATE jobs SET state = 'running', step = 2, ended_at = NULL, exports = '[]' WHERE id = :id`,
      { id },
    );
    db.close();

    run = await world.run();
    const job = await run.job(id, 'done');
    expect(job.exports.map(({ path }) => path)).toEqual(exports.map(({ path }) => path));
    for (const { path } of job.exports) expect((await verifyZip(path)).problems).toEqual([]);
  });

  it('goes only where a person chose', async () => {
    const elsewhere = join(world.folder, 'elsewhere');
    const request = exportRequest({ to: elsewhere });
    await expect(run.client.jobs.export(request)).rejects.toMatchObject({ code: 'invalid_input' });
    world.desktop.chosen = elsewhere;
    expect(await run.client.exports.chooseFolder({ current: null })).toBe(elsewhere);
    await run.job((await run.client.jobs.export(request)).id, 'done');
    expect(existsSync(join(elsewhere, 'Sales.zip'))).toBe(true);
  });

  it('says that there is nothing to export', async () => {
    const none = { ...EVERYBODY, personIds: ['nobody'] };
    const { id } = await run.client.jobs.export(exportRequest({ scope: none }));
    expect(await run.job(id, 'failed')).toMatchObject({ error: { code: 'nothing_to_export' } });
  });
});
