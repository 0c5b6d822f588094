import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FakeHttp, type FakeReply, inTurn, networkError } from '#test/fake-http.ts';
import { assertPhotoUrl } from '../headshotpro/url-guard.ts';
import { createMeter } from '../library/meter.ts';
import type { PartFile } from '../library/part-file.ts';
import { fetchPhoto, LinkRefused, PassingFailure } from './fetch-photo.ts';

const PHOTO_URL = 'https://cdn.example/photos/q7r2.jpg?signature=SECRET';
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000, 7)]);
const NOW_MS = Date.UTC(2026, 1, 3, 9, 15);

/** A part that only counts and keeps. */
function memoryPart() {
  const meter = createMeter();
  const pieces: Uint8Array[] = [];
  const part: PartFile & { bytes: () => Buffer } = {
    path: '/nowhere.part',
    write: async (piece) => {
      meter.add(piece);
      pieces.push(Uint8Array.from(piece));
    },
    finish: async () => meter.end(),
    content: () => null,
    flush: () => Promise.resolve(),
    place: () => Promise.resolve(),
    discard: () => Promise.resolve(),
    bytes: () => Buffer.concat(pieces),
  };
  return part;
}

function image(changes: FakeReply = {}): FakeReply {
  return { body: [JPEG.subarray(0, 5), JPEG.subarray(5, 4_000), JPEG.subarray(4_000)], ...changes };
}

function setUp(...replies: (FakeReply | Error)[]) {
  const fake = new FakeHttp(inTurn(...replies));
  const part = memoryPart();
  const moved: number[] = [];
  const stop = new AbortController();
  const options = {
    http: fake.http,
    clock: { now: () => NOW_MS, elapsed: () => 0 },
    assertUrl: (url: string) => void assertPhotoUrl(url, { apiUrl: 'https://api.example/api/v2' }),
    signal: stop.signal,
    onBytes: (count: number) => void moved.push(count),
    maxBytes: 100_000,
  };
  return { fake, part, moved, stop, options, fetch: () => fetchPhoto(PHOTO_URL, part, options) };
}

/** What it was refused with, as an error. */
async function failureOf(fetching: Promise<unknown>): Promise<unknown> {
  return fetching.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('fetching a photo', () => {
  it('streams it into the part, counted and hashed, its type from its bytes', async () => {
    const { fetch, part, moved } = setUp(image({ headers: { 'content-type': 'text/plain' } }));
    const sha256 = createHash('sha256').update(JPEG).digest('hex');
    expect(await fetch()).toMatchObject({ sizeBytes: JPEG.length, sha256, extension: 'jpg' });
    expect(part.bytes().equals(JPEG)).toBe(true);
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(JPEG.length);
  });

  it('sends nothing of the API along, and asks for the bytes as they are', async () => {
    const { fetch, fake } = setUp(image());
    await fetch();
    expect(fake.requests).toMatchObject([
      { method: 'GET', headers: { 'accept-encoding': 'identity' } },
    ]);
    const names = Object.keys(fake.requests[0]?.headers ?? {});
    expect(names.toSorted()).toEqual(['accept', 'accept-encoding']);
  });

  it('stops at once when it is to', async () => {
    const { fetch, stop, fake } = setUp(image());
    stop.abort(new Error('enough'));
    expect(await failureOf(fetch())).toMatchObject({ message: 'enough' });
    expect(fake.requests).toEqual([]);
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302): FakeReply => ({ status, headers: { location } });

  it('is followed, relative or not, with each hop checked and nothing sent along', async () => {
    const { fetch, fake } = setUp(
      to('/elsewhere?signature=OTHER'),
      to('https://other.example/a.jpg', 307),
      image(),
    );
    await fetch();
    expect(fake.requests.map(({ url }) => url)).toEqual([
      PHOTO_URL,
      'https://cdn.example/elsewhere?signature=OTHER',
      'https://other.example/a.jpg',
    ]);
    expect(fake.requests.every(({ headers }) => !('authorization' in headers))).toBe(true);
    expect(fake.discarded).toBeGreaterThanOrEqual(2);
  });

  it.each([
    'http://cdn.example/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://[::1]/a.jpg',
    'https://192.168.1.1/a.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/a.jpg',
    'https://localhost/a.jpg',
    'https://me:secret@cdn.example/a.jpg',
    'file:///etc/passwd',
    'https://',
  ])('to %s is refused', async (location) => {
    const { fetch, fake } = setUp(to(location), image());
    const failure = await failureOf(fetch());
    expect(failure).toMatchObject({ code: 'url_refused' });
    expect(String(failure)).not.toMatch(/signature|secret/i);
    expect(fake.requests).toHaveLength(1);
  });

  it('in a circle comes to an end', async () => {
    const { fetch, fake } = setUp(to('/again'));
    expect(await failureOf(fetch())).toMatchObject({ code: 'url_refused' });
    expect(fake.requests.length).toBeLessThan(10);
  });
});

describe('what is not kept', () => {
  it.each([400, 401, 403, 404, 410])('%i asks for a fresh link', async (status) => {
    const failure = await failureOf(setUp({ status }).fetch());
    expect(failure).toBeInstanceOf(LinkRefused);
    expect(failure).toMatchObject({ status });
  });

  it.each([202, 204, 206, 408, 425, 429, 500, 502, 503, 504])('%i may pass', async (status) => {
    const failure = await failureOf(setUp({ status }).fetch());
    expect(failure).toMatchObject({ failure: { code: 'photo_unreachable' }, retryAfterMs: null });
  });

  it.each([304, 418, 501])('%i does not', async (status) => {
    expect(await failureOf(setUp({ status }).fetch())).toMatchObject({ code: 'photo_unreachable' });
  });

  it.each([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['Tue, 03 Feb 2026 09:15:12 GMT', 12_000],
    ['99999', 65_000],
    ['soon', null],
  ])('Retry-After: %s is a wish to wait %s ms', async (wish, retryAfterMs) => {
    const headers = { 'retry-after': wish, date: 'Tue, 03 Feb 2026 09:15:00 GMT' };
    expect(await failureOf(setUp({ status: 503, headers }).fetch())).toMatchObject({
      retryAfterMs,
    });
  });

  it.each([
    ['a body shorter than it was to be', JPEG.length + 1],
    ['a body longer than it was to be', JPEG.length - 1],
  ])('%s', async (_, length) => {
    const { fetch } = setUp(image({ headers: { 'content-length': String(length) } }));
    const failure = await failureOf(fetch());
    expect(failure).toBeInstanceOf(PassingFailure);
    expect(failure).toMatchObject({ failure: { code: 'photo_truncated' } });
  });

  it.each([
    ['a web page', '<!doctype html><html>Sign in</html>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['nothing', ''],
    ['too little to tell', '\xff\xd8\xff'],
    ['JSON', '{"success":false,"error":"expired"}'],
  ])('%s', async (_, body) => {
    const { fetch, part } = setUp({ body: [Buffer.from(body, 'latin1')] });
    expect(await failureOf(fetch())).toMatchObject({ failure: { code: 'photo_not_an_image' } });
    expect(part.bytes()).toHaveLength(body.length < 12 ? body.length : 0);
  });

  it('a coded body: it is not the image', async () => {
    const gzipped = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(100)]);
    const headers = { 'content-encoding': 'gzip', 'content-length': '9999' };
    const failure = await failureOf(setUp({ headers, body: [gzipped] }).fetch());
    expect(failure).toMatchObject({ failure: { code: 'photo_not_an_image' } });
  });

  it('a body that says it is too large, before it comes', async () => {
    const { fetch, moved } = setUp(image({ headers: { 'content-length': '100001' } }));
    expect(await failureOf(fetch())).toMatchObject({ code: 'photo_too_large' });
    expect(moved).toEqual([]);
  });

  it('a body without an end, as soon as it is too large', async () => {
    let pieces = 0;
    const endless = {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          pieces++;
          yield JPEG;
        }
      },
    };
    const { options, fake } = setUp({});
    const failure = await failureOf(
      fetchPhoto(PHOTO_URL, memoryPart(), {
        ...options,
        http: async (request) => ({ ...(await fake.http(request)), body: endless }),
        maxBytes: 50_000,
      }),
    );
    expect(failure).toMatchObject({ code: 'photo_too_large' });
    expect(pieces).toBeLessThan(15);
    expect(fake.discarded).toBe(1);
  });

  it('a connection that fails, with the network’s word for it and without the URL', async () => {
    const failure = await failureOf(setUp(networkError('ECONNRESET')).fetch());
    expect(failure).toBeInstanceOf(PassingFailure);
    expect(failure).toMatchObject({ failure: { code: 'photo_unreachable' } });
    expect(String(failure)).toContain('ECONNRESET');
    expect(String(failure)).not.toMatch(/signature|SECRET/);
  });
});
