import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyWebhook, type WebhookDelivery } from './webhook.ts';
import { SeenEvents } from './webhook-inbox.ts';

/** The check value of the API reference, §10.3. */
const SECRET = '9f2c41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6e9';
const TIMESTAMP = '1767312000';
const BODY =
  '{"id":"evt_3b1d6c52-8f0e-4c1a-9d27-5a60c2f41e88","event":"model.photos_ready","objectType":"model","object":{"_id":"66b0c2f19d3e4a7b5c81f0a2","status":"active"}}';
const SIGNATURE = 'sha256=bd74efe615849695e0ab207429210853e0fc3e2f558f9af1303c30b9a299edf3';

const reference: WebhookDelivery = {
  secret: SECRET,
  headers: {
    'x-headshotpro-signature': SIGNATURE,
    'x-headshotpro-timestamp': TIMESTAMP,
  },
  rawBody: Buffer.from(BODY),
  nowMs: Number(TIMESTAMP) * 1000,
};

/** A delivery that HeadshotPro would have signed. */
function signed(body: string | Uint8Array, more: Partial<WebhookDelivery> = {}): WebhookDelivery {
  const rawBody = Buffer.from(body);
  const hmac = createHmac('sha256', SECRET).update(`${TIMESTAMP}.`).update(rawBody).digest('hex');
  const headers = { ...reference.headers, 'x-headshotpro-signature': `sha256=${hmac}` };
  return { ...reference, rawBody, headers, ...more };
}

const refused = expect.objectContaining({ code: 'webhook_refused' });

describe('a webhook', () => {
  it('passes with the check value of the reference', () => {
    expect(verifyWebhook(reference)).toMatchObject({
      id: 'evt_3b1d6c52-8f0e-4c1a-9d27-5a60c2f41e88',
      event: 'model.photos_ready',
      createdAt: null,
      model: { id: '66b0c2f19d3e4a7b5c81f0a2', status: 'active', title: null },
    });
  });

  it('may have headers and digits in any case', () => {
    const headers = {
      'X-HeadshotPro-Signature': SIGNATURE.toUpperCase().replace('SHA256', 'sha256'),
      'X-HeadshotPro-Timestamp': TIMESTAMP,
    };
    expect(verifyWebhook({ ...reference, headers }).event).toBe('model.photos_ready');
  });

  it.each<[string, Partial<WebhookDelivery>]>([
    ['another secret', { secret: `${SECRET.slice(0, -1)}8` }],
    ['no secret', { secret: '' }],
    ['a changed body', { rawBody: Buffer.from(BODY.replace('active', 'failed')) }],
    ['a body with one more space', { rawBody: Buffer.from(`${BODY} `) }],
    ['no headers', { headers: {} }],
    ['no timestamp', { headers: { ...reference.headers, 'x-headshotpro-timestamp': undefined } }],
    [
      'another timestamp',
      { headers: { ...reference.headers, 'x-headshotpro-timestamp': '1767312001' } },
    ],
    [
      'a timestamp that is none',
      { headers: { ...reference.headers, 'x-headshotpro-timestamp': 'soon' } },
    ],
    [
      'a short signature',
      { headers: { ...reference.headers, 'x-headshotpro-signature': 'sha256=bd74' } },
    ],
    [
      'a bare signature',
      { headers: { ...reference.headers, 'x-headshotpro-signature': SIGNATURE.slice(7) } },
    ],
    [
      'a signature twice',
      { headers: { ...reference.headers, 'x-headshotpro-signature': [SIGNATURE, SIGNATURE] } },
    ],
    ['an age of six minutes', { nowMs: reference.nowMs + 360_000 }],
    ['a time six minutes ahead', { nowMs: reference.nowMs - 360_000 }],
    ['a tolerance it exceeds', { nowMs: reference.nowMs + 2_000, toleranceMs: 1_000 }],
  ])('is refused with %s', (_, change) => {
    expect(() => verifyWebhook({ ...reference, ...change })).toThrow(refused);
  });

  it.each([
    ['not JSON', 'hello'],
    ['a list', '[]'],
    ['no object', '{"event":"model.created"}'],
    ['no model id', '{"event":"model.created","object":{"id":"66b0"}}'],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['a huge body', `{"event":"model.created","object":{"_id":"1"},"x":"${'x'.repeat(2 ** 20)}"}`],
  ])('is refused though signed: %s', (_, body) => {
    expect(() => verifyWebhook(signed(body))).toThrow(refused);
  });

  it('within five minutes of our time passes', () => {
    expect(verifyWebhook({ ...reference, nowMs: reference.nowMs + 299_000 })).toBeDefined();
    expect(verifyWebhook({ ...reference, nowMs: reference.nowMs - 299_000 })).toBeDefined();
  });

  it('with an unknown event and more fields is carried through', () => {
    const body = '{"event":"model.sang","more":1,"object":{"_id":7,"status":"singing","new":{}}}';
    expect(verifyWebhook(signed(body))).toMatchObject({
      id: null,
      event: 'model.sang',
      model: { id: '7', status: 'singing' },
    });
  });
});

describe('a repeated webhook', () => {
  it('is refused by its id', () => {
    const seen = new SeenEvents();
    verifyWebhook({ ...reference, seen });
    expect(() => verifyWebhook({ ...reference, seen })).toThrow(refused);
  });

  it('without an id is refused by event, model and status', () => {
    const seen = new SeenEvents();
    const body = (status: string) =>
      JSON.stringify({ event: 'model.status.updated', object: { _id: 'a', status } });
    verifyWebhook(signed(body('waiting'), { seen }));
    verifyWebhook(signed(body('pending'), { seen }));
    expect(() => verifyWebhook(signed(body('waiting'), { seen }))).toThrow(refused);
  });

  it('is not remembered while its signature is wrong', () => {
    const seen = new SeenEvents();
    expect(() => verifyWebhook({ ...reference, secret: 'x', seen })).toThrow(refused);
    expect(verifyWebhook({ ...reference, seen })).toBeDefined();
  });

  it('is forgotten when more came than are kept', () => {
    const seen = new SeenEvents(2);
    const event = (id: string) =>
      signed(JSON.stringify({ id, event: 'model.created', object: { _id: 'a' } }), { seen });
    for (const id of ['one', 'two', 'three']) verifyWebhook(event(id));
    expect(() => verifyWebhook(event('three'))).toThrow(refused);
    expect(verifyWebhook(event('one')).id).toBe('one');
  });
});
