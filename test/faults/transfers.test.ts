import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw } from '#sandbox/plain.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { mainPath, rudeDesk } from '#test/rude-desk.ts';
import {
  ODD_REPLIES,
  type RudeManner,
  replies,
  SHORT_REPLIES,
  SILENCES,
} from '#test/rude-manners.ts';
import { head } from '#test/rude-server.ts';
import {
  ALL_MAIN,
  expectComplete,
  expectNothingFalse,
  modelsOf,
  photosOf,
  storedFiles,
  syncedDesk,
} from '#test/synced-desk.ts';

/** Three photos of one person, of which the first is answered so, the first `times` times. */
async function withFirstPhoto(manner: RudeManner, times = Number.POSITIVE_INFINITY) {
  const rude = await rudeDesk({ people: 1, photos: 3 });
  const [modelId = ''] = modelsOf(rude.desk);
  const [photoId = ''] = photosOf(rude.desk, modelId);
  const path = mainPath(modelId, photoId);
  rude.photos.manner = ({ target, nth }) =>
    target.startsWith(path) && nth < times ? manner : null;
  return { ...rude, modelId, photoId, asked: () => rude.photos.asked(path).length };
}

/** Spoilt twice and then right: refused, asked for again, kept whole; and never fetched again. */
async function expectRefusedAndRetried(manner: RudeManner): Promise<void> {
  const { desk, photos, asked } = await withFirstPhoto(manner, 2);
  expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0, halted: null });
  expect(asked()).toBe(3);
  expect(photos.requests).toHaveLength(5);
  await expectComplete(desk);
  await desk.downloadAll();
  expect(photos.requests).toHaveLength(5);
}

/** Spoilt for good: never kept, listed with its reason, the others here; a retry brings only it. */
async function expectListed(manner: RudeManner, code: RegExp): Promise<string> {
  const { desk, photos, modelId, photoId, asked } = await withFirstPhoto(manner);
  expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 1, halted: null });
  const { downloads } = desk.workspace;
  const [failure] = downloads.failures(null);
  expect(failure).toMatchObject({ modelId, photoId, variant: 'main' });
  expect(failure?.person).toMatch(/^[A-Z]\w+ [A-Z]\w+$/);
  expect(failure?.code).toMatch(code);
  expect(failure?.message).not.toMatch(/signature|127\.0\.0\.1/);
  expect(asked()).toBeLessThanOrEqual(8);
  expect((await expectNothingFalse(desk)).size).toBe(2);

  photos.manner = () => null;
  photos.requests.length = 0;
  expect(downloads.retryFailed(EVERYBODY)).toBe(1);
  expect(await downloads.run()).toMatchObject({ stored: 1, failed: 0 });
  expect(photos.requests).toHaveLength(1);
  await expectComplete(desk);
  return failure?.message ?? '';
}

describe('a body that is cut off', () => {
  const cases = Object.entries(SHORT_REPLIES);

  it.each(cases)('fault 01: a photo with %s is refused, and asked for again', async (_, manner) => {
    await expectRefusedAndRetried(manner);
  });

  it.each(cases)(
    'fault 01: a photo that always has %s is listed, never kept',
    async (_, manner) => {
      await expectListed(manner, /^photo_(truncated|undecodable|not_an_image|unreachable)$/);
    },
  );

  it.each(cases)('fault 01: an API reply with %s is asked for again', async (_, manner) => {
    const { desk, api } = await rudeDesk({ people: 2, photos: 3 });
    desk.sandbox.organization.addPhotos(modelsOf(desk)[0] ?? '', 2);
    const before = desk.workspace.library.db.all('SELECT id FROM photos').length;
    api.manner = ({ nth }) => (nth === 0 ? manner : null);
    await desk.sync();
    expect(api.requests.some(({ nth }) => nth === 1)).toBe(true);
    expect(desk.workspace.library.db.all('SELECT id FROM photos')).toHaveLength(before + 2);
    expect(await desk.downloadAll()).toMatchObject({ stored: 8, failed: 0 });
    await expectComplete(desk);
  });

  it.each(Object.entries(ODD_REPLIES))(
    'fault 01: %s is unusual, but whole: taken at once',
    async (_, manner) => {
      const { desk, asked } = await withFirstPhoto(manner);
      expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0 });
      expect(asked()).toBe(1);
      await expectComplete(desk);
    },
  );
});

describe('another body than the photo under a good status', () => {
  const page = '<!doctype html><title>Sign in to the hotel network</title>';
  const html = { 'content-type': 'text/html' };
  const jpeg = { 'content-type': 'image/jpeg' };
  const bodies: [string, RudeManner][] = [
    ['a web page', replies(200, html, page)],
    ['a web page that calls itself an image', replies(200, jpeg, page)],
    ['an error as JSON', replies(200, jpeg, '{"success":false,"error":"Nope"}')],
    ['an error as XML', replies(200, jpeg, '<Error><Code>SlowDown</Code></Error>')],
    ['plain text', replies(200, { 'content-type': 'text/plain' }, 'OK')],
    ['an empty body', replies(200, jpeg)],
    [
      'an empty chunked body',
      (socket) => {
        socket.write(head(200, { ...jpeg, 'transfer-encoding': 'chunked' }));
        socket.write('0\r\n\r\n');
      },
    ],
    ['no content at all', (socket) => void socket.write(head(204, {}))],
    ['a part that nobody asked for', replies(206, { 'content-range': 'bytes 0-1/9' }, 'ab')],
  ];

  it.each(bodies)(
    'fault 10: %s instead of a photo is refused, and asked for again',
    async (_, manner) => {
      await expectRefusedAndRetried(manner);
    },
  );

  it.each(bodies)(
    'fault 10: %s instead of a photo, again and again, is listed',
    async (_, manner) => {
      const said = await expectListed(manner, /^photo_(not_an_image|unreachable)$/);
      expect(said).toMatch(/not an image. A login page or a proxy|answered 20[46] instead/);
    },
  );

  it.each<[string, RudeManner, RegExp]>([
    ['an error as JSON', replies(200, {}, '{"success":false,"error":"Quota gone"}'), /Quota gone/],
    ['a web page', replies(200, html, page), /a web page.*open .* in a browser/],
    ['an empty body', replies(200), /an empty reply.*sign-in page or a proxy/],
    ['plain text', replies(200, {}, 'OK'), /not JSON.*check the API address/],
    ['a list', replies(200, {}, '[1,2]'), /not JSON/],
    ['null', replies(200, {}, 'null'), /not JSON/],
    ['a success with nothing in it', replies(200, {}, '{"success":true}'), /expected content/],
    [
      'a payload of another kind',
      replies(200, {}, '{"success":true,"data":"x"}'),
      /expected content/,
    ],
  ])(
    'fault 10: %s instead of an API reply is told clearly, and nothing is lost',
    async (_, manner, said) => {
      const { desk, api } = await rudeDesk({ people: 2, photos: 3 });
      await desk.downloadAll();
      const known = () =>
        desk.workspace.library.db.all('SELECT * FROM photos ORDER BY model_id, id');
      const before = known();
      api.manner = () => manner;
      await expect(desk.sync()).rejects.toMatchObject({
        code: expect.stringMatching(/^api_(failed|not_understood)$/),
        message: expect.stringMatching(said),
      });
      expect(known()).toEqual(before);
      await expectComplete(desk);
      api.manner = () => null;
      await desk.sync();
      expect(known()).toEqual(before);
    },
  );

  it('fault 10: a captive portal in front of everything is waited out', async () => {
    const clock = new FakeClock(Date.now());
    const { desk, api, photos } = await rudeDesk({ people: 2, photos: 4, ports: { clock } });
    api.manner = photos.manner = () => replies(200, html, page);
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    let wasOffline = false;
    const run = downloads.run({
      onProgress: ({ label }) => {
        wasOffline ||= label === 'waiting for the network' && downloads.activity() === 'offline';
        if (wasOffline) api.manner = photos.manner = () => null;
      },
    });
    expect(await clock.until(run)).toMatchObject({ stored: 8, failed: 0, halted: null });
    expect(wasOffline).toBe(true);
    await expectComplete(desk);
  });
});

describe('an image that is not what it says', () => {
  const jpeg = { 'content-type': 'image/jpeg' };
  const picture = () =>
    sharp({ create: { width: 90, height: 60, channels: 3, background: '#a83' } });
  const noisy = async () =>
    sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#777',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    });

  it.each<[string, () => Promise<Buffer>]>([
    ['png', () => picture().png().toBuffer()],
    ['webp', () => picture().webp().toBuffer()],
    ['gif', () => picture().gif().toBuffer()],
    ['avif', () => picture().avif().toBuffer()],
    ['tif', () => picture().tiff().toBuffer()],
  ])('fault 11: a %s that calls itself a JPEG is kept under its own name', async (type, make) => {
    const bytes = await make();
    const { desk, modelId, photoId, asked } = await withFirstPhoto(replies(200, jpeg, bytes));
    expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0 });
    const folder = join(desk.workspace.library.paths.photos, modelId);
    const kept = (await readdir(folder)).filter((name) => name.startsWith(photoId));
    expect(kept).toEqual([`${photoId}.main.${type}`]);
    expect((await readFile(join(folder, kept[0] ?? ''))).equals(bytes)).toBe(true);
    await desk.downloadAll();
    expect(asked()).toBe(1);
  });

  it.each(['text/html', 'application/octet-stream', 'image/png', ''])(
    'fault 11: a JPEG that calls itself "%s" is a JPEG',
    async (contentType) => {
      const { desk, modelId, photoId } = await withFirstPhoto(async (socket, honest) => {
        const { body } = await honest();
        socket.write(
          head(200, { 'content-type': contentType, 'content-length': `${body.length}` }),
        );
        socket.write(body);
      });
      expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0 });
      const names = await readdir(join(desk.workspace.library.paths.photos, modelId));
      expect(names).toContain(`${photoId}.main.jpg`);
      await expectComplete(desk);
    },
  );

  const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.7));
  const END = Buffer.from([0xff, 0xd9]);
  it.each<[string, () => Promise<Buffer>]>([
    ['a JPEG without its end', async () => cut(await (await noisy()).jpeg().toBuffer())],
    [
      'a progressive JPEG without its end',
      async () => cut(await (await noisy()).jpeg({ progressive: true }).toBuffer()),
    ],
    [
      'half a JPEG with an end put on it',
      async () => Buffer.concat([cut(await (await noisy()).jpeg().toBuffer()), END]),
    ],
    ['half a PNG', async () => cut(await (await noisy()).png().toBuffer())],
    ['half a WebP', async () => cut(await (await noisy()).webp().toBuffer())],
    ['half an AVIF', async () => cut(await (await noisy()).avif().toBuffer())],
    [
      'a JPEG with a hole of zeros',
      async () => (await (await noisy()).jpeg().toBuffer()).fill(0, 2_000, 9_000),
    ],
    [
      'the first bytes of a JPEG and then text',
      async () =>
        Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('x'.repeat(5_000))]),
    ],
    ['a drawing in SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF', async () => Buffer.from(`%PDF-1.7\n${'x'.repeat(900)}`)],
    [
      'a PNG that says it is 60,000 pixels wide and high',
      async () => {
        const bytes = await picture().png().toBuffer();
        bytes.writeUInt32BE(60_000, 16);
        bytes.writeUInt32BE(60_000, 20);
        return bytes;
      },
    ],
  ])('fault 11: %s is refused and listed, never kept', async (_, make) => {
    const said = await expectListed(
      replies(200, jpeg, await make()),
      /^photo_(undecodable|not_an_image)$/,
    );
    expect(said).toMatch(/not a whole image|not an image/);
  });

  it('fault 11: a JPEG without its end at first is asked for again', async () => {
    const bytes = cut(await (await noisy()).jpeg().toBuffer());
    await expectRefusedAndRetried(replies(200, jpeg, bytes));
  });
});

describe('a body without end', () => {
  const start = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(65_000, 7)]);
  /** Sends `piece` for as long as somebody reads. */
  const forEver =
    (headers: Record<string, string>, piece: Buffer): RudeManner =>
    (socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.write(head(200, headers));
      socket.write(start);
      socket.on('drain', more);
      more();
    };
  const chunkOf = (bytes: Buffer) =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

  it.each<[string, RudeManner]>([
    ['without a length', forEver({ connection: 'close' }, start)],
    [
      'in chunks',
      (socket) => {
        const piece = chunkOf(start);
        const more = () => {
          while (!socket.destroyed && socket.write(piece));
        };
        socket.write(head(200, { 'transfer-encoding': 'chunked' }));
        socket.on('drain', more);
        more();
      },
    ],
    ['of ten gigabytes', forEver({ 'content-length': '10000000000' }, start)],
    [
      'packed small',
      replies(
        200,
        { 'content-encoding': 'gzip' },
        gzipSync(Buffer.concat([start, Buffer.alloc(80 * 2 ** 20)]), { level: 1 }),
      ),
    ],
  ])('fault 12: a photo %s is cut off and listed, and its neighbours come', async (_, manner) => {
    const { desk, modelId, photoId, asked } = await withFirstPhoto(manner);
    expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 1, halted: null });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([
      {
        modelId,
        photoId,
        code: 'photo_too_large',
        message: expect.stringMatching(/larger than \d+ MB/),
      },
    ]);
    // It would be as large at the next try.
    expect(asked()).toBe(1);
    expect((await expectNothingFalse(desk)).size).toBe(2);
  });

  it('fault 12: an API reply without end is cut off and told, and the next sync is whole', async () => {
    const { desk, api } = await rudeDesk({ people: 2, photos: 3 });
    api.manner = () => forEver({ connection: 'close' }, Buffer.alloc(65_536, ' '));
    await expect(desk.sync()).rejects.toMatchObject({
      code: 'api_not_understood',
      message: expect.stringContaining('far too large'),
    });
    api.manner = () => null;
    await desk.sync();
    expect(await desk.downloadAll()).toMatchObject({ stored: 6, failed: 0 });
  });
});

describe('a connection that stalls', () => {
  it('fault 13: silence at any place ends after the idle time, and the photo is asked for again', async () => {
    const silences = Object.values(SILENCES);
    const { desk, network, photos } = await rudeDesk({ people: 1, photos: silences.length });
    network.idleTimeoutMs = 300;
    const [modelId = ''] = modelsOf(desk);
    const paths = photosOf(desk, modelId).map((photoId) => mainPath(modelId, photoId));
    photos.manner = ({ target, nth }) => {
      const place = paths.findIndex((path) => target.startsWith(path));
      return nth === 0 ? (silences[place] ?? null) : null;
    };
    expect(await desk.downloadAll()).toMatchObject({ stored: paths.length, failed: 0 });
    expect(paths.map((path) => photos.asked(path).length)).toEqual(paths.map(() => 2));
    await expectComplete(desk);
  });

  it('fault 13: a photo that always stalls is listed, and its neighbours come meanwhile', async () => {
    const { desk, network, photos, photoId, asked } = await withFirstPhoto(
      SILENCES['in the body'] ?? (() => {}),
    );
    network.idleTimeoutMs = 100;
    expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 1, halted: null });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([
      { photoId, code: 'photo_truncated' },
    ]);
    expect(asked()).toBe(4);
    expect((await expectNothingFalse(desk)).size).toBe(2);
    photos.manner = () => null;
    expect(desk.workspace.downloads.retryFailed(EVERYBODY)).toBe(1);
    expect(await desk.workspace.downloads.run()).toMatchObject({ stored: 1, failed: 0 });
  });

  it('fault 13: an API that falls silent in its reply is asked again', async () => {
    const { desk, network, api } = await rudeDesk({ people: 2, photos: 3 });
    network.idleTimeoutMs = 300;
    const silences = Object.values(SILENCES);
    let count = 0;
    api.manner = ({ nth }) => (nth === 0 ? (silences[count++ % silences.length] ?? null) : null);
    await desk.sync();
    expect(count).toBeGreaterThanOrEqual(silences.length);
    expect(await desk.downloadAll()).toMatchObject({ stored: 6, failed: 0 });
    await expectComplete(desk);
  });

  it('fault 13: bytes that only drip are no photo in the making', async () => {
    const clock = new FakeClock(Date.now());
    const { desk, photos, modelId, photoId } = await dripping(clock);
    const run = desk.downloadAll();
    expect(await clock.until(run)).toMatchObject({ stored: 2, failed: 0 });
    expect(photos.asked(mainPath(modelId, photoId))).toHaveLength(2);
    await expectComplete(desk);
  });

  /** One of two photos comes byte by byte, one a second, at the first time of asking. */
  async function dripping(clock: FakeClock) {
    const rude = await rudeDesk({ people: 1, photos: 2, ports: { clock } });
    const [modelId = ''] = modelsOf(rude.desk);
    const [photoId = ''] = photosOf(rude.desk, modelId);
    const drip: RudeManner = async (socket, honest) => {
      const { body } = await honest();
      socket.setNoDelay(true);
      socket.write(head(200, { 'content-length': `${body.length}` }));
      for (const byte of body.subarray(0, 200)) {
        socket.write(Buffer.of(byte));
        await clock.advance(1_000);
      }
    };
    rude.photos.manner = ({ target, nth }) =>
      target.startsWith(mainPath(modelId, photoId)) && nth === 0 ? drip : null;
    return { ...rude, modelId, photoId };
  }
});

it('fault 12: a photo of many megabytes that is one is no absurdity', async () => {
  const draw = plainDraw({ sizeBytes: 12_000_000 });
  const desk = await syncedDesk({ people: 1, photos: 2, sandbox: { draw } });
  expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 0 });
  expect([...(await storedFiles(desk)).values()].every(({ length }) => length > 1e7)).toBe(true);
  await expectComplete(desk);
});
