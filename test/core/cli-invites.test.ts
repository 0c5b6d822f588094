import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { BACK_OFFICE, FIELD_CREW, MIRA, SANNA, startNorthlight } from '#test/northlight.ts';

let folder: string;
let sandbox: Sandbox;
let run: RunCommand;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-invites-'));
  sandbox = await startNorthlight({ rateLimit: 100_000 });
  run = cliRunner(sandbox, folder);
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** A list on disk: its path. */
async function csv(...lines: string[]): Promise<string> {
  const path = join(folder, 'people.csv');
  await writeFile(path, `email,team\n${lines.join('\n')}\n`);
  return path;
}
const invited = (email: string) => sandbox.organization.person(email)?.invite ?? null;
const people = (count: number) => Array.from({ length: count }, (_, n) => `new-${n}@x.example`);
/** The statuses HeadshotPro gave to calls that send an invite. */
const posts = () =>
  sandbox.requests
    .to('api')
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/invites'))
    .map(({ status }) => status);

describe('invites list', () => {
  it('shows every invite with its status and where its link ends', async () => {
    const { status, stdout } = await run('invites list');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /sanna\+work@northlight\.example +pending +Back office +2026-01-24 +2026-02-23/,
    );
    expect(stdout).toMatch(/mira@northlight\.example +completed +Field crew +2026-01-20 +–/);
    expect(stdout).toContain('4 invites');
  });

  it('by status and team, as JSON', async () => {
    const { json } = await run(`invites list --status pending --team 'back OFFICE' --json`);
    expect(json['invites']).toMatchObject([
      { email: SANNA.email, status: 'pending', expiresAt: '2026-02-23T08:00:00.000Z' },
    ]);
    expect((await run('invites list --team unassigned --json')).json['invites']).toHaveLength(1);
    expect(await run('invites list --status gone')).toMatchObject({ status: 2 });
    expect(await run('invites list --team nobody')).toMatchObject({ status: 2 });
  });
});

describe('invites send', () => {
  it('invites one person, into a team, and prints the link where it is asked for', async () => {
    const { status, stdout } = await run(
      `invites send ' New@X.example' --team 'field crew' --link`,
    );
    expect(status).toBe(0);
    expect(stdout).toContain('Invited New@x.example.');
    expect(stdout).toContain(sandbox.organization.inviteLink(invited('new@x.example')?.id ?? ''));
    expect(sandbox.organization.person('new@x.example')?.teamId).toBe(FIELD_CREW.id);
  });

  it('never shows the link unasked', async () => {
    for (const args of ['', '--json', '--debug']) {
      const { status, stdout, stderr } = await run(
        `invites send a${args.length}@x.example ${args}`,
      );
      expect(status).toBe(0);
      expect(stdout + stderr).not.toContain(invited(`a${args.length}@x.example`)?.id);
    }
  });

  it('takes whoever is invited already for done', async () => {
    const { status, json } = await run(`invites send ${MIRA.email} --link --json`);
    expect(status).toBe(0);
    expect(json).toMatchObject({ state: 'already', link: null });
  });

  it.each([
    ['invites send oops', 2, /has no @/],
    ['invites send a@x.example --team Nowhere', 2, /There is no team “Nowhere”/],
  ])('%s', async (line, expected, message) => {
    const { status, stderr } = await run(line);
    expect(status).toBe(expected);
    expect(stderr).toMatch(message);
    expect(posts()).toEqual([]);
  });

  it('says what to do without credits, and past the cap', async () => {
    sandbox.organization.credits = 0;
    expect(await run('invites send a@x.example')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Buy some'),
    });
    sandbox.organization.credits = 1;
    expect((await run('invites send a@x.example')).status).toBe(0);
    const { status, json } = await run('invites send b@x.example --json');
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({ code: 'invite_limit' });
  });
});

describe('invites send-csv', () => {
  it('sends a list, each to its team, and says what it did', async () => {
    const file = await csv(
      'a@x.example,Field crew',
      `b@x.example,${BACK_OFFICE.id}`,
      'c@x.example,',
    );
    const { status, stdout, stderr } = await run(`invites send-csv ${file} --team 'Field crew'`);
    expect(stderr).toContain('Inviting people: 3 of 3');
    expect(status).toBe(0);
    expect(stdout).toContain('3 invites sent.');
    const teams = ['a', 'b', 'c'].map(
      (it) => sandbox.organization.person(`${it}@x.example`)?.teamId,
    );
    expect(teams).toEqual([FIELD_CREW.id, BACK_OFFICE.id, FIELD_CREW.id]);
  });

  it('reads standard input', async () => {
    const { json } = await run('invites send-csv - --json', { stdin: 'a@x.example, b@x.example' });
    expect(json).toMatchObject({ sent: 2, already: 0, left: 0, failed: [], problems: [] });
  });

  it('with problems says each by its line, sends nothing, and ends with 2', async () => {
    const file = await csv('a@x.example,', 'oops,', 'b@x.example,Nowhere', 'a@x.example,');
    const { status, stderr } = await run(`invites send-csv ${file}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(/line 3: “oops” has no @/);
    expect(stderr).toMatch(/line 4: There is no team “Nowhere”/);
    expect(stderr).toMatch(/line 5: This address is in line 2 already/);
    expect(stderr).toContain('Nothing was sent');
    expect(posts()).toEqual([]);
    const skipping = await run(`invites send-csv ${file} --skip-problems --json`);
    expect(skipping.status).toBe(0);
    expect(skipping.json).toMatchObject({ sent: 1 });
    expect(skipping.json['problems']).toHaveLength(3);
  });

  it('makes the teams that are missing, where it may', async () => {
    const file = await csv('a@x.example,Drones', 'b@x.example,drones');
    const dry = await run(`invites send-csv ${file} --create-teams --dry-run --json`);
    expect(dry.status).toBe(0);
    expect(dry.json).toMatchObject({ newTeams: ['Drones'], sendable: 2 });
    expect(sandbox.organization.teams).toHaveLength(2);
    expect((await run(`invites send-csv ${file} --create-teams`)).status).toBe(0);
    const made = sandbox.organization.teams.filter(({ name }) => name === 'Drones');
    expect(made).toHaveLength(1);
    expect(sandbox.organization.person('b@x.example')?.teamId).toBe(made[0]?.id);
  });

  it('--dry-run sends nothing, and ends with 2 where something is wrong', async () => {
    expect(await run(`invites send-csv ${await csv('a@x.example,')} --dry-run`)).toMatchObject({
      status: 0,
      stdout: '1 person to invite.\n',
    });
    expect((await run(`invites send-csv ${await csv('oops,')} --dry-run`)).status).toBe(2);
    expect(posts()).toEqual([]);
  });

  it('again sends nobody twice', async () => {
    const file = await csv(...people(4));
    await run(`invites send-csv ${file}`);
    const again = await run(`invites send-csv ${file} --json`);
    expect(again.status).toBe(0);
    expect(again.json).toMatchObject({ sent: 0, sendable: 0, done: Array(4).fill({}) });
    expect(posts()).toEqual([200, 200, 200, 200]);
  });

  it('names lines that are done already only while they are few', async () => {
    const file = await csv(...people(11));
    await run(`invites send-csv ${file}`);
    const { stderr } = await run(`invites send-csv ${file}`);
    expect(stderr).toBe('11 lines are invited already or members, and count as done.\n');
    const few = await run(`invites send-csv ${await csv('new-3@x.example')}`);
    expect(few.stderr).toContain('line 2, new-3@x.example: This address is invited already');
  });

  it('stopped with Ctrl-C goes on when it is run again', async () => {
    const file = await csv(...people(8));
    sandbox.faults.add({
      match: { method: 'POST', path: '/organization/invites' },
      after: 3,
      times: 1,
      fault: { kind: 'delay', delayMs: 60_000 },
    });
    const stop = new AbortController();
    const ended = run(`invites send-csv ${file}`, { signal: stop.signal });
    await expect.poll(() => posts().length, { interval: 2 }).toBe(4);
    stop.abort();
    expect((await ended).status).toBe(130);
    sandbox.faults.clear();
    const { status, json } = await run(`invites send-csv ${file} --json`);
    expect(status).toBe(0);
    expect(json).toMatchObject({ left: 0, failed: [] });
    for (const email of people(8)) expect(invited(email), email).not.toBeNull();
    expect(posts().filter((it) => it === 200).length).toBeLessThanOrEqual(8);
  });

  it('without enough credits sends what it can, says what is left, and goes on later', async () => {
    const file = await csv(...people(5));
    sandbox.faults.add({
      match: { method: 'POST', path: '/organization/invites' },
      after: 2,
      fault: { kind: 'status', status: 402, message: 'Not enough credits' },
    });
    const { status, json, stderr } = await run(`invites send-csv ${file} --json`);
    expect(status).toBe(2);
    expect(json).toMatchObject({ sent: 2, left: 3, error: { code: 'insufficient_credits' } });
    expect(stderr).toContain('3 people are left: run the same command again.');
    sandbox.faults.clear();
    expect((await run(`invites send-csv ${file} --json`)).json).toMatchObject({ sent: 3, left: 0 });
  });

  it('ends with 4 where HeadshotPro refuses a line', async () => {
    const file = await csv(...people(2));
    sandbox.faults.add({
      match: { method: 'POST', path: '/organization/invites' },
      times: 1,
      fault: { kind: 'status', status: 400, message: 'This domain is blocked' },
    });
    const { status, stderr } = await run(`invites send-csv ${file}`);
    expect(status).toBe(4);
    expect(stderr).toMatch(/line 2, new-0@x\.example: .*This domain is blocked/);
  });

  it.each([
    ['a file that is not there', () => 'missing.csv', /There is no file missing\.csv/],
    ['an empty list', () => csv(), /nobody in this list/],
    ['a spreadsheet', () => binary('PK\x03\x04…'), /Save the list as CSV/],
    ['a picture', () => binary('\x89PNG\x1a\0\0\0IHDR\0\x01'), /not a text file/],
  ])('refuses %s', async (_, file, message) => {
    const { status, stderr } = await run(`invites send-csv ${await file()}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  async function binary(content: string): Promise<string> {
    const path = join(folder, 'people.xlsx');
    await writeFile(path, content, 'latin1');
    return path;
  }
});

describe('invites show', () => {
  it('looks an invite up by its address, and by its id of version 1', async () => {
    const { json } = await run(`invites show ${SANNA.email} --json`);
    expect(json['invite']).toMatchObject({
      status: 'pending',
      teamName: BACK_OFFICE.name,
      createdAt: '2026-01-24T08:00:00.000Z',
      expiresAt: '2026-02-23T08:00:00.000Z',
      legacyId: null,
    });
    const id = invited(SANNA.email)?.id ?? '';
    expect((await run(`invites show ${id}`)).stdout).toMatch(/^sanna\+work@.* pending\n/);
  });

  it('says that there is none', async () => {
    expect((await run('invites show nobody@x.example')).status).toBe(2);
    expect((await run('invites show nothing')).status).toBe(2);
  });
});

describe('version 1', () => {
  it('has credits, invite, show and revoke', async () => {
    expect((await run('v1 credits --json')).json).toEqual({ credits: 42 });
    const { json } = await run('v1 invite a@x.example --team back* --json');
    expect(json['error']).toMatchObject({ code: 'not_found' });
    const made = await run(`v1 invite a@x.example --team 'Back office' --json`);
    const id = invited('a@x.example')?.id ?? '';
    expect(made.json).toEqual({ email: 'a@x.example', id, state: 'sent' });
    expect((await run(`v1 show ${id}`)).stdout).toBe('a@x.example  pending-invite (pending)\n');
    expect((await run('v1 revoke a@x.example')).status).toBe(2);
    expect(invited('a@x.example')?.revoked).toBe(false);
    sandbox.requests.clear();
    expect((await run('v1 revoke a@x.example --yes')).status).toBe(0);
    expect(invited('a@x.example')?.revoked).toBe(true);
    expect(sandbox.requests.to('api').map(({ path }) => path)).toContain(
      '/api/v1/organization/invite/revoke',
    );
    expect(await run('v1 invite mira@northlight.example')).toMatchObject({
      status: 0,
      stdout: 'mira@northlight.example is invited already.\n',
    });
    expect((await run('v1 show nothing')).status).toBe(2);
  });
});
