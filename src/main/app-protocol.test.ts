import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '#core/desk.ts';
import { AppError } from '#shared/errors.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createAppProtocol } from './app-protocol.ts';

let root: string;
let rendererRoot: string;
let photo: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'app-protocol-'));
  rendererRoot = join(root, 'renderer');
  photo = join(root, 'photo.jpg');
  await mkdir(join(rendererRoot, 'assets'), { recursive: true });
  await writeFile(join(rendererRoot, 'index.html'), '<!doctype html>');
  await writeFile(join(rendererRoot, 'assets/app-1a2b.js'), 'run()');
  await writeFile(join(rendererRoot, 'secret.key'), 'no window file');
  await writeFile(join(root, 'outside.html'), 'not of the app');
  await writeFile(photo, 'jpeg bytes');
});
afterAll(() => rm(root, { recursive: true }));

function ask(url: string, options: { picture?: Desk['picture']; init?: RequestInit } = {}) {
  const log = new RecordingLog();
  const picture = options.picture ?? (async () => ({ path: photo, mediaType: 'image/jpeg' }));
  const protocol = createAppProtocol({ rendererRoot, picture, log });
  return { response: protocol(new Request(url, options.init)), log };
}

describe('the built window', () => {
  test('comes with its content policy, and is asked for anew each time', async () => {
    const response = await ask('app://desk/index.html').response;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('<!doctype html>');
  });

  test('keeps files with a hash in their name for good', async () => {
    const response = await ask('app://desk/assets/app-1a2b.js').response;
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-type')).toContain('text/javascript');
  });

  test('answers HEAD without a body', async () => {
    const response = await ask('app://desk/index.html', { init: { method: 'HEAD' } }).response;
    expect(response.headers.get('content-length')).toBe('15');
    expect(await response.text()).toBe('');
  });

  test.each([
    ['a path upwards', 'app://desk/..%2foutside.html', 400],
    ['a path upwards, twice encoded', 'app://desk/%252e%252e%252foutside.html', 404],
    ['a path upwards with backslashes', 'app://desk/..%5coutside.html', 400],
    ['a path upwards through a folder', 'app://desk/assets/..%2f..%2foutside.html', 400],
    ['a file: path', 'app://desk/file:%2f%2f%2fetc%2fpasswd', 400],
    ['an absolute path', 'app://desk//etc/passwd', 400],
    ['a NUL', 'app://desk/index.html%00.js', 400],
    ['broken encoding', 'app://desk/%E0%A4%A', 400],
    ['a folder', 'app://desk/assets', 404],
    ['the bare origin', 'app://desk/', 400],
    ['a kind of file no window is made of', 'app://desk/secret.key', 404],
    ['another host', 'app://elsewhere/index.html', 404],
    ['another scheme', 'https://desk/index.html', 404],
  ])('refuses %s', async (_what, url, status) => {
    expect((await ask(url).response).status).toBe(status);
  });

  test('is read only', async () => {
    const response = await ask('app://desk/index.html', { init: { method: 'POST' } }).response;
    expect(response.status).toBe(405);
  });

  test.each([
    ['another site', 'https://evil.example', 403],
    ['nobody that has a name', null, 403],
    ['the app itself', 'app://desk', 200],
  ])('asked for by %s', async (_who, initiatorOrigin, status) => {
    const request = Object.assign(new Request('app://desk/index.html'), { initiatorOrigin });
    const protocol = createAppProtocol({
      rendererRoot,
      picture: () => Promise.reject(new Error('none')),
      log: new RecordingLog(),
    });
    expect((await protocol(request)).status).toBe(status);
  });
});

describe('photos', () => {
  test('are asked for by ids, decoded, and may be kept', async () => {
    const asked: unknown[] = [];
    const picture: Desk['picture'] = async (key, size) => {
      asked.push(key, size);
      return { path: photo, mediaType: 'image/jpeg' };
    };
    const { response } = ask('app://desk/photos/m%2F1/p%C3%A9?size=thumb', { picture });
    // A slash inside an id is no id of ours: it is refused before anybody is asked.
    expect((await response).status).toBe(400);
    const good = await ask('app://desk/photos/m1/p%C3%A9?size=thumb', { picture }).response;
    expect(asked).toEqual([{ modelId: 'm1', photoId: 'pé' }, 'thumb']);
    expect(good.headers.get('content-type')).toBe('image/jpeg');
    expect(good.headers.get('cache-control')).toMatch(/^private, max-age=/);
    expect(await good.text()).toBe('jpeg bytes');
  });

  test.each([
    'app://desk/photos/m1/p1',
    'app://desk/photos/m1/p1?size=huge',
    'app://desk/photos/m1?size=thumb',
    'app://desk/photos/m1/p1/more?size=thumb',
  ])('refuses %s', async (url) => {
    expect((await ask(url).response).status).toBe(404);
  });

  test('that are not on this computer are not found, and asked for again later', async () => {
    const picture = () => Promise.reject(new AppError('photo_not_downloaded', 'Not here.'));
    const { response, log } = ask('app://desk/photos/m1/p1?size=full', { picture });
    expect((await response).status).toBe(404);
    expect((await response).headers.get('cache-control')).toBe('no-store');
    expect(log.lines).toEqual([]);
  });

  test('that fail by a bug are logged', async () => {
    const picture = () => Promise.reject(new Error('bug'));
    const { response, log } = ask('app://desk/photos/m1/p1?size=full', { picture });
    expect((await response).status).toBe(500);
    expect(log.lines).toHaveLength(1);
  });

  test('are let go of when the window no longer wants them', async () => {
    const abort = new AbortController();
    const picture: Desk['picture'] = (_key, _size, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    const init = { signal: abort.signal };
    const { response, log } = ask('app://desk/photos/m1/p1?size=full', { picture, init });
    abort.abort();
    expect((await response).status).toBe(499);
    expect(log.lines).toEqual([]);
  });
});

test('while developing, the window’s files come from the other origin and photos still from here', async () => {
  const fetched: string[] = [];
  const protocol = createAppProtocol({
    rendererRoot,
    picture: async () => ({ path: photo, mediaType: 'image/jpeg' }),
    log: new RecordingLog(),
    development: {
      origin: 'http://localhost:5173',
      fetch: async (url) => {
        fetched.push(url);
        return new Response('fresh');
      },
    },
  });
  const response = await protocol(new Request('app://desk/@vite/client?t=1'));
  expect(await response.text()).toBe('fresh');
  expect(fetched).toEqual(['http://localhost:5173/@vite/client?t=1']);
  const picture = await protocol(new Request('app://desk/photos/m1/p1?size=thumb'));
  expect(await picture.text()).toBe('jpeg bytes');
});
