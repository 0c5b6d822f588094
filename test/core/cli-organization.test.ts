import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import {
  BACK_OFFICE,
  FIELD_CREW,
  MIRA,
  MIRA_MODEL,
  OSKAR_MODEL,
  SANNA,
  startNorthlight,
  TOVE,
} from '#test/northlight.ts';

let sandbox: Sandbox;
let root: string;
let run: RunCommand;

beforeEach(async () => {
  sandbox = await startNorthlight({ rateLimit: 100_000 });
  root = await mkdtemp(join(tmpdir(), 'headshot-desk-cli-'));
  run = cliRunner(sandbox, root);
});
afterEach(async () => {
  await sandbox.close();
  await rm(root, { recursive: true, force: true });
});

const photoFiles = async () =>
  (await readdir(root, { recursive: true })).filter((path) => path.endsWith('.jpg'));

describe('teams on the command line', () => {
  it('are listed by `teams` alone and by `teams list`', async () => {
    await run('sync --quiet');
    const alone = await run('teams --json');
    expect(alone.status).toBe(0);
    expect((await run('teams list --json')).json).toEqual(alone.json);
    expect((await run('teams')).stdout).toContain(FIELD_CREW.name);
  });

  it('are made, renamed and refused, with the name checked first', async () => {
    const made = await run("teams create 'Drone unit' --json");
    expect(made).toMatchObject({ status: 0, json: { team: { name: 'Drone unit' } } });
    expect((await run("teams create 'drone UNIT'")).status).toBe(2);
    expect((await run("teams rename 'drone unit' Drones")).status).toBe(0);
    expect(sandbox.organization.teams.map(({ name }) => name)).toContain('Drones');
    expect((await run('teams rename nobody X')).status).toBe(2);
    expect((await run("teams create ' '")).status).toBe(2);
  });

  it('are deleted only with --yes, after it was said what that means', async () => {
    const asked = await run("teams delete 'Back office'");
    expect(asked.status).toBe(2);
    expect(asked.stdout).toMatch(/1 open invite will be cancelled by HeadshotPro\.\n\s+\S+@\S+\n/);
    expect(asked.stderr).toContain('--yes');
    expect(sandbox.organization.team(BACK_OFFICE.id)).not.toBeNull();
    expect((await run("teams delete 'Back office' --yes --json")).json).toMatchObject({
      deleted: true,
      deletion: { pendingInvites: 1 },
    });
    expect(sandbox.organization.team(BACK_OFFICE.id)).toBeNull();
  });

  it('take in members by address, by person and out of a file', async () => {
    await run('sync --quiet');
    await writeFile(join(root, 'more.txt'), `${TOVE.email}\nnobody@northlight.example\n`);
    const added = await run(
      `teams add 'Field crew' oskar@northlight.example --person 'Mira Dahl' --from more.txt --json`,
    );
    expect(added.status).toBe(4);
    expect(added.json).toMatchObject({
      moved: expect.arrayContaining([TOVE.email, MIRA.email, 'oskar@northlight.example']),
      notMoved: [{ email: 'nobody@northlight.example' }],
    });
    expect(sandbox.organization.person(TOVE.email)?.teamId).toBe(FIELD_CREW.id);
    expect((await run("teams add 'Field crew'")).status).toBe(2);
    expect((await run("teams add 'Field crew' --from no-such-file")).status).toBe(5);
  });
});

describe('members on the command line', () => {
  it('are listed by status and by page', async () => {
    const emails = async (options: string) =>
      ((await run(`members ${options} --json`)).json['members'] as { email: string }[]).map(
        ({ email }) => email,
      );
    expect(await emails('')).toHaveLength(3);
    expect(await emails('--status accepted')).toEqual([TOVE.email]);
    expect(await emails('--status pending')).toEqual(['oskar@northlight.example']);
    expect(await emails('--status finished')).toEqual([MIRA.email]);
    expect(await emails('--limit 1 --offset 1')).toHaveLength(1);
    expect(await emails('--without-favorite')).toEqual([]);
    expect((await run('members --status nowhere')).status).toBe(2);
    expect((await run('members --status accepted --without-favorite')).status).toBe(2);
  });

  it('who have not chosen go into a CSV, where nothing can be a formula', async () => {
    const { organization } = sandbox;
    organization.model(MIRA_MODEL).favoritePhotoId = null;
    organization.join(MIRA.email, '=1+1');
    const written = await run('members --without-favorite --csv remind.csv');
    expect(written.status).toBe(0);
    const csv = await readFile(join(root, 'remind.csv'), 'utf8');
    expect(csv).toContain(`'=1+1,${MIRA.email}`);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
  });
});

describe('sessions on the command line', () => {
  it('are listed and shown', async () => {
    expect((await run('models list --json')).json).toMatchObject({ models: { length: 2 } });
    const active = await run(`models list --status active --team ${FIELD_CREW.id} --json`);
    expect(active.json).toMatchObject({ models: [{ id: MIRA_MODEL }] });
    const nobodys = await run('models list --team unassigned --json');
    expect(nobodys.json).toMatchObject({ models: [{ id: OSKAR_MODEL }] });
    expect((await run(`models show ${MIRA_MODEL} --json`)).json).toMatchObject({
      model: { title: 'Mira Dahl' },
      photos: 3,
      favoritePhotoId: 'photo-0',
    });
    expect((await run('models show no-such-session')).status).toBe(2);
  });

  it('are deleted only with --yes; what is not here is downloaded first', async () => {
    const asked = await run(`models delete ${MIRA_MODEL}`);
    expect(asked.status).toBe(2);
    expect(asked.stdout).toContain('3 of the 3 photos are not on this computer');
    expect(asked.stdout).toContain('This cannot be undone.');
    expect(sandbox.organization.model(MIRA_MODEL).status).toBe('active');
    const done = await run(`models delete ${MIRA_MODEL} --yes --json`);
    expect(done.status).toBe(0);
    expect(done.json).toMatchObject({ removed: true, loss: { photos: 3, stored: 3, missing: 0 } });
    expect(sandbox.organization.model(MIRA_MODEL).status).toBe('deleted');
    // Two of them in both sizes.
    expect(await photoFiles()).toHaveLength(5);
    const again = await run(`models delete ${MIRA_MODEL} --yes`);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('gone') });
  });

  it('with photos that cannot be had stay, unless they are given up', async () => {
    sandbox.faults.add({
      match: { host: 'photos', photoId: 'photo-2' },
      fault: { kind: 'status', status: 404 },
    });
    const refused = await run(`models delete ${MIRA_MODEL} --yes`);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('lost for good');
    expect(sandbox.organization.model(MIRA_MODEL).status).toBe('active');
    const given = await run(`models delete ${MIRA_MODEL} --yes --without-photos --json`);
    expect(given.json).toMatchObject({ removed: true, loss: { missing: 1 } });
  });

  it('are made by whitelabel organizations only, with a link that is printed once', async () => {
    const create = `models create ada@northlight.example --team 'Field crew' --version one-shot`;
    expect((await run(create)).status).toBe(3);
    Object.assign(sandbox.organization, { whitelabel: true });
    const made = await run(`${create} --development --debug`);
    expect(made.status).toBe(0);
    expect(made.stdout.match(/token=/g)).toHaveLength(1);
    expect(made.stderr).not.toContain('token=');
    expect((await run('history --json')).stdout).not.toContain('token=');
    expect((await run(create)).status).toBe(2);
  });
});

describe('invites on the command line', () => {
  it('are revoked only with --yes', async () => {
    const asked = await run(`invites revoke ${SANNA.email}`);
    expect(asked.status).toBe(2);
    expect(asked.stdout).toContain('its credit can be used again');
    expect(sandbox.organization.pendingInvites()).toHaveLength(1);
    expect((await run(`invites revoke ${SANNA.email} --yes`)).status).toBe(0);
    expect(sandbox.organization.pendingInvites()).toHaveLength(0);
    expect((await run(`invites revoke ${SANNA.email} --yes`)).status).toBe(0);
    expect((await run('invites revoke nobody@northlight.example --yes')).status).toBe(2);
  });
});

describe('the organization at a glance', () => {
  it('shows credits, and warns on standard error', async () => {
    expect((await run('credits --json')).json).toEqual({
      credits: { left: 42, pendingInvites: 1, cap: 84, low: false },
    });
    const low = await run('credits --warn-below 50');
    expect(low).toMatchObject({ status: 0, stderr: expect.stringContaining('Fewer than 50') });
  });

  it('shows the campaign by team, and writes whom it is about', async () => {
    await run('sync --quiet');
    const shown = await run('campaign');
    expect(shown.stdout).toMatch(/Everybody +4 +1 +1 +0 +1 +1 +0 +0/);
    const stuck = await run('campaign --step accepted --csv stuck.csv --json');
    expect(stuck.json).toMatchObject({ written: 1 });
    expect(await readFile(join(root, 'stuck.csv'), 'utf8')).toContain(TOVE.email);
  });

  it('remembers what was done, and what failed', async () => {
    await run('teams create Legal');
    sandbox.faults.add({
      match: { host: 'api', method: 'POST', path: '/teams' },
      fault: { kind: 'status', status: 403 },
    });
    expect((await run('teams create Law')).status).toBe(3);
    const { json } = await run('history --json');
    expect(json).toMatchObject({
      actions: [
        { kind: 'team.create', subject: 'Law', state: 'failed', error: { code: 'not_permitted' } },
        { kind: 'team.create', subject: 'Legal', state: 'done', error: null },
      ],
      total: 2,
    });
    expect((await run('history --limit 1 --json')).json).toMatchObject({ actions: { length: 1 } });
  });

  it('needs a key that works', async () => {
    for (const command of ['credits', 'members', 'models list', 'teams create X']) {
      expect((await run(command, { key: 'wrong-key-entirely' })).status).toBe(3);
      expect((await run(command, { key: null })).status).toBe(2);
    }
  });
});
