import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { MIRA_MODEL, OSKAR_MODEL, startNorthlight } from '#test/northlight.ts';
import type { Sandbox } from './sandbox.ts';
import { listen, originOf, stop } from './server.ts';
import { signWebhook } from './webhooks.ts';

const SECRET = '9f2c41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6e9';
const closers: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

/** A receiver that answers with the given statuses in turn, then with 200. */
async function startReceiver(...statuses: number[]) {
  const received: { body: string; headers: IncomingHttpHeaders }[] = [];
  const server = await listen(0, async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    received.push({ body: Buffer.concat(pieces).toString(), headers: request.headers });
    response.writeHead(statuses[received.length - 1] ?? 200).end();
  });
  closers.push(() => stop(server));
  return { url: `${originOf(server)}/hook`, received };
}

async function start(url: string, delaysMs: number[] = [0, 1, 1, 1]): Promise<Sandbox> {
  const sandbox = await startNorthlight({ webhooks: { url, secret: SECRET, delaysMs } });
  closers.push(() => sandbox.close());
  return sandbox;
}

test('the signature is that of the reference’s check value', () => {
  const body =
    '{"id":"evt_3b1d6c52-8f0e-4c1a-9d27-5a60c2f41e88","event":"model.photos_ready",' +
    '"objectType":"model","object":{"_id":"66b0c2f19d3e4a7b5c81f0a2","status":"active"}}';
  const expected = 'sha256=bd74efe615849695e0ab207429210853e0fc3e2f558f9af1303c30b9a299edf3';
  expect(signWebhook(SECRET, 1_767_312_000, body)).toBe(expected);
  expect(signWebhook(SECRET, 1_767_312_000, Buffer.from(body))).toBe(expected);
  expect(signWebhook(SECRET, 1_767_312_001, body)).not.toBe(expected);
});

test('a chosen favorite is told with the documented payload, signed over the raw body', async () => {
  const { url, received } = await startReceiver();
  const sandbox = await start(url);
  sandbox.organization.chooseFavorite(MIRA_MODEL, 'photo-1');
  await sandbox.webhooks.settled();
  const [hook] = received;
  if (hook === undefined) throw new Error('nothing came');
  expect(JSON.parse(hook.body)).toEqual({
    id: expect.stringMatching(/^evt_[0-9a-f-]{36}$/),
    event: 'model.favorite_selected',
    createdAt: expect.stringMatching(/Z$/),
    objectType: 'model',
    object: {
      _id: MIRA_MODEL,
      uid: 'anon_9mq41x',
      title: 'Mira Dahl',
      trigger: 'female',
      status: 'active',
      isDevelopment: false,
      finishedAt: '2026-01-20T11:05:00.000Z',
      deletedAt: null,
      inviteExpiresAt: '2026-02-19T08:00:00.000Z',
      createdAt: '2026-01-20T09:40:00.000Z',
      organization: 'org_7f3k29ab',
    },
  });
  const timestamp = Number(hook.headers['x-headshotpro-timestamp']);
  const signature = signWebhook(SECRET, timestamp, hook.body);
  expect(hook.headers['x-headshotpro-signature']).toBe(signature);
});

test('the five events come as people move on and models go', async () => {
  const { url, received } = await startReceiver();
  const sandbox = await start(url);
  sandbox.progress();
  sandbox.progress();
  sandbox.progress();
  sandbox.organization.deleteModel(OSKAR_MODEL);
  await sandbox.webhooks.settled();
  const events = received.map(({ body }) => (JSON.parse(body) as { event: string }).event);
  expect(new Set(events)).toEqual(
    new Set([
      'model.created',
      'model.status.updated',
      'model.photos_ready',
      'model.favorite_selected',
      'model.deleted',
    ]),
  );
});

test('what is not acknowledged is sent again, the same body under the same id', async () => {
  const { url, received } = await startReceiver(500, 302);
  const sandbox = await start(url);
  sandbox.organization.chooseFavorite(MIRA_MODEL, 'photo-1');
  await sandbox.webhooks.settled();
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(sandbox.webhooks.deliveries).toEqual([
    expect.objectContaining({
      outcome: 'delivered',
      attempts: [
        expect.objectContaining({ status: 500 }),
        expect.objectContaining({ status: 302 }),
        expect.objectContaining({ status: 200 }),
      ],
    }),
  ]);
});

test('after four attempts it is given up', async () => {
  const { url, received } = await startReceiver(500, 500, 500, 500, 500);
  const sandbox = await start(url);
  sandbox.organization.deleteModel(MIRA_MODEL);
  await sandbox.webhooks.settled();
  expect(received).toHaveLength(4);
  expect(sandbox.webhooks.deliveries[0]?.outcome).toBe('given up');
});

test('a logged event can be replayed, and nothing is sent without a target', async () => {
  const { url, received } = await startReceiver();
  const sandbox = await start(url);
  sandbox.organization.chooseFavorite(MIRA_MODEL, 'photo-1');
  await sandbox.webhooks.settled();
  sandbox.webhooks.replay(sandbox.webhooks.deliveries[0]?.id ?? '');
  await sandbox.webhooks.settled();
  expect(received[1]?.body).toBe(received[0]?.body);
  expect(() => sandbox.webhooks.replay('evt_none')).toThrow(/evt_none/);

  sandbox.webhooks.configure(null);
  sandbox.organization.chooseFavorite(MIRA_MODEL, 'photo-0');
  await sandbox.webhooks.settled();
  expect(received).toHaveLength(2);
});

test('closing does not wait for the next attempt', async () => {
  const { url, received } = await startReceiver(500);
  const sandbox = await start(url, [0, 3_600_000]);
  sandbox.organization.deleteModel(MIRA_MODEL);
  await expect.poll(() => received.length).toBe(1);
  await sandbox.close();
  expect(sandbox.webhooks.deliveries[0]?.outcome).toBe('given up');
});

test.each([
  'http://hooks.example/in',
  'ftp://127.0.0.1/in',
  'http://127.0.0.1.nip.example/in',
  'not a url',
])('%s is no target', async (url) => {
  await expect(startNorthlight({ webhooks: { url, secret: SECRET } })).rejects.toThrow(/https/);
});
