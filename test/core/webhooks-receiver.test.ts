import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LARGEST_BODY_BYTES, type WebhookEvent } from '#core/headshotpro/webhook.ts';
import { WebhookInbox } from '#core/headshotpro/webhook-inbox.ts';
import { type Receiver, type ReceiverLimits, startReceiver } from '#core/live/receiver.ts';
import { createSeenTable } from '#core/live/seen-table.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { SampleLibrary } from '#test/library-samples.ts';
import { RecordingLog } from '#test/recording-log.ts';

const SECRET = '9f2c41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6e9';
const clock = new FakeClock();
const NOW = clock.now() / 1000;
const BODY = JSON.stringify({
  id: 'evt_1',
  event: 'model.photos_ready',
  object: { _id: 'm1', status: 'active' },
});

let sample: SampleLibrary;
let receiver: Receiver;
let taken: WebhookEvent[];
let sockets: Socket[];

beforeEach(async () => {
  sample = new SampleLibrary();
  sockets = [];
  taken = [];
  receiver = await start();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await receiver.close();
  sample.remove();
});

async function start(limits: Partial<ReceiverLimits> = {}): Promise<Receiver> {
  const now = () => clock.now();
  const inbox = new WebhookInbox(SECRET, now, createSeenTable(sample.library.db, now));
  const take = (delivery: Parameters<typeof inbox.take>[0]) =>
    void taken.push(inbox.take(delivery));
  const log = new RecordingLog();
  return startReceiver({ host: '127.0.0.1', port: 0, take, clock: new FakeClock(), log, limits });
}
async function restart(limits: Partial<ReceiverLimits>): Promise<void> {
  await receiver.close();
  receiver = await start(limits);
}

const sign = (body: string | Uint8Array, timestamp: string | number = NOW, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
const signed = (body: string | Uint8Array, timestamp: string | number = NOW) => ({
  'x-headshotpro-timestamp': String(timestamp),
  'x-headshotpro-signature': sign(body, timestamp),
});
const url = () => `http://127.0.0.1:${receiver.port}/any/path?it=likes`;

async function post(
  body: string | Uint8Array,
  headers: Record<string, string> = signed(body),
): Promise<{ status: number; text: string }> {
  const response = await fetch(url(), { method: 'POST', body: Buffer.from(body), headers });
  return { status: response.status, text: await response.text() };
}

/** Sends bytes as they are, and gives all that comes back until the other side ends it. */
async function raw(...pieces: string[]): Promise<string> {
  const socket = connect(receiver.port, '127.0.0.1');
  sockets.push(socket);
  for (const piece of pieces) socket.write(piece);
  let reply = '';
  try {
    for await (const piece of socket) reply += String(piece);
  } catch {
    // It was cut off.
  }
  return reply;
}

describe('what is good', () => {
  it('is taken in at any path and answered with 200 and nothing else', async () => {
    expect(await post(BODY)).toEqual({ status: 200, text: '' });
    expect(taken).toMatchObject([{ id: 'evt_1', model: { id: 'm1' } }]);
  });

  it('may have its signature in upper case', async () => {
    const headers = signed(BODY);
    const upper = headers['x-headshotpro-signature'].slice(7).toUpperCase();
    expect(await post(BODY, { ...headers, 'x-headshotpro-signature': `sha256=${upper}` })).toEqual({
      status: 200,
      text: '',
    });
  });

  it('may come in pieces, and several on one connection', async () => {
    const head = Object.entries(signed(BODY)).map(([name, value]) => `${name}: ${value}\r\n`);
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    const body = `${chunk(BODY.slice(0, 20))}${chunk(BODY.slice(20))}0\r\n\r\n`;
    const one = `POST / HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n${head.join('')}`;
    const reply = await raw(`${one}\r\n${body}`, `${one}Connection: close\r\n\r\n${body}`);
    expect(reply.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(taken).toHaveLength(1);
  });

  it('that is sent again is thanked for and dropped, also under another time and after a restart', async () => {
    await post(BODY);
    expect(await post(BODY, signed(BODY, NOW + 60))).toEqual({ status: 200, text: '' });
    await receiver.close();
    sample.reopen();
    receiver = await start();
    expect(await post(BODY)).toEqual({ status: 200, text: '' });
    expect(taken).toHaveLength(1);
  });

  it('is not kept out by a forged one that came before it', async () => {
    await post(BODY, { ...signed(BODY), 'x-headshotpro-signature': sign(BODY, NOW, 'other') });
    expect((await post(BODY)).status).toBe(200);
  });
});

describe('what is forged', () => {
  const good = signed(BODY);
  const with_ = (signature: string) => ({ ...good, 'x-headshotpro-signature': signature });
  it.each<[string, string | Uint8Array, Record<string, string>]>([
    ['with another secret', BODY, with_(sign(BODY, NOW, SECRET.replace('9', '8')))],
    ['with the signature of other bytes', `${BODY} `, good],
    [
      'with the signature of the same JSON written anew',
      JSON.stringify(JSON.parse(BODY), null, 1),
      good,
    ],
    ['with a signature cut short', BODY, with_(good['x-headshotpro-signature'].slice(0, -2))],
    ['with an empty signature', BODY, with_('')],
    ['without a signature', BODY, { 'x-headshotpro-timestamp': String(NOW) }],
    ['without a time', BODY, { 'x-headshotpro-signature': sign(BODY) }],
    [
      'with another time than was signed',
      BODY,
      { ...good, 'x-headshotpro-timestamp': `${NOW + 1}` },
    ],
    ['six minutes old', BODY, signed(BODY, NOW - 360)],
    ['six minutes ahead', BODY, signed(BODY, NOW + 360)],
    ['with a time in milliseconds', BODY, signed(BODY, NOW * 1000)],
  ])('%s, is refused without saying why', async (_, body, headers) => {
    expect(await post(body, headers)).toEqual({ status: 401, text: '' });
    expect(taken).toEqual([]);
  });

  it('with two signatures, is refused', async () => {
    const reply = await raw(
      [
        'POST / HTTP/1.1',
        'Host: relay',
        `Content-Length: ${BODY.length}`,
        `X-HeadshotPro-Timestamp: ${NOW}`,
        `X-HeadshotPro-Signature: ${sign(BODY, NOW, 'mine')}`,
        `X-HeadshotPro-Signature: ${sign(BODY)}`,
        'Connection: close',
        '',
        BODY,
      ].join('\r\n'),
    );
    expect(reply).toMatch(/^HTTP\/1\.1 401/);
    expect(taken).toEqual([]);
  });
});

describe('what is junk', () => {
  it.each<[string, string | Uint8Array]>([
    ['not JSON', 'hello'],
    ['empty', ''],
    ['gzip', gzipSync(BODY)],
    ['without a model', '{"event":"model.created"}'],
  ])('%s, is refused although it is signed', async (_, body) => {
    expect(await post(body)).toEqual({ status: 400, text: '' });
  });

  it.each(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])(
    '%s is no way to send one',
    async (method) => {
      const response = await fetch(url(), { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    },
  );

  it('that is no HTTP is cut off', async () => {
    expect(await raw('\x16\x03\x01 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect((await post(BODY)).status).toBe(200);
  });
});

describe('what is too much', () => {
  it('is refused by its length, before a byte of it is read', async () => {
    const reply = await raw(
      `POST / HTTP/1.1\r\nHost: relay\r\nContent-Length: ${LARGEST_BODY_BYTES + 1}\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 413/);
    expect(reply).toMatch(/connection: close/i);
  });

  it('is not even waited for where the sender asks first', async () => {
    const request = httpRequest(url(), {
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': LARGEST_BODY_BYTES + 1 },
    });
    let continued = false;
    request.on('continue', () => {
      continued = true;
    });
    request.on('error', () => {});
    request.flushHeaders();
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(413);
    expect(continued).toBe(false);
    request.destroy();
  });

  it('is refused in pieces as soon as there are too many', async () => {
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const socket = connect(receiver.port, '127.0.0.1');
    sockets.push(socket);
    let reply = '';
    socket.on('data', (bytes) => {
      reply += String(bytes);
    });
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let sent = 0; sent <= LARGEST_BODY_BYTES; sent += 0x10000) socket.write(piece);
    await once(socket, 'close');
    expect(reply).toMatch(/^HTTP\/1\.1 413/);
  });

  it('in a second is answered with 429, and what comes after is taken', async () => {
    await restart({ burst: 40, perSecond: 1 });
    const replies = await Promise.all(
      Array.from({ length: 1_000 }, (_, at) => {
        const body = BODY.replace('evt_1', `evt_${at}`);
        return post(body).catch(() => ({ status: 0, text: '' }));
      }),
    );
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    expect(count(200)).toBe(40);
    expect(taken).toHaveLength(40);
    // Whoever found no room was cut off; nobody was told anything else.
    expect(count(429) + count(0)).toBe(960);
    expect(count(429)).toBeGreaterThan(0);
    await restart({});
    expect((await post(BODY)).status).toBe(200);
  });
});

describe('what is slow', () => {
  it.each<[string, string]>([
    ['a head without an end', 'POST / HTTP/1.1\r\nHost: re'],
    ['a body without an end', `POST / HTTP/1.1\r\nHost: relay\r\nContent-Length: 90\r\n\r\n{`],
    ['nothing at all', ''],
  ])('%s, is cut off, and others are served meanwhile', async (_, sent) => {
    await restart({ headMs: 60, requestMs: 80, idleMs: 60 });
    const slow = raw(sent);
    expect((await post(BODY)).status).toBe(200);
    expect(await slow).not.toMatch(/200/);
    expect(taken).toHaveLength(1);
  });

  it('and many takes no more than its connections', async () => {
    await restart({ connections: 5 });
    const idle = Array.from({ length: 20 }, () => connect(receiver.port, '127.0.0.1'));
    sockets.push(...idle);
    const closed = idle.map((socket) =>
      once(
        socket.resume().on('error', () => {}),
        'close',
      ),
    );
    // Fifteen are closed at once.
    await Promise.all([...Array(3)].map(() => Promise.race(closed)));
    await expect.poll(() => idle.filter(({ destroyed }) => destroyed).length).toBe(15);
  });
});

it('listens to nobody but this computer', async () => {
  for (const host of ['0.0.0.0', '::', 'localhost', '192.168.1.2', '']) {
    const started = startReceiver({
      host,
      port: 0,
      take: () => {},
      clock,
      log: new RecordingLog(),
    });
    await expect(started).rejects.toMatchObject({ code: 'invalid_input' });
  }
});

it('says which port another program has', async () => {
  const started = startReceiver({
    host: '127.0.0.1',
    port: receiver.port,
    take: () => {},
    clock,
    log: new RecordingLog(),
  });
  await expect(started).rejects.toThrow(`Another program uses 127.0.0.1, port ${receiver.port}`);
});
