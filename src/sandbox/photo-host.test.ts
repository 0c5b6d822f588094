import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { MIRA_MODEL, startNorthlight } from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';

const open: Sandbox[] = [];
afterEach(() => Promise.all(open.splice(0).map((sandbox) => sandbox.close())));

async function start(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startNorthlight(options);
  open.push(sandbox);
  const call = callerOf(sandbox);
  const urls = async () => {
    const path = `/organization/models/${MIRA_MODEL}/photos/photo-0?include=all`;
    type Photo = { photo: { urls: Record<'main' | 'thumbnail' | 'original', string> } };
    return (await call<Photo>('GET', path)).body.photo.urls;
  };
  return { sandbox, urls };
}

test('a signed URL gives a picture with its length and type', async () => {
  const { sandbox, urls } = await start();
  const { main, thumbnail } = await urls();
  expect(new URL(main).origin).toBe(sandbox.photoUrl);
  expect(sandbox.photoUrl).not.toBe(new URL(sandbox.apiUrl).origin);
  const response = await fetch(main);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 512 });
  const small = Buffer.from(await (await fetch(thumbnail)).arrayBuffer());
  expect(await sharp(small).metadata()).toMatchObject({ width: 128 });
});

test('each call signs anew, for the same bytes', async () => {
  const { urls } = await start();
  const [first, second] = [(await urls()).main, (await urls()).main];
  expect(second).not.toBe(first);
  const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
  expect((await bytes(first)).equals(await bytes(second))).toBe(true);
});

test.each([
  ['signature', (url: URL) => url.searchParams.set('signature', '0'.repeat(64))],
  ['end', (url: URL) => url.searchParams.set('expires', '9999999999999')],
  ['photo', (url: URL) => url.searchParams.set('nonce', '7-1')],
  ['lack of a signature', (url: URL) => url.searchParams.delete('signature')],
])('a forged %s is refused', async (_case, forge) => {
  const { urls } = await start();
  const url = new URL((await urls()).main);
  forge(url);
  expect((await fetch(url)).status).toBe(403);
});

test('the signature is for one file only', async () => {
  const { urls } = await start();
  const { main, original } = await urls();
  const mixed = new URL(main);
  mixed.pathname = new URL(original).pathname;
  expect((await fetch(mixed)).status).toBe(403);
});

test('a URL lasts a day and not longer', async () => {
  const { sandbox, urls } = await start();
  const { main } = await urls();
  sandbox.advance(86_400_000 - 60_000);
  expect((await fetch(main)).status).toBe(200);
  sandbox.advance(60_000);
  expect((await fetch(main)).status).toBe(403);
  expect((await fetch((await urls()).main)).status).toBe(200);
});

test('all URLs can be ended at once, with the status chosen', async () => {
  const { sandbox, urls } = await start({ expiredStatus: 410 });
  const { main } = await urls();
  sandbox.expireUrls();
  expect((await fetch(main)).status).toBe(410);
  expect((await fetch((await urls()).main)).status).toBe(200);
});

test('the file of a deleted photo is gone', async () => {
  const { sandbox, urls } = await start();
  const { main } = await urls();
  sandbox.organization.deletePhoto(MIRA_MODEL, 'photo-0');
  expect((await fetch(main)).status).toBe(404);
  expect((await fetch(`${sandbox.photoUrl}/anything`)).status).toBe(404);
});

test('a key that is brought along is noticed', async () => {
  const { sandbox, urls } = await start();
  const { main } = await urls();
  await (await fetch(main)).arrayBuffer();
  expect(sandbox.stats().keysSeenByPhotoHost).toBe(0);
  await (await fetch(main, { headers: { authorization: 'Bearer leaked' } })).arrayBuffer();
  expect(sandbox.stats()).toMatchObject({ photoRequests: 2, keysSeenByPhotoHost: 1 });
  const [first] = sandbox.requests.to('photos');
  expect(first).toMatchObject({
    file: { modelId: MIRA_MODEL, photoId: 'photo-0', variant: 'main' },
    query: {},
  });
  expect(sandbox.stats().photoBytes).toBe(2 * (first?.sentBytes ?? Number.NaN));
});

test('a drawing that fails is a 500', async () => {
  const { urls } = await start({ draw: () => Promise.reject(new Error('no paint')) });
  expect((await fetch((await urls()).main)).status).toBe(500);
});
