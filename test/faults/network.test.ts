import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { Http } from '#core/ports.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { createDeskWorld, type DeskWorld, everybody, type Run } from '#test/desk-world.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { networkError } from '#test/fake-http.ts';
import { mainPath, rudeDesk } from '#test/rude-desk.ts';
import { BROKEN_REPLIES, type RudeManner, replies } from '#test/rude-manners.ts';
import { head, honestly } from '#test/rude-server.ts';
import { SELF_SIGNED } from '#test/self-signed.ts';
import {
  ALL_MAIN,
  expectComplete,
  expectNothingFalse,
  modelsOf,
  photosOf,
  syncedDesk,
} from '#test/synced-desk.ts';
import { opensEverywhere } from '#test/zip-readers.ts';

const BUSY = [408, 421, 425, 500, 502, 503, 504, 507, 511, 520, 530];
const html = { 'content-type': 'text/html' };
const MANNERS: [string, RudeManner][] = [
  ...BUSY.map((status): [string, RudeManner] => [`a ${status}`, replies(status)]),
  ['a 502 with a proxy’s page', replies(502, html, '<html>Bad gateway')],
  ['a 503 that says when', replies(503, { 'retry-after': '0' }, 'Busy')],
  ...Object.entries(BROKEN_REPLIES),
];

/** One person's photos, each answered in a manner of its own, the first `times` times. */
async function photoForEach(manners: [string, RudeManner][], times: number) {
  const rude = await rudeDesk({ people: 1, photos: manners.length });
  const [modelId = ''] = modelsOf(rude.desk);
  const photoIds = photosOf(rude.desk, modelId);
  const paths = photoIds.map((photoId) => mainPath(modelId, photoId));
  rude.photos.manner = ({ target, nth }) => {
    const manner = manners[paths.findIndex((path) => target.startsWith(path))];
    return nth < times ? (manner?.[1] ?? null) : null;
  };
  /** How often the photo of each manner was asked for. */
  const asked = () =>
    manners.map(([name], at) => [name, rude.photos.asked(paths[at] ?? '').length]);
  return { ...rude, modelId, photoIds, asked };
}

describe('a failure that may pass', () => {
  it('fault 09: whatever comes instead of a photo, it is asked for again', async () => {
    const { desk, asked } = await photoForEach(MANNERS, 2);
    const stored = MANNERS.length;
    expect(await desk.downloadAll()).toMatchObject({ stored, failed: 0, halted: null });
    expect(asked()).toEqual(MANNERS.map(([name]) => [name, 3]));
    await expectComplete(desk);
  });

  it('fault 09: whatever comes for good is listed in the end, and the others come', async () => {
    const manners = MANNERS.slice(0, -1);
    const { desk, photos, photoIds, asked, modelId } = await photoForEach(
      [...manners, ['the photo', (...all) => honestly(...all)]],
      Number.POSITIVE_INFINITY,
    );
    const failed = manners.length;
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed, halted: null });
    const { downloads } = desk.workspace;
    const failures = downloads.failures(null);
    expect(failures.map(({ photoId }) => photoId)).toEqual(photoIds.slice(0, failed));
    for (const failure of failures) {
      expect(failure).toMatchObject({ modelId, variant: 'main', code: 'photo_unreachable' });
      expect(failure.person).toMatch(/^[A-Z]\w+ [A-Z]\w+$/);
      expect(failure.message).toMatch(/answered \d+ instead|could not be reached/);
    }
    // Four tries; once more as many where the network itself was at fault.
    const often = asked().filter(([, times]) => Number(times) > 8 || Number(times) < 4);
    expect(often).toEqual([['the photo', 1]]);
    expect((await expectNothingFalse(desk)).size).toBe(1);
    photos.manner = () => null;
    photos.requests.length = 0;
    expect(downloads.retryFailed(EVERYBODY)).toBe(failed);
    expect(await downloads.run()).toMatchObject({ stored: failed, failed: 0 });
    expect(photos.requests).toHaveLength(failed);
    await expectComplete(desk);
  });

  it('fault 09: whatever comes instead of an API reply, it is asked for again', async () => {
    const { desk, api } = await rudeDesk({ people: MANNERS.length, photos: 1 });
    const left = MANNERS.map(([, manner]) => manner);
    api.manner = ({ nth }) => (nth === 0 ? (left.pop() ?? null) : null);
    const report = await desk.workspace.sync({ photosOf: () => EVERYBODY, full: true });
    expect(report).toMatchObject({ listed: MANNERS.length, failed: [], skipped: [] });
    expect(left).toEqual([]);
    expect(await desk.downloadAll()).toMatchObject({ stored: MANNERS.length, failed: 0 });
    await expectComplete(desk);
  });

  it.each(MANNERS)(
    'fault 09: %s of the API for good is told, and nothing is lost',
    async (_, manner) => {
      const { desk, api } = await rudeDesk({ people: 2, photos: 2 });
      await desk.downloadAll();
      const known = () => desk.workspace.library.db.all('SELECT * FROM photos ORDER BY id');
      const before = known();
      api.requests.length = 0;
      api.manner = () => manner;
      await expect(desk.sync()).rejects.toMatchObject({
        code: expect.stringMatching(/^api_(unreachable|failed)$/),
        message: expect.stringMatching(/ry again/),
      });
      expect(api.requests).toHaveLength(4);
      expect(known()).toEqual(before);
      await expectComplete(desk);
      api.manner = () => null;
      await desk.sync();
      expect(known()).toEqual(before);
    },
  );

  it('fault 09: a kept connection that closes under a request costs one more request', async () => {
    const { desk, api, photos } = await rudeDesk({ people: 3, photos: 6 });
    const used = new WeakSet<Socket>();
    const onceEach: RudeManner = async (socket, honest) => {
      if (used.has(socket)) return void socket.destroy();
      used.add(socket);
      const { status, headers, body } = await honest();
      socket.write(head(status, { ...headers, 'content-length': `${body.length}` }));
      socket.write(body);
    };
    api.manner = photos.manner = () => onceEach;
    await desk.sync();
    expect(await desk.downloadAll()).toMatchObject({ stored: 18, failed: 0, halted: null });
    expect(photos.requests.length).toBeLessThan(18 * 4);
    await expectComplete(desk);
  });
});

describe('a way that leads nowhere', () => {
  let close = async () => {};
  afterEach(() => close());

  async function listening(server: ReturnType<typeof createServer>): Promise<number> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const open = new Set<Socket>();
    server.on('connection', (socket: Socket) => open.add(socket));
    close = async () => {
      close = async () => {};
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    };
    return (server.address() as AddressInfo).port;
  }

  /** An origin at which there is no photo host, each for a reason of its own, and what is said of it. */
  const NOWHERE: [string, () => Promise<string>, RegExp][] = [
    [
      'a name that does not exist',
      async () => 'https://photos.nowhere.invalid',
      /ENOTFOUND|EAI_AGAIN/,
    ],
    [
      'a port where nobody listens',
      async () => {
        const port = await listening(createServer());
        await close();
        return `http://127.0.0.1:${port}`;
      },
      /ECONNREFUSED/,
    ],
    [
      'a certificate that nobody trusts',
      async () => `https://127.0.0.1:${await listening(createTlsServer(SELF_SIGNED))}`,
      /CERT/,
    ],
    [
      'a secure address where nothing secure answers',
      async () => {
        const plain = createServer((socket) => {
          socket.on('error', () => {});
          socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
        });
        return `https://127.0.0.1:${await listening(plain)}`;
      },
      /SSL|EPROTO/,
    ],
    [
      'a handshake that is cut off',
      async () => {
        const rude = createServer((socket) => {
          socket.on('error', () => {});
          socket.once('data', () => socket.resetAndDestroy());
        });
        return `https://127.0.0.1:${await listening(rude)}`;
      },
      /ECONNRESET/,
    ],
  ];

  it.each(NOWHERE)(
    'fault 09: %s is listed for each photo with its reason, and no key goes there',
    async (_, origin, reason) => {
      const { desk, network } = await rudeDesk({ people: 2, photos: 2 });
      network.routes.set(desk.sandbox.photoUrl, await origin());
      network.asked.length = 0;
      expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 4, halted: null });
      const { downloads } = desk.workspace;
      for (const { code, message } of downloads.failures(null)) {
        expect(code).toBe('photo_unreachable');
        expect(message).toMatch(reason);
      }
      const asked = network.asked.filter((url) => url.startsWith(desk.sandbox.photoUrl));
      expect(asked.length).toBeLessThanOrEqual(4 * 8);
      expect(await desk.parts()).toEqual([]);
      network.routes.delete(desk.sandbox.photoUrl);
      downloads.retryFailed(EVERYBODY);
      expect(await downloads.run()).toMatchObject({ stored: 4, failed: 0 });
      await expectComplete(desk);
    },
  );

  it.each(NOWHERE)(
    'fault 09: %s where the API should be is told in words',
    async (_, origin, reason) => {
      const { desk, network } = await rudeDesk({ people: 1, photos: 1 });
      network.routes.set(new URL(desk.sandbox.apiUrl).origin, await origin());
      network.asked.length = 0;
      await expect(desk.sync()).rejects.toMatchObject({
        code: 'api_unreachable',
        message: expect.stringMatching(
          /could not be reached at .*: .*\. Check the network and try again\./,
        ),
      });
      await expect(desk.sync()).rejects.toThrow(reason);
      expect(network.asked).toHaveLength(8);
    },
  );
});

describe('how long is waited between tries', () => {
  it.each([0, 0.25, 0.999])(
    'fault 09: a random part (%d) of a limit that doubles',
    async (part) => {
      const clock = new FakeClock();
      const ports = { clock, random: () => part };
      const { desk, photos } = await rudeDesk({ people: 1, photos: 1, ports });
      const at: number[] = [];
      photos.manner = () => {
        at.push(clock.elapsed());
        return replies(503);
      };
      expect(await clock.until(desk.downloadAll())).toMatchObject({ stored: 0, failed: 1 });
      const waits = at.slice(1).map((atMs, index) => atMs - (at[index] ?? 0));
      expect(waits).toEqual([1_000 * part, 2_000 * part, 4_000 * part]);
    },
  );

  it('fault 09: as the photo host says, where it says it', async () => {
    const clock = new FakeClock();
    const { desk, photos } = await rudeDesk({ people: 1, photos: 1, ports: { clock } });
    photos.manner = ({ nth }) => (nth === 0 ? replies(503, { 'retry-after': '17' }) : null);
    const began = clock.elapsed();
    expect(await clock.until(desk.downloadAll())).toMatchObject({ stored: 1, failed: 0 });
    expect(clock.elapsed() - began).toBeGreaterThanOrEqual(17_000);
    expect(clock.elapsed() - began).toBeLessThan(18_000);
  });
});

describe('a photo host that is down for some', () => {
  const downFor = (desk: Awaited<ReturnType<typeof syncedDesk>>, modelIds: string[]) =>
    modelIds.map((modelId) =>
      desk.sandbox.faults.add({
        match: { host: 'photos', modelId },
        fault: { kind: 'status', status: 503 },
      }),
    );

  it('fault 09: one person’s photos are listed, and the others come', async () => {
    const desk = await syncedDesk({ people: 3, photos: 30 });
    const [first = ''] = modelsOf(desk);
    downFor(desk, [first]);
    expect(await desk.downloadAll()).toMatchObject({ stored: 60, failed: 30, halted: null });
    const failed = desk.workspace.downloads.failures(null).map(({ modelId }) => modelId);
    expect(new Set(failed)).toEqual(new Set([first]));
    expect((await expectNothingFalse(desk)).size).toBe(60);
  });

  it.each([6, 25])(
    'fault 09: the first %i people’s photos keep nobody else’s back, and a second run begins elsewhere',
    async (down) => {
      const desk = await syncedDesk({ people: down + 5, photos: 8 });
      const models = modelsOf(desk);
      const rules = downFor(desk, models.slice(0, down));
      const first = await desk.downloadAll();
      expect(first.stored).toBe(40);
      const { downloads } = desk.workspace;
      expect(downloads.counts()).toMatchObject({ queued: down * 8 - first.failed, active: 0 });
      expect(downloads.failures(null)).toHaveLength(first.failed);
      if (first.halted) {
        const message = expect.stringMatching(/stay in the queue: try again later/);
        expect(first.halted).toEqual({ code: 'photo_unreachable', message });
        // Two rounds at most, and in each only a few of everybody.
        expect(desk.photoRequests().length).toBeLessThan(40 + 4 * 2 * (24 + 16 + down + 8));
      }
      expect((await expectNothingFalse(desk)).size).toBe(40);

      for (const id of models.slice(-5)) desk.sandbox.organization.addPhotos(id, 1);
      await desk.sync();
      desk.sandbox.requests.clear();
      expect(await desk.downloadAll()).toMatchObject({ stored: 5 });
      for (const rule of rules) rule.remove();
      desk.sandbox.requests.clear();
      expect(await desk.downloadAll()).toMatchObject({ stored: down * 8, failed: 0, halted: null });
      expect(desk.photoRequests()).toHaveLength(down * 8);
      await expectComplete(desk);
    },
  );

  it('fault 09: those who failed last are not the first to be asked again', async () => {
    const desk = await syncedDesk({ people: 8, photos: 6 });
    const models = modelsOf(desk);
    const rules = downFor(desk, models);
    await desk.downloadAll();
    const failed = desk.workspace.downloads.failures(null).map(({ photoId }) => photoId);
    expect(failed.length).toBeGreaterThan(10);
    for (const rule of rules) rule.remove();
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 48, failed: 0, halted: null });
    const order = desk.photoRequests().map((name) => name.split('/')[1] ?? '');
    expect(order.slice(0, 8).filter((photoId) => failed.includes(photoId))).toEqual([]);
    expect(order).toHaveLength(48);
    await expectComplete(desk);
  });

  it('fault 09: some that are down in between are listed, however many they are', async () => {
    const desk = await syncedDesk({ people: 30, photos: 2 });
    const down = modelsOf(desk).filter((_, index) => index % 3 === 0);
    downFor(desk, down);
    expect(await desk.downloadAll()).toMatchObject({ stored: 40, failed: 20, halted: null });
  });

  it('fault 09: one that gives nothing at all is told of, and asked for a bounded number', async () => {
    const desk = await syncedDesk({ people: 120, photos: 3 });
    const rule = desk.sandbox.faults.add({
      match: { host: 'photos' },
      fault: { kind: 'status', status: 500 },
    });
    const outcome = await desk.downloadAll();
    expect(outcome).toMatchObject({ stored: 0, halted: { code: 'photo_unreachable' } });
    expect(desk.photoRequests().length).toBeLessThan(4 * 140);
    expect(desk.workspace.downloads.counts().queued).toBeGreaterThan(300);
    rule.remove();
    expect(await desk.downloadAll()).toMatchObject({ stored: 360, halted: null });
    await expectComplete(desk);
  });
});

describe('a network that is gone', () => {
  it('fault 15: the queue waits, says so, and goes on by itself', async () => {
    const network = breakableHttp();
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ people: 2, photos: 8, ports: { http: network.http, clock } });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const labels = new Set<string>();
    let wasBroken = false;
    let activityWhileWaiting = '';
    const run = downloads.run({
      onProgress: ({ label }) => {
        labels.add(label);
        network.isBroken ||= !wasBroken && desk.photoRequests().length >= 4;
        wasBroken ||= network.isBroken;
        if (label !== 'waiting for the network') return;
        activityWhileWaiting = downloads.activity();
      },
    });
    const began = clock.elapsed();
    network.onAttempt = () => {
      if (clock.elapsed() - began > 3_600_000) network.isBroken = false;
    };
    expect(await clock.until(run)).toMatchObject({ stored: 16, failed: 0, halted: null });
    expect(clock.elapsed() - began).toBeGreaterThan(3_600_000);
    expect(clock.elapsed() - began).toBeLessThan(3_600_000 + 180_000);
    expect(labels).toEqual(new Set(['photos', 'waiting for the network']));
    expect(activityWhileWaiting).toBe('offline');
    // About one look a minute, not one for each photo.
    expect(network.failures).toBeLessThan(500);
    await expectComplete(desk);
    await network.close();
  });

  it.each<[string, Error]>([
    ['no name is found', networkError('EAI_AGAIN', 'getaddrinfo')],
    ['there is no way', networkError('ENETUNREACH', 'connect')],
    ['nobody listens', networkError('ECONNREFUSED', 'connect')],
    ['connections break', networkError('ECONNRESET')],
    ['nothing ever answers', networkError('UND_ERR_HEADERS_TIMEOUT')],
  ])('fault 15: it is known by any sign: %s', async (_, error) => {
    const network = breakableHttp(error);
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ people: 2, photos: 8, ports: { http: network.http, clock } });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    let wasOffline = false;
    const run = downloads.run({
      onProgress: () => {
        network.isBroken = desk.photoRequests().length >= 3 && !wasOffline;
        wasOffline ||= downloads.activity() === 'offline';
      },
    });
    expect(await clock.until(run)).toMatchObject({ stored: 16, failed: 0, halted: null });
    expect(wasOffline).toBe(true);
    await expectComplete(desk);
    await network.close();
  });

  it('fault 15: when patience ends, the run does, and the next one goes on', async () => {
    const network = breakableHttp();
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ photos: 8, ports: { http: network.http, clock } });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run({
      patienceMs: 60_000,
      onProgress: () => {
        network.isBroken ||= desk.photoRequests().length >= 3;
      },
    });
    const { halted, failed, stored: before } = await clock.until(run);
    expect(halted?.code).toBe('api_unreachable');
    expect(failed).toBe(0);
    network.isBroken = false;
    desk.sandbox.requests.clear();
    expect(await clock.until(downloads.run())).toMatchObject({ stored: 24 - before, failed: 0 });
    expect(desk.photoRequests()).toHaveLength(24 - before);
    await expectComplete(desk);
    await network.close();
  });

  it('fault 15: a sync that it cuts off is told, and the next one lists what is missing', async () => {
    const network = breakableHttp();
    const desk = await syncedDesk({ people: 12, photos: 2, ports: { http: network.http } });
    for (const modelId of modelsOf(desk)) desk.sandbox.organization.addPhotos(modelId, 1);
    let asked = 0;
    network.onAttempt = () => {
      network.isBroken = ++asked > 14;
    };
    await expect(desk.sync()).rejects.toMatchObject({ code: 'api_unreachable' });
    network.onAttempt = () => {};
    network.isBroken = false;
    const report = await desk.workspace.sync({ photosOf: () => EVERYBODY });
    expect(report.unchanged).toBeGreaterThan(0);
    expect(report.listed + report.unchanged).toBe(12);
    expect(await desk.downloadAll()).toMatchObject({ stored: 36, failed: 0 });
    await expectComplete(desk);
    await network.close();
  });
});

describe('the desk without a network', () => {
  const PEOPLE = 6;
  const PHOTOS = 5;
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

  it('fault 15: a job waits and goes on by itself; browsing and exporting go on meanwhile', async () => {
    world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'delay', delayMs: 60 } });
    const whom = { scope: EVERYBODY, selection: 'all', variant: 'main' } as const;
    const { id } = await run.client.jobs.download({ ...whom, label: 'Everything' });
    await run.until('jobs', ({ jobs }) => (jobs[0]?.phases[1]?.done ?? 0) > 2);
    world.network.down = true;
    const waiting = await run.job(id, 'offline');
    expect(waiting.error).toMatchObject({
      code: 'api_unreachable',
      message: expect.stringContaining('Check the network'),
    });
    expect(await run.client.session.get({})).toMatchObject({ online: false });

    const people = await run.client.people.list({ ...everybody(), offset: 0, limit: 50 });
    expect(people.items).toHaveLength(PEOPLE);
    const { totals } = await run.client.library.summary({});
    expect(totals.stored).toBeGreaterThan(2);
    const options = {
      ...whom,
      layout: 'single-zip',
      template: '{person|slug}-{number:2}',
      to: world.exportFolder,
      overwrite: false,
    } as const;
    const request = { label: 'Meanwhile', offline: true, options };
    const exported = await run.job((await run.client.jobs.export(request)).id, 'done');
    expect(exported.exports).toMatchObject([{ photos: totals.stored }]);
    await opensEverywhere(exported.exports[0]?.path ?? '');

    expect((await run.job(id, 'offline')).endedAt).toBeNull();
    world.network.down = false;
    expect(await run.job(id, 'done')).toMatchObject({ failed: 0, error: null });
    expect((await run.client.library.summary({})).totals.stored).toBe(PEOPLE * PHOTOS);
  });
});

/** The real network, until it is broken. */
function breakableHttp(error = networkError('ENOTFOUND', 'getaddrinfo')) {
  const real = createHttp();
  const network = {
    isBroken: false,
    failures: 0,
    onAttempt: () => {},
    http: (async (request) => {
      network.onAttempt();
      if (!network.isBroken) return real(request);
      network.failures++;
      throw error;
    }) satisfies Http,
    close: () => real.close(),
  };
  return network;
}
