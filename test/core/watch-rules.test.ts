import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import type { WatchRule, WatchRuleState } from '#shared/live.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';

let world: DeskWorld;
let run: Run;
let sandbox: Sandbox;
let notices: [title: string, body: string][];

beforeEach(async () => {
  // Two people are ready; five are on their way, one at each stage.
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 2, photosPerPerson: 2, unfinished: 6, teams: 1 }),
    draw: plainDraw(),
    photosPerModel: 3,
    rateLimit: 100_000,
  });
  world = await createDeskWorld({ sandbox, haste: 3_000 });
  notices = [];
  world.desktop.notify = (title, body) => {
    // In this haste every sync is long work, whose end is told.
    if (!title.startsWith('Sync')) notices.push([title, body]);
  };
  run = await world.run();
  await run.client.settings.set({ pollMinutes: 0 });
  await run.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
  await run.idle();
});
afterEach(() => world.close());

const RULE: Omit<WatchRule, 'to' | 'id'> = {
  on: 'ready',
  teamId: null,
  selection: 'all',
  variant: 'main',
  template: '{person|slug}-{number:2}',
  notify: true,
  enabled: true,
};
const save = (changes: Partial<WatchRule> & { includeEarlier?: boolean } = {}) =>
  run.client.live.saveRule({ ...RULE, to: world.exportFolder, ...changes, id: changes.id ?? null });

/** Asks for a look, and waits until all that follows from it is done. */
async function look(): Promise<WatchRuleState[]> {
  await run.client.live.look({});
  await run.idle();
  await run.idle();
  return (await run.client.live.get({})).rules;
}
const exported = async () =>
  (await readdir(world.exportFolder).catch(() => [])).filter((name) => name.endsWith('.jpg'));
const manifest = async (): Promise<{ file: string; photoId: string }[]> =>
  JSON.parse(await readFile(join(world.exportFolder, 'manifest.json'), 'utf8')).photos;

/** The one in training is the next to be ready, then the others after them. */
const oneMoreReady = () => {
  const before = readyModels().length;
  while (readyModels().length === before) sandbox.progress();
};
const readyModels = () =>
  [...sandbox.organization.models.values()].filter(({ status }) => status === 'active');

describe('a rule', () => {
  it('adds the photos of whoever becomes ready to its folder, and says so once', async () => {
    await save();
    expect(await exported()).toEqual([]);
    oneMoreReady();
    const [rule] = await look();
    const served = readyModels().length - 2;
    expect(await exported()).toHaveLength(served * 3);
    expect(await manifest()).toHaveLength(served * 3);
    expect(rule).toMatchObject({ served, problem: null });
    expect(rule?.lastRunAt).not.toBeNull();
    expect(notices).toHaveLength(1);
    expect(notices[0]?.[0]).toMatch(/ready$/);
    expect(notices[0]?.[1]).toMatch(/added to exports\.$/);

    await look();
    expect(notices).toHaveLength(1);
  });

  it('goes on with its folder later, and its manifest lists all of them', async () => {
    await save();
    oneMoreReady();
    await look();
    const before = await exported();
    oneMoreReady();
    await look();
    const after = await exported();
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBeGreaterThan(before.length);
    expect((await manifest()).map(({ file }) => file).toSorted()).toEqual(after.toSorted());
  });

  it('includes who is ready already where that is asked for', async () => {
    await save({ includeEarlier: true });
    await run.idle();
    expect(await exported()).toHaveLength(4);
    expect((await run.client.live.get({})).rules[0]).toMatchObject({ served: 2 });
  });

  it('takes photos that are in its folder already for what they are', async () => {
    await save({ includeEarlier: true });
    await run.idle();
    const before = await exported();
    // As a stop between the photos and the manifests leaves it.
    for (const name of ['manifest.json', 'manifest.csv']) await rm(join(world.exportFolder, name));
    const { rules } = await run.client.live.get({});
    await run.client.live.deleteRule({ id: rules[0]?.id ?? '' });
    await save({ includeEarlier: true });
    await run.idle();
    expect(await exported()).toEqual(before);
    expect(await manifest()).toHaveLength(4);
  });

  it('replaces nothing that a person has put into the folder', async () => {
    await mkdir(world.exportFolder, { recursive: true });
    const own = join(world.exportFolder, 'anna-adams-01.jpg');
    await writeFile(own, 'mine');
    await save({ includeEarlier: true });
    await run.idle();
    expect(await readFile(own, 'utf8')).toBe('mine');
    const files = (await manifest()).map(({ file }) => file);
    expect(files).toHaveLength(4);
    expect(files).toContainEqual(expect.stringMatching(/^anna-adams-01 \([0-9a-f]{6}\)\.jpg$/));
  });

  it('leaves a folder alone whose manifest is somebody else’s, and says why', async () => {
    await mkdir(world.exportFolder, { recursive: true });
    await writeFile(join(world.exportFolder, 'manifest.json'), '{"name":"a web app"}');
    await save({ includeEarlier: true });
    await run.idle();
    expect(await readdir(world.exportFolder)).toEqual(['manifest.json']);
    const { rules } = await run.client.live.get({});
    expect(rules[0]).toMatchObject({ served: 0, problem: { code: 'target_exists' } });
    expect(notices).toEqual([]);
  });

  it('says what is in the way of its folder, and goes on when it is saved anew', async () => {
    await writeFile(world.exportFolder, 'in the way');
    await save({ includeEarlier: true });
    const { rules } = await run.until('live', (live) => live.rules[0]?.problem != null);
    expect(rules[0]).toMatchObject({ served: 0, problem: { code: 'disk_failed' } });
    expect(rules[0]?.problem?.message).toContain('save the rule again');
    expect(await readFile(world.exportFolder, 'utf8')).toBe('in the way');
    await rm(world.exportFolder);
    await save({ id: rules[0]?.id ?? '' });
    await run.idle();
    expect((await run.client.live.get({})).rules[0]).toMatchObject({ served: 2, problem: null });
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.filter(({ state }) => state === 'paused')).toEqual([]);
  });

  it('tries again whom it could not serve', async () => {
    const rule = sandbox.faults.add({
      match: { host: 'photos' },
      fault: { kind: 'corrupt', how: 'garbage' },
    });
    await save({ includeEarlier: true });
    await run.idle();
    const [failed] = (await run.client.live.get({})).rules;
    expect(failed).toMatchObject({ served: 0 });
    expect(failed?.problem).not.toBeNull();
    rule.remove();
    // Saved anew, it does not wait any longer.
    await run.client.live.saveRule({ ...RULE, to: world.exportFolder, id: failed?.id ?? '' });
    await run.idle();
    expect((await run.client.live.get({})).rules[0]).toMatchObject({ served: 2, problem: null });
    expect(await exported()).toHaveLength(4);
  });

  it('on favorites serves each choice once, and each new choice', async () => {
    await save({ on: 'favorite', selection: 'favorites' });
    const [model] = readyModels();
    const others = [...(model?.photos.keys() ?? [])].filter((id) => id !== model?.favoritePhotoId);
    sandbox.organization.chooseFavorite(model?.id ?? '', others[0] ?? '');
    await look();
    expect((await manifest()).map(({ photoId }) => photoId)).toEqual([others[0]]);
    expect(notices).toEqual([['One person has chosen a favorite', expect.any(String)]]);
  });

  it('that only downloads writes no folder', async () => {
    await save({ to: null, includeEarlier: true });
    await run.idle();
    expect((await run.client.library.summary({})).totals.stored).toBe(4);
    expect(await readdir(world.exportFolder).catch(() => [])).toEqual([]);
  });

  it('of a team that was deleted says so, and serves nobody', async () => {
    const [team] = sandbox.organization.teams;
    await save({ teamId: team?.id ?? '' });
    sandbox.organization.removeTeam(team?.id ?? '');
    oneMoreReady();
    const [rule] = await look();
    expect(rule).toMatchObject({ teamName: null, served: 0, problem: { code: 'not_found' } });
    expect(await exported()).toEqual([]);
  });

  it('that is off serves nobody, also not afterwards', async () => {
    const { rules } = await save({ enabled: false });
    oneMoreReady();
    await look();
    await save({ id: rules[0]?.id ?? '', enabled: true });
    await look();
    expect(await exported()).toEqual([]);
  });

  it('goes only to folders that a person chose', async () => {
    const elsewhere = save({ to: join(world.folder, 'elsewhere') });
    await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('over a restart', () => {
  it('a rule goes on with whom it has served', async () => {
    await save({ includeEarlier: true });
    await run.idle();
    await run.close();
    run = await world.run();
    await run.session(({ online }) => online);
    await run.idle();
    await look();
    expect(await exported()).toHaveLength(4);
    expect(notices).toHaveLength(1);
  });

  it('what was under way is made up for, and told once', async () => {
    const slow = sandbox.faults.add({
      match: { host: 'photos' },
      fault: { kind: 'delay', delayMs: 200 },
    });
    await save({ includeEarlier: true });
    await run.until('jobs', ({ jobs }) => jobs.some(({ state }) => state === 'running'));
    await run.close();
    slow.remove();
    expect(await exported()).toEqual([]);
    run = await world.run();
    await run.session(({ online }) => online);
    await run.idle();
    await look();
    expect(await exported()).toHaveLength(4);
    expect(notices).toHaveLength(1);
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.filter(({ kind }) => kind === 'export')).toHaveLength(1);
  });
});
