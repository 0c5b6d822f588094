import { describe, expect, it } from 'vitest';
import { createCore } from '#core/core.ts';
import { createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { rudeDesk } from '#test/rude-desk.ts';
import { type RudeManner, replies } from '#test/rude-manners.ts';
import { ALL_MAIN, expectComplete, modelsOf, syncedDesk, until } from '#test/synced-desk.ts';
import type { Desk } from '#test/workspace.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
const REFUSAL = '{"success":false,"error":"Slow down","code":"RATE_LIMIT_EXCEEDED"}';

/** How wrong the machine's clock is, in days. */
const WRONG = [-4_000, -3, 3, 4_000];

describe('a clock that is wrong by days', () => {
  /** An engine whose clock is `days` wrong; time passes alike for it and for the server. */
  async function wrongBy(days: number, options: { people: number; photos: number }) {
    const clock = new FakeClock(Date.now() + days * DAY);
    const startMs = Date.now();
    const serverClock = { now: () => startMs + clock.elapsed() };
    const desk = await syncedDesk({
      ...options,
      sandbox: { clock: serverClock },
      ports: { clock },
    });
    return { clock, desk };
  }

  it.each(WRONG)(
    'fault 05: %i days off, links are neither renewed early nor used late',
    async (days) => {
      const { clock, desk } = await wrongBy(days, { people: 2, photos: 6 });
      const { downloads } = desk.workspace;
      await downloads.enqueue(EVERYBODY, ALL_MAIN);
      downloads.setConcurrency(1);
      let isSecondDay = false;
      const run = downloads.run({
        onProgress: () => {
          if (desk.photoRequests().length >= 2 && !isSecondDay) downloads.pause();
        },
      });
      await until(() => downloads.activity() === 'paused' && downloads.counts().active === 0);
      isSecondDay = true;
      await clock.advance(DAY + MINUTE);
      downloads.resume();
      expect(await clock.until(run)).toMatchObject({ stored: 12, failed: 0 });
      expect(desk.sandbox.requests.to('photos').map(({ status }) => status)).not.toContain(403);
      const [first = '', second = ''] = modelsOf(desk);
      const callsFor = (id: string) => desk.batchCalls().filter((path) => path.includes(id)).length;
      expect([callsFor(first), callsFor(second)]).toEqual([2, 1]);
      await expectComplete(desk);
    },
  );

  it.each([-5 * DAY, 5 * DAY])(
    'fault 05: set by %i ms while it works, nothing comes of it',
    async (ms) => {
      const { clock, desk } = await wrongBy(0, { people: 2, photos: 6 });
      let isSet = false;
      await desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
      const run = desk.workspace.downloads.run({
        onProgress: () => {
          const isDue = desk.photoRequests().length >= 3;
          if (isDue && !isSet) clock.jump(ms);
          isSet ||= isDue;
        },
      });
      expect(await clock.until(run)).toMatchObject({ stored: 12, failed: 0 });
      expect(desk.batchCalls()).toHaveLength(2);
      await expectComplete(desk);
    },
  );

  it.each(WRONG)(
    'fault 05: %i days off, the rate window is waited for, no more and no less',
    async (days) => {
      const { clock, desk } = await wrongBy(days, { people: 3, photos: 2 });
      await clock.advance(2 * MINUTE);
      const { rate, requests } = desk.sandbox;
      rate.spend(rate.limit);
      requests.clear();
      const began = clock.elapsed();
      await clock.until(desk.sync());
      expect(clock.elapsed() - began).toBeGreaterThanOrEqual(MINUTE);
      expect(clock.elapsed() - began).toBeLessThan(MINUTE + 5 * SECOND);
      expect(requests.records.filter(({ status }) => status === 429)).toHaveLength(1);
    },
  );

  it('fault 05: a reset that is long over, and no Date, do not make it hammer', async () => {
    const clock = new FakeClock();
    const { desk, api } = await rudeDesk({ people: 2, photos: 2, ports: { clock } });
    const reset = { 'x-ratelimit-reset': '2001-01-01T00:00:00Z' };
    const began = clock.elapsed();
    api.manner = () => (clock.elapsed() - began < MINUTE ? replies(429, reset, REFUSAL) : null);
    await clock.until(desk.sync());
    expect(api.requests.length).toBeLessThan(30);
    expect(await clock.until(desk.downloadAll())).toMatchObject({ stored: 4, failed: 0 });
    await expectComplete(desk);
  });
});

describe('a request limit that is used up', () => {
  const SERVER_NOW = Date.UTC(2026, 6, 1, 12);
  const date = new Date(SERVER_NOW).toUTCString();
  const inIso = (ms: number) => new Date(SERVER_NOW + ms).toISOString();
  const inHttp = (ms: number) => new Date(SERVER_NOW + ms).toUTCString();
  const inSeconds = (ms: number) => `${(SERVER_NOW + ms) / SECOND}`;

  it.each<[string, Record<string, string>, number]>([
    ['Retry-After in seconds', { 'retry-after': '17' }, 17],
    ['Retry-After as a date', { 'retry-after': inHttp(17 * SECOND) }, 17],
    ['X-RateLimit-Reset as an ISO date', { 'x-ratelimit-reset': inIso(23 * SECOND) }, 23],
    ['X-RateLimit-Reset as an HTTP date', { 'x-ratelimit-reset': inHttp(23 * SECOND) }, 23],
    ['X-RateLimit-Reset in seconds', { 'x-ratelimit-reset': inSeconds(23 * SECOND) }, 23],
    ['X-RateLimit-Reset in ms', { 'x-ratelimit-reset': `${SERVER_NOW + 23_000}` }, 23],
    ['X-RateLimit-Reset as a span', { 'x-ratelimit-reset': '23' }, 23],
    ['both: the later', { 'retry-after': '9', 'x-ratelimit-reset': inIso(31 * SECOND) }, 31],
    ['neither', {}, 30],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, 30],
    ['a Retry-After of a day: a minute a try', { 'retry-after': '86400' }, 65],
  ])('fault 06: the whole API waits as told: %s', async (_, headers, seconds) => {
    const clock = new FakeClock();
    const { desk, api } = await rudeDesk({ people: 6, photos: 2, ports: { clock } });
    const sent: number[] = [];
    const began = clock.elapsed();
    api.manner = ({ target, nth }) => {
      sent.push(clock.elapsed() - began);
      // In the midst of the lists, which all are asked for at once.
      const refuses = target.includes('/models?') && nth === 0;
      return refuses ? replies(429, { date, ...headers }, REFUSAL) : null;
    };
    const syncing = desk.workspace.sync({ photosOf: () => EVERYBODY, full: true });
    expect(await clock.until(syncing)).toMatchObject({ listed: 6, failed: [], skipped: [] });
    const later = sent.filter((ms) => ms > 0);
    expect(later.length).toBeGreaterThan(6);
    expect(Math.min(...later)).toBeGreaterThanOrEqual(seconds * SECOND);
    expect(Math.min(...later)).toBeLessThan((seconds + 2) * SECOND);
    expect(api.asked('/models?')).toHaveLength(2);
  });

  it.each<[string, RudeManner]>([
    ['without a body', replies(429, { 'retry-after': '5' })],
    ['with a web page', replies(429, { 'retry-after': '5' }, '<html>Too many requests')],
    ['with a code of its own', replies(429, { 'retry-after': '5' }, '{"code":"TOO_MANY"}')],
    ['under another status', replies(403, { 'retry-after': '5' }, REFUSAL)],
    ['under a good status', replies(200, { 'retry-after': '5' }, REFUSAL)],
  ])('fault 06: it is known for what it is %s', async (_, refusal) => {
    const clock = new FakeClock();
    const { desk, api } = await rudeDesk({ people: 3, photos: 2, ports: { clock } });
    desk.sandbox.organization.addPhotos(modelsOf(desk)[0] ?? '', 1);
    const began = clock.elapsed();
    api.manner = ({ nth }) => (nth === 0 && clock.elapsed() - began < 20_000 ? refusal : null);
    await clock.until(desk.sync());
    expect(clock.elapsed() - began).toBeGreaterThanOrEqual(5 * SECOND);
    expect(await clock.until(desk.downloadAll())).toMatchObject({ stored: 7, failed: 0 });
    await expectComplete(desk);
  });

  it('fault 06: photos whose links are here go on coming meanwhile', async () => {
    const clock = new FakeClock();
    const { desk, api, photos } = await rudeDesk({ people: 2, photos: 12, ports: { clock } });
    const [, second = ''] = modelsOf(desk);
    api.manner = ({ target, nth }) =>
      target.includes(second) && nth === 0 ? replies(429, { 'retry-after': '40' }, REFUSAL) : null;
    const { downloads } = desk.workspace;
    const run = desk.downloadAll();
    // The first person's, and the second's favorite, whose link came along with the lists; no time passes.
    await until(() => downloads.counts().done === 13);
    const began = clock.elapsed();
    expect(api.asked('/photos/download')).toHaveLength(2);
    expect(await clock.until(run)).toMatchObject({ stored: 24, failed: 0, halted: null });
    expect(clock.elapsed() - began).toBeGreaterThanOrEqual(40 * SECOND);
    expect(api.asked('/photos/download')).toHaveLength(3);
    expect(photos.requests).toHaveLength(24);
    await expectComplete(desk);
  });

  it('fault 06: one that does not end is told, in bounds, and the next run fetches what is left', async () => {
    const clock = new FakeClock();
    const { desk, api, photos } = await rudeDesk({ people: 4, photos: 3, ports: { clock } });
    api.manner = () => replies(429, { 'retry-after': '86400' }, REFUSAL);
    const { halted, failed } = await clock.until(desk.downloadAll());
    expect(halted).toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('Try again in some minutes'),
    });
    expect(failed).toBe(0);
    expect(api.requests.length).toBeLessThan(50);
    const before = photos.requests.length;
    api.manner = () => null;
    expect(await clock.until(desk.workspace.downloads.run())).toMatchObject({ failed: 0 });
    expect(photos.requests).toHaveLength(12);
    expect(before).toBeLessThan(12);
    await expectComplete(desk);
  });

  it('fault 06: a 429 of the photo host makes that photo wait, a minute at most, and stops no API call', async () => {
    const clock = new FakeClock();
    const { desk, photos } = await rudeDesk({ people: 2, photos: 4, ports: { clock } });
    let refusals = 0;
    photos.manner = () => (refusals++ === 0 ? replies(429, { 'retry-after': '86400' }) : null);
    const { downloads } = desk.workspace;
    const run = desk.downloadAll();
    await until(() => downloads.counts().done === 7);
    const began = clock.elapsed();
    await desk.sync();
    expect(await clock.until(run)).toMatchObject({ stored: 8, failed: 0, halted: null });
    expect(clock.elapsed() - began).toBeGreaterThanOrEqual(60 * SECOND);
    expect(clock.elapsed() - began).toBeLessThanOrEqual(66 * SECOND);
    expect(photos.requests).toHaveLength(9);
  });
});

describe('too many open invites', () => {
  it('fault 07: is shown, never repeated, and stops no other call', async () => {
    const { sandbox } = await syncedDesk({ people: 1, photos: 1 });
    const clock = new FakeClock();
    const http = createHttp();
    const { api } = createCore(
      { http, clock, random: () => 0, log: new RecordingLog() },
      { apiUrl: sandbox.apiUrl, apiKey: () => sandbox.apiKey, root: '/nowhere', program: 'test' },
    );
    const headers = { 'retry-after': '60' };
    const code = 'INVITE_LIMIT_EXCEEDED';
    const message = 'The cap of 50 open invites is reached';
    const fault = { kind: 'status', status: 429, code, message, headers } as const;
    const rule = sandbox.faults.add({ match: { method: 'POST', path: /\/invites$/ }, fault });
    sandbox.requests.clear();
    const invite = { email: 'new@plain.example' };
    const refused = await api.invites.create(invite).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invite_limit' });
    expect(`${refused}`).toMatch(/Too many invites.*Wait until some are accepted, or revoke some/);
    expect(`${refused}`).toContain(message);
    expect(sandbox.requests.records).toHaveLength(1);
    expect(api.budget().pausedUntilMs).toBeNull();
    await api.credits();
    rule.remove();
    expect(await api.invites.create(invite)).toMatchObject(invite);
    expect(sandbox.requests.records).toHaveLength(3);
    expect(clock.elapsed()).toBe(0);
    await http.close();
  });
});

describe('the pace of calls', () => {
  /** An engine that has just begun, before a server with a small limit, in virtual time. */
  async function pacedDesk(
    options: { people: number; limit: number; window: 'fixed' | 'sliding' },
    othersPerMinute = 0,
  ) {
    const clock = new FakeClock();
    let began = Number.POSITIVE_INFINITY;
    let othersSent = 0;
    let spend = (_: number) => {};
    const serverClock = {
      now() {
        const due = Math.floor(((clock.elapsed() - began) * othersPerMinute) / MINUTE);
        const count = Math.max(0, due - othersSent);
        othersSent += count;
        if (count > 0) spend(count);
        return clock.now();
      },
    };
    const { people, limit, window: rateWindow } = options;
    const desk = await syncedDesk({
      people,
      photos: 1,
      sandbox: { clock: serverClock, rateWindow },
      ports: { clock },
    });
    await clock.advance(2 * MINUTE);
    desk.sandbox.rate.limit = limit;
    spend = (count) => desk.sandbox.rate.spend(count);
    desk.reopen();
    desk.sandbox.requests.clear();
    began = clock.elapsed();
    const sync = () => desk.workspace.sync({ photosOf: () => EVERYBODY, full: true });
    return { clock, desk, sync };
  }

  const apiTimes = ({ sandbox }: Desk) => sandbox.requests.to('api').map(({ atMs }) => atMs);
  const refusals = ({ sandbox }: Desk) =>
    sandbox.requests.to('api').filter(({ status }) => status === 429).length;

  function mostInAMinute(times: number[]): number {
    return Math.max(
      ...times.map((end) => times.filter((at) => at > end - MINUTE && at <= end).length),
    );
  }

  it.each(['fixed', 'sliding'] as const)(
    'fault 08: never more than the limit in any minute, and hardly less (%s window)',
    async (window) => {
      const { clock, desk, sync } = await pacedDesk({ people: 150, limit: 40, window });
      expect(await clock.until(sync())).toMatchObject({ listed: 150, failed: [], skipped: [] });
      const times = apiTimes(desk);
      expect(mostInAMinute(times)).toBeLessThanOrEqual(40);
      expect(refusals(desk)).toBe(0);
      const minutes = Math.max(1, ((times.at(-1) ?? 0) - (times[0] ?? 0)) / MINUTE);
      expect(times.length / (minutes + 1)).toBeGreaterThan(0.95 * 40 * (minutes / (minutes + 1)));
    },
  );

  it.each(['fixed', 'sliding'] as const)(
    'fault 08: another client that takes a third of the pool is left its share (%s window)',
    async (window) => {
      const { clock, desk, sync } = await pacedDesk({ people: 120, limit: 60, window }, 20);
      expect(await clock.until(sync())).toMatchObject({ listed: 120, failed: [], skipped: [] });
      const times = apiTimes(desk);
      expect(mostInAMinute(times)).toBeLessThanOrEqual(60);
      // What others take between two of our replies nobody can know: now and then one is refused.
      expect(refusals(desk)).toBeLessThanOrEqual(times.length * 0.05);
    },
  );

  it('fault 08: a limit that is lowered while it works is kept from the next reply on', async () => {
    const { clock, desk, sync } = await pacedDesk({ people: 120, limit: 60, window: 'sliding' });
    const began = clock.now();
    const syncing = sync();
    void clock.sleep(2 * MINUTE).then(() => {
      desk.sandbox.rate.limit = 20;
    });
    expect(await clock.until(syncing)).toMatchObject({ failed: [], skipped: [] });
    const after = apiTimes(desk).filter((atMs) => atMs > began + 3 * MINUTE + SECOND);
    expect(mostInAMinute(after)).toBeLessThanOrEqual(20);
    expect(refusals(desk)).toBeLessThanOrEqual(2);
  });

  it('fault 08: a pool that others have used up before is waited for by one call that looks', async () => {
    const { clock, desk, sync } = await pacedDesk({ people: 20, limit: 40, window: 'fixed' });
    desk.sandbox.rate.spend(40);
    const began = clock.elapsed();
    expect(await clock.until(sync())).toMatchObject({ listed: 20, failed: [] });
    expect(refusals(desk)).toBeLessThanOrEqual(1);
    expect(clock.elapsed() - began).toBeLessThan(MINUTE + 30 * SECOND);
  });
});
