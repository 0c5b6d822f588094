import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { signWebhook } from '#sandbox/webhooks.ts';
import { createDeskWorld, type DeskWorld, everybody, type Run } from '#test/desk-world.ts';

const SECRET = 'c0ffee41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6';
const HOST = '127.0.0.1';

let world: DeskWorld;
let run: Run;
let sandbox: Sandbox;
let port: number;

beforeEach(async () => {
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 3, photosPerPerson: 2, unfinished: 6, teams: 1 }),
    draw: plainDraw(),
    rateLimit: 100_000,
    photosPerModel: 3,
  });
  // Slow enough for events that come together to be worked on together.
  world = await createDeskWorld({ sandbox, haste: 5 });
  port = await freePort();
  run = await connected();
});
afterEach(() => world.close());

async function connected(): Promise<Run> {
  const started = await world.run();
  await started.client.settings.set({ pollMinutes: 0 });
  if (world.vault.stored === null) {
    await started.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
  }
  await started.session(({ online }) => online);
  await started.idle();
  sandbox.requests.clear();
  return started;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

/** Turns the receiver on and has the sandbox send there. */
async function listen(): Promise<void> {
  const { receiver } = await run.client.live.setReceiver({
    enabled: true,
    host: HOST,
    port,
    secret: SECRET,
  });
  expect(receiver).toMatchObject({ listening: true, hasSecret: true, problem: null });
  sandbox.webhooks.configure({ url: `http://${HOST}:${port}/hook`, secret: SECRET, delaysMs: [0] });
}

const calls = () => sandbox.requests.to('api').map(({ path }) => path);
const modelOf = (index: number) => [...sandbox.organization.models.values()][index];
/** The person who has this session. */
async function personOf(modelId: string) {
  const { items } = await run.client.people.list({ ...everybody(), offset: 0, limit: 200 });
  for (const { id, lifecycle, photoCount } of items) {
    const { models } = await run.client.people.get({ personId: id });
    if (models.some((model) => model.id === modelId)) return { lifecycle, photoCount };
  }
  return null;
}

describe('an event', () => {
  it('that somebody is ready brings their photos in, with two calls', async () => {
    await listen();
    const training = [...sandbox.organization.models.values()].find(
      ({ status }) => status === 'generatingHeadshots',
    );
    if (!training) throw new Error('One is about to be ready.');
    sandbox.organization.addPhotos(training.id, 4);
    sandbox.organization.setModelStatus(training.id, 'active');
    await sandbox.webhooks.settled();
    await expect.poll(() => personOf(training.id)).toMatchObject({ photoCount: 4 });
    expect(calls().filter((path) => !path.includes(training.id))).toEqual([]);
    expect(calls()).toHaveLength(2);
    expect((await run.client.live.get({})).receiver).toMatchObject({ accepted: 2, refused: 0 });
  });

  it('of a choice asks for the choice alone', async () => {
    await listen();
    const model = modelOf(0);
    const other = [...(model?.photos.keys() ?? [])].find((id) => id !== model?.favoritePhotoId);
    sandbox.organization.chooseFavorite(model?.id ?? '', other ?? '');
    await expect.poll(calls).toHaveLength(1);
    await expect
      .poll(async () => {
        const { items } = await run.client.people.list({ ...everybody(), offset: 0, limit: 200 });
        return items.map(({ cover }) => cover?.photoId);
      })
      .toContain(other);
    expect(calls()[0]).toMatch(/photos\/favorite$/);
  });

  it('of a deletion marks the session as gone, without a call', async () => {
    await listen();
    const before = (await run.client.library.summary({})).totals.photos;
    const model = modelOf(0);
    const photos = model?.photos.size ?? 0;
    sandbox.organization.deleteModel(model?.id ?? '');
    await expect
      .poll(async () => (await run.client.library.summary({})).totals.photos)
      .toBe(before - photos);
    expect(calls()).toEqual([]);
  });

  it('can set off a rule', async () => {
    await listen();
    await run.client.live.saveRule({
      id: null,
      on: 'ready',
      teamId: null,
      selection: 'all',
      variant: 'main',
      template: '{person|slug}-{number:2}',
      to: world.exportFolder,
      notify: true,
      enabled: true,
    });
    const ready = [...sandbox.organization.models.values()].find(
      ({ status }) => status === 'generatingHeadshots',
    );
    sandbox.organization.addPhotos(ready?.id ?? '', 3);
    sandbox.organization.setModelStatus(ready?.id ?? '', 'active');
    await expect
      .poll(() => world.desktop.calls, { timeout: 8_000 })
      .toContain('notify One person is ready');
    expect(await readdir(world.exportFolder)).toHaveLength(5);
  });

  it('of another organization, and one of a kind that is not known, change nothing', async () => {
    await listen();
    const send = (object: object, event = 'model.deleted') => {
      const body = JSON.stringify({ event, object: { _id: modelOf(0)?.id, ...object } });
      const seconds = Math.floor(Date.now() / 1000);
      return fetch(`http://${HOST}:${port}`, {
        method: 'POST',
        body,
        headers: {
          'x-headshotpro-timestamp': String(seconds),
          'x-headshotpro-signature': signWebhook(SECRET, seconds, body),
        },
      });
    };
    expect((await send({ organization: 'org_of_others' })).status).toBe(200);
    expect((await send({ organization: sandbox.organization.uid }, 'model.danced')).status).toBe(
      200,
    );
    const { receiver } = await run.client.live.get({});
    expect(receiver).toMatchObject({ accepted: 1, refused: 1 });
    expect(calls()).toEqual([]);
    expect((await run.client.library.summary({})).lifecycles.ready).toBe(3);
  });

  it('that could not be worked on is made up for by the next look', async () => {
    await listen();
    const broken = sandbox.faults.add({
      match: { host: 'api' },
      fault: { kind: 'status', status: 403 },
    });
    const model = modelOf(0);
    const other = [...(model?.photos.keys() ?? [])].find((id) => id !== model?.favoritePhotoId);
    sandbox.organization.chooseFavorite(model?.id ?? '', other ?? '');
    await expect.poll(() => world.log.lines.join('\n')).toContain('waits for the next look');
    broken.remove();
    await run.client.live.look({});
    await run.idle();
    const { items } = await run.client.people.list({ ...everybody(), offset: 0, limit: 200 });
    expect(items.map(({ cover }) => cover?.photoId)).toContain(other);
  });
});

describe('the receiver', () => {
  it('is off until somebody turns it on, and then also after a restart', async () => {
    expect((await run.client.live.get({})).receiver).toMatchObject({
      enabled: false,
      listening: false,
      hasSecret: false,
    });
    await listen();
    await run.close();
    run = await connected();
    expect((await run.client.live.get({})).receiver).toMatchObject({
      enabled: true,
      listening: true,
      port,
    });
  });

  it('keeps its secret in the key store alone', async () => {
    await listen();
    sandbox.organization.deleteModel(modelOf(0)?.id ?? '');
    await sandbox.webhooks.settled();
    await run.client.desktop.diagnostics({});
    expect(world.vault.webhookSecret).toBe(SECRET);
    const everywhere = [
      JSON.stringify([...world.settings]),
      world.log.lines.join('\n'),
      JSON.stringify(run.events),
      JSON.stringify(await run.client.live.get({})),
      (await run.client.desktop.diagnostics({})).text,
    ];
    for (const text of everywhere) expect(text).not.toContain(SECRET);
  });

  it('is stopped at once, and its secret forgotten when that is asked for', async () => {
    await listen();
    const { receiver } = await run.client.live.setReceiver({
      enabled: false,
      host: HOST,
      port,
      secret: '',
    });
    expect(receiver).toMatchObject({ listening: false, hasSecret: false });
    expect(world.vault.webhookSecret).toBeNull();
    await expect(fetch(`http://${HOST}:${port}`, { method: 'POST' })).rejects.toThrow();
  });

  it.each([
    ['an address that others reach', { host: '0.0.0.0' }],
    ['no port', { port: 0 }],
    ['half a secret', { secret: 'c0ffee' }],
    ['no secret', { secret: null }],
  ])('refuses %s, and stays as it was', async (_, changes) => {
    const input = { enabled: true, host: HOST, port, secret: SECRET, ...changes };
    const setting = run.client.live.setReceiver(input);
    await expect(setting).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await run.client.live.get({})).receiver).toMatchObject({
      enabled: false,
      hasSecret: false,
    });
  });

  it('says when another program has its port', async () => {
    const other = createServer().listen(port, HOST);
    await once(other, 'listening');
    const { receiver } = await run.client.live.setReceiver({
      enabled: true,
      host: HOST,
      port,
      secret: SECRET,
    });
    expect(receiver).toMatchObject({ enabled: true, listening: false });
    expect(receiver.problem?.message).toMatch(/Another program uses/);
    other.close();
    await once(other, 'close');
  });
});
