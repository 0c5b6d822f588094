import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  LARGEST_BODY_BYTES,
  RefusedWebhook,
  type WebhookEvent,
  type WebhookRefusal,
} from '#core/headshotpro/webhook.ts';
import { WebhookInbox } from '#core/headshotpro/webhook-inbox.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { MIRA_MODEL, startNorthlight } from '#test/northlight.ts';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

const SECRET = '9f2c41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6e9';
const NOW_MS = Date.UTC(2026, 1, 3, 9, 15);
const NOW = NOW_MS / 1000;
const BODY = JSON.stringify({
  id: 'evt_1',
  event: 'model.photos_ready',
  object: { _id: MIRA_MODEL, status: 'active' },
});

/** A relay's address: what arrives there goes to the inbox, byte for byte. */
let relay: Server;
let url: string;
let inbox: WebhookInbox;
let taken: WebhookEvent[];
let nowMs: number;
let sandbox: Sandbox | null;

beforeEach(async () => {
  nowMs = NOW_MS;
  taken = [];
  sandbox = null;
  inbox = new WebhookInbox(SECRET, () => nowMs);
  relay = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    try {
      taken.push(inbox.take({ headers: request.headers, rawBody: Buffer.concat(pieces) }));
      response.writeHead(200).end();
    } catch (error) {
      if (!(error instanceof RefusedWebhook)) throw error;
      response.writeHead(401).end(error.refusal);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  await sandbox?.close();
  relay.closeAllConnections();
  await new Promise((resolve) => relay.close(resolve));
});

const sign = (body: string | Uint8Array, timestamp: string | number = NOW, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

/** Delivers a body with the headers a sender of ours would give it, but for `changes`. */
async function deliver(
  body: string | Uint8Array,
  changes: { timestamp?: string | number | null; signature?: string | null } = {},
): Promise<{ status: number; refusal: string }> {
  const { timestamp = NOW, signature = sign(body, timestamp ?? NOW) } = changes;
  const response = await fetch(url, {
    method: 'POST',
    body: Buffer.from(body),
    headers: {
      ...(timestamp !== null && { 'x-headshotpro-timestamp': String(timestamp) }),
      ...(signature !== null && { 'x-headshotpro-signature': signature }),
    },
  });
  return { status: response.status, refusal: await response.text() };
}

/** Nothing was taken in, and the one refusal is counted under its reason. */
function expectRefused(reply: { status: number; refusal: string }, refusal: WebhookRefusal): void {
  expect(reply).toEqual({ status: 401, refusal });
  expect(taken).toEqual([]);
  expect(inbox.counts()).toEqual({ accepted: 0, refused: { [refusal]: 1 } });
}

describe('what HeadshotPro sends', () => {
  it('fault 33: comes in once; repeats and replays of it are refused and counted', async () => {
    sandbox = await startNorthlight({
      webhooks: { url, secret: SECRET, delaysMs: [0] },
      clock: { now: () => nowMs },
    });
    sandbox.organization.chooseFavorite(MIRA_MODEL, 'photo-1');
    await sandbox.webhooks.settled();
    expect(taken).toMatchObject([
      { event: 'model.favorite_selected', model: { id: MIRA_MODEL, status: 'active' } },
    ]);
    const [first] = sandbox.webhooks.deliveries;
    sandbox.webhooks.replay(first?.id ?? '');
    await sandbox.webhooks.settled();
    // The same event under a fresh signature, ten minutes later.
    nowMs += 600_000;
    sandbox.webhooks.replay(first?.id ?? '');
    await sandbox.webhooks.settled();
    expect(taken).toHaveLength(1);
    expect(inbox.counts()).toEqual({ accepted: 1, refused: { repeated: 2 } });
  });

  it('fault 33: signed with the secret that was replaced is refused', async () => {
    sandbox = await startNorthlight({
      webhooks: { url, secret: 'a'.repeat(64), delaysMs: [0, 1] },
      clock: { now: () => nowMs },
    });
    sandbox.organization.deleteModel(MIRA_MODEL);
    await sandbox.webhooks.settled();
    expect(taken).toEqual([]);
    expect(inbox.counts()).toEqual({ accepted: 0, refused: { forged: 2 } });
  });
});

describe('a signature that is not good', () => {
  const flipped = (at: number) => {
    const good = sign(BODY);
    return `${good.slice(0, at)}${good[at] === '0' ? '1' : '0'}${good.slice(at + 1)}`;
  };
  it.each<[string, string | null, WebhookRefusal]>([
    ['wrong in its first digit', flipped('sha256='.length), 'forged'],
    ['wrong in its last digit', flipped('sha256='.length + 63), 'forged'],
    ['of another secret', sign(BODY, NOW, `${SECRET.slice(0, -1)}8`), 'forged'],
    ['of the secret read as hex', signedAsHex(), 'forged'],
    ['of the body without the time', sign(BODY, '').replace('.', ''), 'forged'],
    ['of another time', sign(BODY, NOW - 1), 'forged'],
    ['of another body', sign(`${BODY} `), 'forged'],
    ['all zeroes', `sha256=${'0'.repeat(64)}`, 'forged'],
    ['not there', null, 'no-signature'],
    ['empty', '', 'no-signature'],
    ['only its name', 'sha256=', 'no-signature'],
    ['one digit short', sign(BODY).slice(0, -1), 'no-signature'],
    ['one digit long', `${sign(BODY)}0`, 'no-signature'],
    ['bare', sign(BODY).slice('sha256='.length), 'no-signature'],
    ['of another kind', sign(BODY).replace('sha256', 'sha1'), 'no-signature'],
    ['not hex', `sha256=${'z'.repeat(64)}`, 'no-signature'],
    ['the good one behind a bad one', `sha256=${'0'.repeat(64)}, ${sign(BODY)}`, 'no-signature'],
    ['the good one twice', `${sign(BODY)}, ${sign(BODY)}`, 'no-signature'],
  ])('fault 33: %s, is refused and counted', async (_, signature, refusal) => {
    expectRefused(await deliver(BODY, { signature }), refusal);
  });

  it('fault 33: is compared in constant time, whichever digit is wrong', async () => {
    for (const at of [7, 40, 70]) {
      vi.mocked(timingSafeEqual).mockClear();
      await deliver(BODY, { signature: flipped(at) });
      expect(timingSafeEqual).toHaveBeenCalledTimes(1);
      const [given, expected] = vi.mocked(timingSafeEqual).mock.calls[0] ?? [];
      expect(given?.byteLength).toBe(32);
      expect(expected?.byteLength).toBe(32);
    }
  });

  it('fault 33: is refused when there is no secret at all', async () => {
    for (const secret of ['', ' ']) {
      inbox = new WebhookInbox(secret, () => nowMs);
      expectRefused(await deliver(BODY, { signature: sign(BODY, NOW, secret) }), 'no-secret');
    }
  });
});

describe('raw bytes', () => {
  it('fault 33: that read alike but are not the same do not pass for each other', async () => {
    const text = BODY.replace('evt_1', 'evt_\uFFFD');
    const bytes = Buffer.from(
      Buffer.from(text).toString('latin1').replace('\xEF\xBF\xBD', '\xFF'),
      'latin1',
    );
    expect(new TextDecoder().decode(bytes)).toBe(text);
    expectRefused(await deliver(bytes, { signature: sign(text) }), 'forged');
  });

  it('fault 33: are not re-written before they are checked', async () => {
    const odd = `{ "object":{"status":"active" ,"_id":"m\\u0031"},\r\n"event" :"model.created" }\n`;
    expect((await deliver(odd)).status).toBe(200);
    expect(taken).toMatchObject([{ event: 'model.created', model: { id: 'm1' } }]);
    const compact = JSON.stringify(JSON.parse(odd));
    expect(await deliver(compact, { signature: sign(odd) })).toMatchObject({ refusal: 'forged' });
  });
});

describe('a time that is not ours', () => {
  it.each([
    ['five minutes and a second ago', NOW - 301],
    ['five minutes and a second ahead', NOW + 301],
    ['last year', NOW - 31_536_000],
    ['in milliseconds', NOW_MS / 10],
  ])('fault 33: %s, is refused though signed', async (_, timestamp) => {
    expectRefused(await deliver(BODY, { timestamp: Math.round(timestamp) }), 'stale');
  });

  it('fault 33: a delivery caught on its way is refused when it is sent again later', async () => {
    const signature = sign(BODY);
    expect((await deliver(BODY, { signature })).status).toBe(200);
    nowMs += 301_000;
    expect(await deliver(BODY, { signature })).toEqual({ status: 401, refusal: 'stale' });
    expect(inbox.counts()).toEqual({ accepted: 1, refused: { stale: 1 } });
  });

  it.each([
    ['not there', null],
    ['empty', ''],
    ['a word', 'now'],
    ['negative', String(-NOW)],
    ['with a fraction', `${NOW}.5`],
    ['in another notation', '1.7701e9'],
    ['hexadecimal', '0x6981b000'],
    ['a date', new Date(NOW_MS).toISOString()],
    ['without an end', '9'.repeat(400)],
    ['two', `${NOW}, ${NOW}`],
  ])('fault 33: %s, is refused though signed', async (_, timestamp) => {
    expectRefused(await deliver(BODY, { timestamp }), 'no-timestamp');
  });
});

describe('a body that is broken', () => {
  it.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['cut off', BODY.slice(0, -5)],
    ['a page', '<html>Bad gateway</html>'],
    ['null', 'null'],
    ['a list of events', `[${BODY}]`],
    ['no event', '{"object":{"_id":"a"}}'],
    ['no object', '{"event":"model.created"}'],
    ['an object without an id', '{"event":"model.created","object":{"id":"a"}}'],
    ['an id that is an object', '{"event":"model.created","object":{"_id":{}}}'],
    ['no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d])],
    ['nested without an end', '['.repeat(500_000)],
  ])('fault 33: %s, is refused though signed', async (_, body) => {
    expectRefused(await deliver(body), 'unreadable');
  });

  it('fault 33: longer than a mebibyte is refused without being read, signed or not', async () => {
    const padding = 'x'.repeat(LARGEST_BODY_BYTES);
    const huge = JSON.stringify({ ...JSON.parse(BODY), padding });
    const parse = vi.spyOn(JSON, 'parse');
    expectRefused(await deliver(huge), 'too-large');
    expect(await deliver(huge, { signature: null })).toMatchObject({ refusal: 'too-large' });
    expect(parse.mock.calls.filter(([text]) => text.length > 1000)).toEqual([]);
    parse.mockRestore();
  });

  it('fault 33: that names the prototype changes nothing but itself', async () => {
    const body = `{"__proto__":{"isAdmin":true},"event":"model.created","object":{"_id":"a","__proto__":{"isAdmin":true}}}`;
    await deliver(body);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(taken).toHaveLength(1);
    expect(taken[0]).not.toHaveProperty('isAdmin');
  });
});

describe('the same event again', () => {
  it('fault 33: without an id is known by what happened to whom', async () => {
    const body = (status: string) =>
      JSON.stringify({ event: 'model.status.updated', object: { _id: 'a', status } });
    expect((await deliver(body('waiting'))).status).toBe(200);
    expect((await deliver(body('pending'))).status).toBe(200);
    nowMs += 10_000;
    const again = await deliver(body('waiting'), { timestamp: NOW + 10 });
    expect(again).toEqual({ status: 401, refusal: 'repeated' });
    expect(taken.map(({ model }) => model.status)).toEqual(['waiting', 'pending']);
  });

  it('fault 33: a forged one first does not keep the true one out', async () => {
    await deliver(BODY, { signature: `sha256=${'0'.repeat(64)}` });
    expect((await deliver(BODY)).status).toBe(200);
    expect(inbox.counts()).toEqual({ accepted: 1, refused: { forged: 1 } });
  });

  it('fault 33: sent by many at the same moment comes in once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => deliver(BODY)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(inbox.counts()).toEqual({ accepted: 1, refused: { repeated: 19 } });
  });
});

it('fault 33: headers given twice do not get a forged body in', async () => {
  const forged = BODY.replace('active', 'failed');
  const raw = [
    'POST /hook HTTP/1.1',
    'Host: relay',
    `Content-Length: ${Buffer.byteLength(forged)}`,
    `X-HeadshotPro-Timestamp: ${NOW}`,
    `X-HeadshotPro-Signature: ${sign(forged, NOW, 'mine')}`,
    `x-headshotpro-signature: ${sign(BODY)}`,
    'Connection: close',
    '',
    forged,
  ].join('\r\n');
  const socket = connect((relay.address() as AddressInfo).port, '127.0.0.1');
  socket.end(raw);
  let reply = '';
  for await (const piece of socket) reply += String(piece);
  expect(reply).toMatch(/^HTTP\/1\.1 401/);
  expect(taken).toEqual([]);
  expect(inbox.counts().refused).toEqual({ 'no-signature': 1 });
});

function signedAsHex(): string {
  const key = Buffer.from(SECRET, 'hex');
  return `sha256=${createHmac('sha256', key).update(`${NOW}.`).update(BODY).digest('hex')}`;
}
