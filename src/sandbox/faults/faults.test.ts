import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIRA_MODEL, startNorthlight } from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';
import type { Sandbox } from '../sandbox.ts';
import { parseFaultRule } from './parse.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startNorthlight();
});
afterEach(() => sandbox.close());

const LIST = `/organization/models/${MIRA_MODEL}/photos`;
const addFault = (text: string) => sandbox.faults.add(parseFaultRule(text));
const call = <Body = unknown>(method: string, path: string, body?: unknown) =>
  callerOf(sandbox)<Body>(method, path, body);

async function fetchPhoto(init: RequestInit = {}): Promise<Response> {
  type Photo = { photo: { urls: { main: string } } };
  const { body } = await call<Photo>('GET', `${LIST}/photo-0`);
  return fetch(body.photo.urls.main, init);
}

/** The body's bytes, and whether it came to a proper end before the patience did. */
async function readPhoto(patienceMs = 300): Promise<{ bytes: Buffer; ended: boolean }> {
  const response = await fetchPhoto({ signal: AbortSignal.timeout(patienceMs) });
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of response.body ?? []) pieces.push(piece);
    return { bytes: Buffer.concat(pieces), ended: true };
  } catch {
    return { bytes: Buffer.concat(pieces), ended: false };
  }
}

test('a status comes with the host’s kind of body and the headers asked for', async () => {
  addFault('api status=503 retry-after=7');
  addFault('photos status=404');
  const refused = await call('GET', '/organization');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('7');
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('299');
  expect(refused.body).toMatchObject({ success: false });
  sandbox.faults.clear();
  addFault('photos status=410');
  const photo = await fetchPhoto();
  expect(photo.status).toBe(410);
  expect(await photo.text()).toContain('NoSuchKey');
});

test('a status keeps the work from being done, a reset does not', async () => {
  const sent = { email: 'ines@northlight.example' };
  addFault('POST times=1 status=500');
  await call('POST', '/organization/invites', sent);
  expect(sandbox.organization.person(sent.email)).toBeNull();
  addFault('POST reset');
  await expect(call('POST', '/organization/invites', sent)).rejects.toThrow();
  expect(sandbox.organization.person(sent.email)).not.toBeNull();
});

test('a truncated body claims to be whole', async () => {
  const whole = await readPhoto();
  addFault('photos truncate=0.5');
  const response = await fetchPhoto();
  expect(response.headers.get('content-length')).toBe(String(whole.bytes.length));
  await expect(response.arrayBuffer()).rejects.toThrow();
  const { bytes, ended } = await readPhoto();
  expect(ended).toBe(false);
  expect(bytes.length).toBe(whole.bytes.length >> 1);
});

test('a length can be wrong either way, or missing', async () => {
  const { bytes } = await readPhoto();
  addFault('photos times=1 length=100');
  expect((await readPhoto()).ended).toBe(false);
  addFault('photos times=1 length=-100');
  const short = await fetchPhoto();
  expect(short.headers.get('content-length')).toBe(String(bytes.length - 100));
  await short.body?.cancel().catch(() => {});
  addFault('photos times=1 chunked');
  const chunked = await fetchPhoto();
  expect(chunked.headers.get('content-length')).toBeNull();
  expect(Buffer.from(await chunked.arrayBuffer()).equals(bytes)).toBe(true);
});

test('a stall is silence: before the headers, after them, in the body', async () => {
  const { bytes } = await readPhoto();
  addFault('photos times=1 stall=start');
  await expect(fetchPhoto({ signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/);
  addFault('photos times=1 stall=headers');
  expect(await readPhoto()).toEqual({ bytes: Buffer.alloc(0), ended: false });
  addFault('photos times=1 stall=body');
  const half = await readPhoto();
  expect(half.ended).toBe(false);
  expect(half.bytes.equals(bytes.subarray(0, bytes.length >> 1))).toBe(true);
  expect(sandbox.requests.to('photos').map(({ status }) => status)).toEqual([200, null, 200, 200]);
});

test('an endless body goes on until one leaves', async () => {
  addFault('photos endless');
  const response = await fetchPhoto();
  let sizeBytes = 0;
  for await (const piece of response.body ?? []) {
    sizeBytes += piece.length;
    if (sizeBytes > 5_000_000) break;
  }
  expect(sizeBytes).toBeGreaterThan(5_000_000);
});

test('a delay gives the right answer, after those that came later', async () => {
  addFault('api /credits delay=300');
  const order: string[] = [];
  const delayed = call('GET', '/organization/credits').then(({ body }) => {
    expect(body).toEqual({ success: true, credits: 42 });
    order.push('delayed');
  });
  await expect.poll(() => sandbox.requests.records.length).toBe(1);
  await call('GET', '/organization').then(() => order.push('ordinary'));
  await delayed;
  expect(order).toEqual(['ordinary', 'delayed']);
});

test('a corrupt picture has its full answer and wrong bytes', async () => {
  const { bytes } = await readPhoto();
  addFault('photos times=1 corrupt=flip');
  const flipped = (await readPhoto()).bytes;
  expect(flipped.filter((byte, index) => byte !== bytes[index])).toHaveLength(1);
  addFault('photos times=1 corrupt=no-end');
  const cut = await readPhoto();
  expect(cut.ended).toBe(true);
  await expect(sharp(cut.bytes, { failOn: 'warning' }).stats()).rejects.toThrow();
  addFault('photos times=1 corrupt=garbage');
  await expect(sharp((await readPhoto()).bytes).metadata()).rejects.toThrow();
});

test('another format says so, or lies', async () => {
  addFault('photos times=1 image=png');
  const png = await fetchPhoto();
  expect(png.headers.get('content-type')).toBe('image/png');
  expect(await sharp(await png.arrayBuffer()).metadata()).toMatchObject({ format: 'png' });
  const fault = { kind: 'image', format: 'webp', contentType: 'image/jpeg' } as const;
  sandbox.faults.add({ match: { host: 'photos' }, fault });
  const webp = await fetchPhoto();
  expect(webp.headers.get('content-type')).toBe('image/jpeg');
  expect(await sharp(await webp.arrayBuffer()).metadata()).toMatchObject({ format: 'webp' });
});

test.each([
  ['html', /^<!doctype html>/],
  ['empty', /^$/],
  ['not-json', /^upstream error$/],
])('%s comes under 200', async (kind, text) => {
  addFault(`photos ${kind}`);
  const response = await fetchPhoto();
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(text);
});

test('a redirect leads elsewhere', async () => {
  addFault('photos redirect=http://169.254.169.254/latest');
  const response = await fetchPhoto({ redirect: 'manual' });
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe('http://169.254.169.254/latest');
});

test('shifted pages miss or repeat an item and still claim the offset asked for', async () => {
  const path = `${LIST}?limit=1&offset=1`;
  addFault('api times=1 shift=1');
  const missed = await call('GET', path);
  expect(missed.body).toMatchObject({ photos: [{ id: 'photo-2' }], pagination: { offset: 1 } });
  addFault('api times=1 shift=-1');
  const repeated = await call('GET', path);
  expect(repeated.body).toMatchObject({ photos: [{ id: 'photo-0' }], pagination: { offset: 1 } });
  addFault('api times=1 shift=1');
  expect((await call('GET', LIST)).body).toMatchObject({ photos: [{ id: 'photo-0' }, {}, {}] });
});

test.each([
  ['under-data', { success: true, data: { photos: [{}, {}, {}] } }],
  ['extra-fields', { photos: [{ addedLater: {} }, {}, {}], requestId: 'req_1' }],
  ['unknown-status', { photos: [{ status: 'somethingNew' }, {}, {}] }],
  ['duplicate-items', { photos: [{ id: 'photo-0' }, {}, {}, { id: 'photo-0' }, {}] }],
  ['has-more-true', { pagination: { hasMore: true } }],
])('the list can come with %s', async (change, body) => {
  addFault(`api payload=${change}`);
  expect((await call('GET', LIST)).body).toMatchObject(body);
});

test('optional fields and the pagination can be missing', async () => {
  addFault('api times=1 payload=missing-optional');
  const { body } = await call('GET', '/organization/models?limit=1');
  expect(body).toMatchObject({ models: [{ id: MIRA_MODEL, status: 'active' }] });
  expect(body).not.toHaveProperty('models.0.title');
  addFault('api times=1 payload=no-pagination');
  expect((await call('GET', LIST)).body).not.toHaveProperty('pagination');
  addFault('api payload=has-more-false');
  const lie = await call('GET', `${LIST}?limit=1`);
  expect(lie.body).toMatchObject({ pagination: { total: 3, hasMore: false } });
});

const url = expect.stringContaining('/photos/');
test.each([
  ['downloads-id', [{ id: 'photo-0', urls: { main: url } }]],
  ['downloads-underscore-id', [{ _id: 'photo-0', urls: { main: url } }]],
  ['downloads-url', [{ photoId: 'photo-0', url }]],
  ['downloads-download-url', [{ photoId: 'photo-0', downloadUrl: url }]],
  ['downloads-flat', [{ photoId: 'photo-0', main: url }]],
  [
    'downloads-item-expiry',
    [{ photoId: 'photo-0', urls: { main: url }, expiresAt: expect.any(String) }],
  ],
  ['downloads-unknown', [{ token: expect.any(String) }]],
])('the batch download can have the shape %s', async (change, downloads) => {
  addFault(`api payload=${change}`);
  const { body } = await call('POST', `${LIST}/download`, { photoIds: ['photo-0'] });
  expect(body).toMatchObject({ success: true, downloads });
  expect((body as { downloads: unknown }).downloads).toEqual(downloads);
});

test.each([
  ['favorites-user', { photos: [{ user: { name: 'Mira Dahl' } }] }],
  ['favorites-flat', { photos: [{ id: 'photo-0', name: 'Mira Dahl' }] }],
  ['favorites-nested', { photos: [{ photo: { id: 'photo-0' }, member: { name: 'Mira Dahl' } }] }],
  ['favorites-key', { favorites: [{ id: 'photo-0' }] }],
])('the favorites can have the shape %s', async (change, body) => {
  addFault(`api payload=${change}`);
  expect((await call('GET', '/organization/photos/favorites')).body).toMatchObject(body);
});

test('favorites can be without their person, or even their model', async () => {
  addFault('api times=1 payload=favorites-anonymous');
  const anonymous = await call('GET', '/organization/photos/favorites');
  expect(anonymous.body).toHaveProperty('photos.0.modelId');
  expect(anonymous.body).not.toHaveProperty('photos.0.member');
  addFault('api times=1 payload=favorites-no-model');
  const bare = await call('GET', '/organization/photos/favorites');
  expect(bare.body).not.toHaveProperty('photos.0.modelId');
});

test('a payload can be changed by a function, and the log names the fault', async () => {
  const change = () => ({ success: false, error: 'odd' });
  sandbox.faults.add({ match: { path: '/credits' }, fault: { kind: 'payload', change } });
  expect((await call('GET', '/organization/credits')).body).toEqual(change());
  expect((await call('GET', '/organization')).body).toMatchObject({ success: true });
  expect(sandbox.requests.records.map(({ fault }) => fault)).toEqual(['payload', null]);
  expect(sandbox.stats().faults).toBe(1);
});
