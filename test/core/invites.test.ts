import { beforeEach, describe, expect, it } from 'vitest';
import { createHistory } from '#core/organization/history.ts';
import type { FaultRule } from '#sandbox/faults/rules.ts';
import type { InviteToSend, SendState } from '#shared/invites.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { closeDesk, syncedDesk } from '#test/synced-desk.ts';
import type { Desk } from '#test/workspace.ts';

const JOB = 'job-1';
const SENDING = { host: 'api', method: 'POST', path: '/organization/invites' } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await syncedDesk({ people: 1, photos: 1 });
  desk.sandbox.requests.clear();
});

const address = (n: number) => `person-${n}@plain.example`;
const line = (n: number, changes: Partial<InviteToSend> = {}): InviteToSend => {
  return { line: n, email: address(n), teamId: null, name: null, employeeId: null, ...changes };
};
const lines = (count: number) => Array.from({ length: count }, (_, index) => line(index + 1));

const table = () => desk.workspace.invites.table;
const run = (signal = new AbortController().signal) => desk.workspace.invites.send(JOB, { signal });
async function send(...invites: InviteToSend[]) {
  table().add(JOB, invites);
  return run();
}
const results = () => table().results(JOB, null, { offset: 0, limit: 200 });
const states = () => results().map(({ state }) => state);
const fail = (fault: FaultRule['fault'], rule: Partial<FaultRule> = {}) =>
  desk.sandbox.faults.add({ match: SENDING, times: 1, fault, ...rule });
/** What HeadshotPro was asked about invites, as `POST 200`; `LIST 200` for all of them at once. */
const calls = () =>
  desk.sandbox.requests
    .to('api')
    .filter(({ path }) => path.includes('/invites'))
    .map(({ method, path, status }) => {
      return `${method === 'GET' && path.endsWith('/invites') ? 'LIST' : method} ${status}`;
    });
const sent = () => calls().filter((call) => call === 'POST 200').length;
const isInvited = (n: number) => desk.sandbox.organization.person(address(n))?.invite !== undefined;

describe('a list', () => {
  it('is sent line by line, each with its team', async () => {
    const [team] = desk.sandbox.organization.teams;
    const told: string[] = [];
    table().add(JOB, [line(1, { teamId: team?.id ?? '' }), line(2), line(3)]);
    const counts = await desk.workspace.invites.send(JOB, {
      signal: new AbortController().signal,
      onProgress: ({ phase, done, total, failed }) =>
        told.push(`${phase} ${done}/${total} ${failed}`),
    });
    expect(counts).toMatchObject({ sent: 3, queued: 0, unknown: 0 });
    expect(told).toEqual(['invite 0/3 0', 'invite 1/3 0', 'invite 2/3 0', 'invite 3/3 0']);
    expect(desk.sandbox.organization.person(address(1))?.teamId).toBe(team?.id);
    expect(desk.sandbox.organization.person(address(2))?.teamId).toBeNull();
    expect(results().every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(sent()).toBe(3);
  });

  it('takes an address that is invited already for done', async () => {
    desk.sandbox.organization.invite(address(2), null);
    await send(line(1), line(2), line(3));
    expect(states()).toEqual(['sent', 'already', 'sent']);
    expect(results()[1]?.error).toBeNull();
  });

  it('sends an address once that stands in it twice', async () => {
    await send(line(1), line(2, { email: address(1).toUpperCase() }));
    expect(states()).toEqual(['sent', 'already']);
    expect(sent()).toBe(1);
  });

  it('goes on past a line that HeadshotPro refuses, with its own words', async () => {
    await send(line(1, { email: 'oops' }), line(2, { teamId: 'no-such-team' }), line(3));
    expect(states()).toEqual(['failed', 'failed', 'sent']);
    const [address, team] = results().map(({ error }) => error);
    expect(address).toMatchObject({ code: 'invalid_input' });
    expect(team).toMatchObject({ code: 'not_found' });
    expect(team?.message).toContain('Team not found');
  });

  it('remembers who people are, and forgets nothing that a later list leaves out', async () => {
    await send(line(1, { name: 'Anna Berg', employeeId: '0017' }));
    table().add('job-2', [line(1, { name: 'Anna Berg-Öz' })]);
    const notes = desk.workspace.library.db.all(
      'SELECT email, name, employee_id AS employeeId FROM invite_notes',
    );
    expect(notes).toEqual([{ email: address(1), name: 'Anna Berg-Öz', employeeId: '0017' }]);
  });
});

describe('afterwards', () => {
  const history = () =>
    createHistory(desk.workspace.library)
      .list({ offset: 0, limit: 9 })
      .items.map(({ kind, subject, state, detail }) => [kind, subject, state, detail].join(': '));
  const pending = () =>
    desk.workspace.library.db
      .all<{ email: string }>("SELECT email FROM invites WHERE status = 'pending' ORDER BY email")
      .map(({ email }) => email);

  it('the library has the invites, and the history one entry', async () => {
    desk.sandbox.organization.invite(address(3), null);
    await send(...lines(3), line(4, { email: 'oops' }));
    expect(pending()).toEqual([address(1), address(2), address(3)]);
    expect(history()).toEqual(['invite: 4 invites: partial: 2 sent, 1 invited already, 1 failed.']);
    await run();
    expect(history()).toHaveLength(1);
  });

  it('a single invite is in the history by its address', async () => {
    await send(line(1));
    expect(history()).toEqual([`invite: ${address(1)}: done: 1 sent.`]);
  });

  it('what was sent stays sent where the lists cannot be read', async () => {
    fail({ kind: 'status', status: 403 }, { match: { host: 'api', method: 'GET' }, times: 9 });
    await send(line(1));
    expect(states()).toEqual(['sent']);
    expect(pending()).toEqual([]);
  });
});

describe('what stops all of a list leaves the rest queued', () => {
  it.each([
    ['no credits', { status: 402 }, 'insufficient_credits'],
    ['too many open invites', { status: 429, code: 'INVITE_LIMIT_EXCEEDED' }, 'invite_limit'],
    ['a key that was refused', { status: 401 }, 'key_refused'],
    ['a key without the right', { status: 403 }, 'not_permitted'],
  ])('%s', async (_, refusal, code) => {
    fail({ kind: 'status', ...refusal }, { after: 1 });
    await expect(send(...lines(3))).rejects.toMatchObject({ code });
    expect(states()).toEqual(['sent', 'queued', 'queued']);
    await run();
    expect(states()).toEqual(['sent', 'sent', 'sent']);
    expect(sent()).toBe(3);
    // Nobody had to be asked about: what is refused was not done.
    expect(calls()).not.toContain('GET 200');
  });

  it('as the real caps do, with what to do', async () => {
    desk.sandbox.organization.credits = 1;
    await expect(send(...lines(3))).rejects.toMatchObject({
      code: 'invite_limit',
      message: expect.stringMatching(/Wait until some are accepted/),
    });
    expect(states()).toEqual(['sent', 'sent', 'queued']);
    desk.sandbox.organization.credits = 0;
    await expect(run()).rejects.toMatchObject({
      code: 'insufficient_credits',
      message: expect.stringMatching(/Buy some/),
    });
    desk.sandbox.organization.credits = 9;
    await run();
    expect(states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('a rate limit is waited out, and costs nobody the invite', async () => {
    const clock = new FakeClock(Date.now());
    desk.reopen({ clock });
    fail({ kind: 'status', status: 429 }, { times: 2 });
    await clock.until(send(...lines(2)));
    expect(states()).toEqual(['sent', 'sent']);
  });
});

describe('an answer that never came', () => {
  it('leaves its line in doubt, and it is asked about before anything is sent again', async () => {
    fail({ kind: 'reset' }, { after: 1 });
    await expect(send(...lines(3))).rejects.toMatchObject({ code: 'api_unreachable' });
    expect(states()).toEqual(['sent', 'unknown', 'queued']);
    // It got through all the same.
    expect(isInvited(2)).toBe(true);
    desk.sandbox.requests.clear();
    await run();
    expect(states()).toEqual(['sent', 'sent', 'sent']);
    expect(calls()).toEqual(['GET 200', 'POST 200', 'LIST 200']);
  });

  it.each([
    ['cut off in the middle', { kind: 'truncate', keep: 0.5 }],
    ['never begun', { kind: 'truncate', keep: 0 }],
  ] as const)('%s, counts as one that never came', async (_, fault) => {
    fail(fault);
    await expect(send(line(1))).rejects.toMatchObject({ code: 'api_unreachable' });
    await run();
    expect(states()).toEqual(['sent']);
    expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('is sent again where HeadshotPro knows nothing of it', async () => {
    table().add(JOB, [line(1)]);
    for (const queued of table().queued(JOB)) table().set(queued, 'unknown');
    await run();
    expect(states()).toEqual(['sent']);
    expect(calls()).toEqual(['GET 404', 'POST 200', 'LIST 200']);
  });

  it('is asked about by one list where there are many', async () => {
    table().add(JOB, lines(30));
    for (const queued of table().queued(JOB)) table().set(queued, 'unknown');
    for (const { email } of lines(20)) desk.sandbox.organization.invite(email, null);
    await run();
    expect(states()).toEqual(Array(30).fill('sent'));
    expect(calls()).toEqual(['LIST 200', ...Array(10).fill('POST 200'), 'LIST 200']);
  });

  it('does not take an invite that was revoked for one that stands', async () => {
    desk.sandbox.organization.invite(address(1), null);
    desk.sandbox.organization.revokeInvite(address(1));
    table().add(JOB, [line(1)]);
    for (const queued of table().queued(JOB)) table().set(queued, 'unknown');
    await run();
    expect(desk.sandbox.organization.person(address(1))?.invite?.revoked).toBe(false);
  });

  it('is not in doubt where the call never left', async () => {
    desk.reopen({
      http: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    });
    await expect(send(...lines(2))).rejects.toMatchObject({ code: 'api_unreachable' });
    expect(states()).toEqual(['queued', 'queued']);
  });
});

describe('a failing HeadshotPro', () => {
  it.each([500, 502, 503, 504])('is asked, then tried again, after a %i', async (status) => {
    fail({ kind: 'status', status });
    await send(line(1));
    expect(states()).toEqual(['sent']);
    expect(calls()).toEqual([`POST ${status}`, 'GET 404', 'POST 200', 'LIST 200']);
  });

  it('that did it all the same is not asked twice', async () => {
    fail({ kind: 'corrupt', how: 'garbage' });
    await send(line(1), line(2));
    expect(states()).toEqual(['sent', 'sent']);
    expect(calls()).toEqual(['POST 200', 'GET 200', 'POST 200', 'LIST 200']);
  });

  it('costs one line, and no other, where it goes on failing', async () => {
    fail({ kind: 'status', status: 500, message: 'Mail server down' }, { times: 4 });
    await send(line(1), line(2));
    expect(states()).toEqual(['failed', 'sent']);
    expect(results()[0]?.error).toMatchObject({ code: 'api_failed' });
    expect(results()[0]?.error?.message).toContain('Mail server down');
  });

  it('that cannot be asked either stops the list, with the line in doubt', async () => {
    const down = { kind: 'status', status: 503 } as const;
    fail(down);
    fail(down, { match: { host: 'api', method: 'GET' }, times: 4 });
    await expect(send(...lines(2))).rejects.toMatchObject({ code: 'api_failed' });
    expect(states()).toEqual(['unknown', 'queued']);
    await run();
    expect(states()).toEqual(['sent', 'sent']);
    expect(sent()).toBe(2);
  });

  it('in whose place a sign-in page answers stops the list', async () => {
    const page = { kind: 'body', body: '<html>Sign in</html>', contentType: 'text/html' } as const;
    const { remove } = fail(page, { match: { host: 'api' }, times: 100 });
    await expect(send(...lines(2))).rejects.toMatchObject({ code: 'api_not_understood' });
    expect(states()).toEqual(['unknown', 'queued']);
    remove();
    await run();
    expect(states()).toEqual(['sent', 'sent']);
  });
});

describe('stopped', () => {
  const until = async (state: SendState) => {
    await expect.poll(() => states(), { interval: 2 }).toContain(state);
  };

  it('in the middle of a call, goes on without sending anything twice', async () => {
    fail({ kind: 'delay', delayMs: 60_000 }, { after: 1 });
    table().add(JOB, lines(3));
    const stop = new AbortController();
    const ended = run(stop.signal);
    await until('unknown');
    await expect.poll(() => desk.sandbox.requests.to('api').length, { interval: 2 }).toBe(2);
    stop.abort();
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(states()).toEqual(['sent', 'unknown', 'queued']);
    desk.sandbox.faults.clear();
    await run();
    expect(states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('for good, sends nothing more, and tells what became of the line that was under way', async () => {
    table().add(JOB, lines(4));
    const [first, second] = table().queued(JOB);
    if (!first || !second) throw new Error('There are four.');
    table().set(first, 'unknown');
    table().set(second, 'unknown');
    desk.sandbox.organization.invite(first.email, null);
    await desk.workspace.invites.cancel(JOB, new AbortController().signal);
    expect(states()).toEqual(['sent', 'cancelled', 'cancelled', 'cancelled']);
    expect(sent()).toBe(0);
  });
});

describe('the sign-up link', () => {
  it('is known while the library is open, and written nowhere', async () => {
    await send(line(1));
    const { links } = desk.workspace.invites;
    const link = links.get(address(1).toUpperCase()) ?? '';
    expect(link).toMatch(/^https:\/\/.*invite=/);
    const secret = new URL(link).searchParams.get('invite') ?? '';
    expect(secret).not.toBe('');
    expect(JSON.stringify([results(), desk.log.lines])).not.toContain(secret);
    const { db } = desk.workspace.library;
    const names = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const { name } of names) {
      expect(JSON.stringify(db.all(`SELECT * FROM ${name}`)), name).not.toContain(secret);
    }
    desk.reopen();
    expect(desk.workspace.invites.links.get(address(1))).toBeNull();
    await closeDesk(desk);
  });
});
