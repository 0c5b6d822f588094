import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import type { InviteToSend, SendState } from '#shared/invites.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';
import { fiftyMistakes } from '#test/fifty-mistakes.ts';

let world: DeskWorld;
let run: Run;
beforeEach(async () => {
  const sandbox = await startSandbox({
    seed: plainOrganization({ people: 2, photosPerPerson: 2, unfinished: 1 }),
    draw: plainDraw(),
    rateLimit: 100_000,
  });
  world = await createDeskWorld({ sandbox });
  run = await world.run();
  await run.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
  await run.idle();
});
afterEach(() => world.close());

const SENDING = { method: 'POST', path: '/organization/invites' } as const;
const address = (n: number) => `new-${n}@x.example`;
const line = (n: number, changes: Partial<InviteToSend> = {}): InviteToSend => {
  return { line: n, email: address(n), teamId: null, name: null, employeeId: null, ...changes };
};
const send = (count: number) =>
  run.client.invites.send({
    invites: Array.from({ length: count }, (_, index) => line(index + 1)),
    label: 'people.csv',
  });
const results = (jobId: string, state: SendState | null = null) =>
  run.client.invites.results({ jobId, state, offset: 0, limit: 200 });
/** Each invite takes its time, so that a job can be caught at work. */
const slowly = (delayMs = 40) =>
  world.sandbox.faults.add({ match: SENDING, fault: { kind: 'delay', delayMs } });
const underWay = (done = 1) =>
  run.until('jobs', ({ jobs }) =>
    jobs.some(({ kind, phases }) => kind === 'invites' && (phases[0]?.done ?? 0) >= done),
  );
const posts = () =>
  world.sandbox.requests
    .to('api')
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/invites')).length;

describe('a job of invites', () => {
  it('counts its lines, tells what became of each, and the library follows', async () => {
    const { id } = await send(5);
    const job = await run.job(id, 'done');
    expect(job).toMatchObject({
      kind: 'invites',
      label: 'people.csv',
      phases: [{ phase: 'invite', done: 5, total: 5, failed: 0 }],
    });
    const { items, total, counts } = await results(id);
    expect(items.map(({ line: n, state }) => `${n} ${state}`)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `${n} sent`),
    );
    expect([total, counts.sent]).toEqual([5, 5]);
    expect((await run.client.campaign.get({})).everybody.at.pending).toBe(5 + 1);
    expect((await run.client.history.list({ offset: 0, limit: 9 })).items).toMatchObject([
      { kind: 'invite', subject: '5 invites', state: 'done', detail: '5 sent.' },
    ]);
  });

  it('is paused and resumed, and sends nobody two invites', async () => {
    const slow = slowly();
    const { id } = await send(6);
    await underWay(2);
    await run.client.jobs.pause({ jobId: id });
    await run.job(id, 'paused');
    expect((await results(id, 'queued')).total).toBeGreaterThan(0);
    slow.remove();
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    expect((await results(id)).counts).toMatchObject({ sent: 6, already: 0 });
  });

  it('is cancelled: the rest is not sent, and nothing stays in doubt', async () => {
    slowly();
    const { id } = await send(6);
    await underWay(2);
    await run.client.jobs.cancel({ jobId: id });
    await run.job(id, 'cancelled');
    await expect.poll(async () => (await results(id)).counts.unknown).toBe(0);
    const { counts } = await results(id);
    expect(counts.queued).toBe(0);
    expect(counts.cancelled).toBeGreaterThan(0);
    expect(counts.sent + counts.cancelled).toBe(6);
    const before = posts();
    await run.client.jobs.sync({ full: false });
    await run.idle();
    expect(posts()).toBe(before);
  });

  it('that is cancelled while the program closes is asked about at the next start', async () => {
    slowly(60_000);
    const { id } = await send(3);
    await expect.poll(async () => (await results(id)).counts.unknown).toBe(1);
    await run.client.jobs.cancel({ jobId: id });
    await run.close();
    world.sandbox.faults.clear();
    // It got through all the same.
    world.sandbox.organization.invite(address(1), null);
    world.network.down = true;
    run = await world.run();
    expect((await results(id)).counts).toMatchObject({ unknown: 1, cancelled: 2 });
    world.network.down = false;
    await run.client.session.retry({});
    await expect.poll(async () => (await results(id)).counts.unknown).toBe(0);
    expect((await results(id)).counts).toMatchObject({ sent: 1, cancelled: 2 });
    const history = async () => (await run.client.history.list({ offset: 0, limit: 9 })).items;
    await expect
      .poll(history)
      .toMatchObject([{ kind: 'invite', state: 'partial', detail: '1 sent, 2 not sent.' }]);
  });

  it('goes on after the program was closed in its middle, with what was said before', async () => {
    const slow = slowly();
    const { id } = await send(8);
    await underWay(2);
    await run.close();
    slow.remove();
    run = await world.run();
    expect((await results(id)).counts.sent).toBeGreaterThanOrEqual(2);
    await run.job(id, 'done');
    expect((await results(id)).counts).toMatchObject({ sent: 8, already: 0 });
  });

  it('waits while the network is gone, and goes on by itself', async () => {
    const slow = slowly();
    const { id } = await send(6);
    await underWay(1);
    world.network.down = true;
    expect(await run.job(id, 'offline')).toMatchObject({ error: { code: 'api_unreachable' } });
    slow.remove();
    world.network.down = false;
    await run.client.session.retry({});
    await run.job(id, 'done');
    expect((await results(id)).counts).toMatchObject({ sent: 6, already: 0 });
  });

  it.each([
    ['insufficient_credits', { status: 402 }, /Buy some/],
    [
      'invite_limit',
      { status: 429, code: 'INVITE_LIMIT_EXCEEDED' },
      /Wait until some are accepted/,
    ],
  ])('is paused by %s with what to do, and resumed', async (code, refusal, message) => {
    const fault = { kind: 'status', ...refusal } as const;
    const { remove } = world.sandbox.faults.add({ match: SENDING, after: 2, fault });
    const { id } = await send(4);
    const job = await run.job(id, 'paused');
    expect(job.error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect((await results(id)).counts).toMatchObject({ sent: 2, queued: 2 });
    remove();
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    expect((await results(id)).counts).toMatchObject({ sent: 4 });
  });

  it('sends the failed lines again, and only those', async () => {
    const fault = { kind: 'status', status: 400, message: 'Not now' } as const;
    const { remove } = world.sandbox.faults.add({ match: SENDING, every: 2, fault });
    const { id } = await send(4);
    expect(await run.job(id, 'done')).toMatchObject({ failed: 2 });
    expect(await run.client.jobs.failures({ jobId: id })).toMatchObject([
      { person: address(2), email: address(2), message: expect.stringContaining('Not now') },
      { person: address(4), email: address(4) },
    ]);
    remove();
    const again = await run.client.jobs.retryFailed({ jobId: id });
    await run.job(again.id, 'done');
    const { items } = await results(again.id);
    expect(items.map(({ line: n, state }) => `${n} ${state}`)).toEqual(['2 sent', '4 sent']);
    await expect(run.client.jobs.again({ jobId: id })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('does not wait for a download, nor stop it', async () => {
    world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'delay', delayMs: 600 } });
    const scope = { teamIds: [], personIds: [], photos: [] };
    const choice = { selection: 'all', variant: 'main', label: 'Everything' } as const;
    const download = await run.client.jobs.download({ scope, ...choice });
    await run.job(download.id, 'running');
    const { id } = await send(2);
    const waiting = await run.client.jobs.sync({ full: true });
    await run.job(id, 'done');
    const { jobs } = await run.client.jobs.list({});
    const stateOf = (jobId: string) => jobs.find((job) => job.id === jobId)?.state;
    expect([stateOf(download.id), stateOf(waiting.id)]).toEqual(['running', 'waiting']);
    await run.job(download.id, 'done');
  });

  it('is refused offline, and never queued', async () => {
    world.network.down = true;
    const sync = await run.client.jobs.sync({ full: true });
    await run.job(sync.id, 'offline');
    await expect(send(1)).rejects.toMatchObject({ code: 'api_unreachable' });
    await expect(
      run.client.invites.check({ content: { text: address(1) }, teamId: null }),
    ).rejects.toMatchObject({ code: 'api_unreachable' });
    expect((await run.client.jobs.list({})).jobs.map(({ kind }) => kind)).not.toContain('invites');
  });

  it('takes its lines along when it is taken off the list', async () => {
    const { id } = await send(1);
    await run.job(id, 'done');
    await run.client.jobs.remove({ jobId: id });
    expect((await results(id)).total).toBe(0);
  });
});

describe('one invite', () => {
  it('is found, and its link copied, without the link ever being shown', async () => {
    const [team] = world.sandbox.organization.teams;
    const invite = line(1, { teamId: team?.id ?? null, name: 'Anna Berg', employeeId: '0017' });
    const { id } = await run.client.invites.send({ invites: [invite], label: invite.email });
    await run.job(id, 'done');
    const found = await run.client.invites.find({ query: ` ${invite.email.toUpperCase()} ` });
    expect(found).toMatchObject({
      status: 'pending',
      teamName: team?.name,
      hasLink: true,
      name: 'Anna Berg',
      employeeId: '0017',
      legacyId: null,
    });
    const days = (Date.parse(found?.expiresAt ?? '') - Date.parse(found?.createdAt ?? '')) / 864e5;
    expect(days).toBe(30);
    const { organization } = world.sandbox;
    const inviteId = organization.person(invite.email)?.invite?.id ?? '';
    expect(await run.client.invites.find({ query: inviteId })).toMatchObject({
      email: invite.email,
      legacyId: inviteId,
    });
    await run.client.invites.copyLink({ email: invite.email });
    expect(world.desktop.calls).toContain(`copy ${organization.inviteLink(inviteId)}`);
    const link = organization.inviteLink(inviteId);
    expect([...world.seen, ...world.log.lines].join('\n')).not.toContain(link);
  });

  it('that nobody knows is none; one sent elsewhere has no link here', async () => {
    expect(await run.client.invites.find({ query: 'nobody@x.example' })).toBeNull();
    expect(await run.client.invites.find({ query: 'nothing' })).toBeNull();
    await expect(run.client.invites.find({ query: 'a@@b' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    world.sandbox.organization.invite('elsewhere@x.example', null);
    const found = await run.client.invites.find({ query: 'elsewhere@x.example' });
    expect(found).toMatchObject({ hasLink: false, expiresAt: expect.any(String) });
    await expect(
      run.client.invites.copyLink({ email: 'elsewhere@x.example' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a list of 500 lines with fifty kinds of mistakes', () => {
  it('is read as text and as a file, every mistake said at its line, and the rest is sent', async () => {
    const { organization } = world.sandbox;
    const [team] = organization.teams;
    const [member] = organization.members();
    const [pending] = organization.pendingInvites();
    const list = fiftyMistakes({
      team: team?.name ?? '',
      member: member?.email ?? '',
      invited: pending?.email ?? '',
    });
    expect(list.mistakes.size).toBeGreaterThanOrEqual(50);
    organization.credits = 1_000;
    const teamId = team?.id ?? null;
    const checked = await run.client.invites.check({ content: { text: list.text }, teamId });
    const base64 = Buffer.from(list.text, 'utf16le').toString('base64');
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(base64, 'base64')]);
    const asFile = { content: { base64: marked.toString('base64') }, teamId };
    expect(await run.client.invites.check(asFile)).toEqual(checked);

    const wrong = checked.lines.filter(({ sendable }) => !sendable);
    const found = new Map(wrong.map((it) => [it.line, it.problems.map(({ code }) => code).join()]));
    expect(found).toEqual(list.mistakes);
    expect(checked.lines).toHaveLength(500);
    expect(
      wrong.every(({ problems }) => problems.every(({ message }) => message.length > 20)),
    ).toBe(true);
    expect(checked.unknownTeams.length).toBeGreaterThan(0);

    const invites = checked.lines
      .filter(({ sendable }) => sendable)
      .map(({ problems: _, sendable: _sendable, team: _team, ...invite }) => invite);
    const { id } = await run.client.invites.send({ invites, label: 'people.csv' });
    await run.job(id, 'done');
    expect((await results(id)).counts).toMatchObject({ sent: invites.length, failed: 0 });
    expect(invites.length).toBe(500 - list.mistakes.size);
  });
});
