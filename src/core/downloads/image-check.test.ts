import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkImage, EXTENSIONS, HEAD_BYTES, imageType } from './image-check.ts';

const WIDTH = 301;
const HEIGHT = 203;

const images = new Map<string, Buffer>();

beforeAll(async () => {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7919 + ((at * at) >> 3)) & 255;
  const picture = sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  images.set('jpg', await picture.clone().jpeg().toBuffer());
  images.set('progressive jpg', await picture.clone().jpeg({ progressive: true }).toBuffer());
  images.set('png', await picture.clone().png().toBuffer());
  images.set('webp', await picture.clone().webp().toBuffer());
  images.set('gif', await picture.clone().gif().toBuffer());
  images.set('avif', await picture.clone().avif({ effort: 0 }).toBuffer());
  images.set('tif', await picture.clone().tiff().toBuffer());
});

const KINDS = ['jpg', 'progressive jpg', 'png', 'webp', 'gif', 'avif', 'tif'];
const extensionOf = (kind: string) => kind.split(' ').at(-1) ?? '';
const imageOf = (kind: string) => images.get(kind) ?? Buffer.alloc(0);

const check = (bytes: Buffer, extension: string) => checkImage(bytes, extension);

describe('the type of an image', () => {
  it.each(KINDS)('is seen in the first bytes of a %s', (kind) => {
    expect(imageType(imageOf(kind).subarray(0, HEAD_BYTES))).toBe(extensionOf(kind));
    expect(EXTENSIONS).toContain(extensionOf(kind));
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['an SVG with a prologue', '<?xml version="1.0"?><svg>'],
    ['a web page', '<!doctype html><html>'],
    ['a PDF', '%PDF-1.7 and more'],
    ['a ZIP', 'PK\x03\x04aaaaaaaaaaaa'],
    ['a RIFF that is sound', 'RIFF\0\0\0\0WAVEfmt '],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0'],
  ])('is none for %s', (_, text) => {
    expect(imageType(Buffer.from(text, 'latin1'))).toBeNull();
  });

  it('is none for too few bytes', () => {
    expect(imageType(Buffer.from([0xff, 0xd8, 0xff]))).toBeNull();
    expect(imageType(new Uint8Array())).toBeNull();
  });
});

describe('checking an image', () => {
  it.each(KINDS)('says how large a whole %s is', async (kind) => {
    const extension = extensionOf(kind);
    expect(await check(imageOf(kind), extension)).toEqual({
      extension,
      width: WIDTH,
      height: HEIGHT,
    });
  });

  it.each(KINDS)('refuses a %s without its last fifth', async (kind) => {
    const whole = imageOf(kind);
    const cut = whole.subarray(0, Math.floor(whole.length * 0.8));
    await expect(check(cut, extensionOf(kind))).rejects.toMatchObject({
      code: 'photo_undecodable',
    });
  });

  it.each([1, 2, 3, 20])('refuses a JPEG whose last %i bytes are missing', async (missing) => {
    for (const kind of ['jpg', 'progressive jpg']) {
      const cut = imageOf(kind).subarray(0, -missing);
      await expect(check(cut, 'jpg')).rejects.toMatchObject({ code: 'photo_undecodable' });
    }
  });

  it.each([
    [1000, 1250],
    [230, 290],
    [1024, 1536],
    [1001, 1251],
  ])('refuses a JPEG of %i × %i cut anywhere near its end', async (width, height) => {
    const noise = Buffer.alloc(width * height * 3, 0).map((_, at) => (at * 2_654_435_761) >>> 24);
    const picture = sharp(noise, { raw: { width, height, channels: 3 } });
    const whole = await picture.jpeg().toBuffer();
    await expect(check(whole, 'jpg')).resolves.toMatchObject({ width, height });
    for (const missing of [1, 2, 100, 2_000]) {
      await expect(check(whole.subarray(0, -missing), 'jpg')).rejects.toMatchObject({
        code: 'photo_undecodable',
      });
    }
  });

  it.each(['png', 'gif'])('refuses a %s without its end mark', async (kind) => {
    const missing = kind === 'png' ? 12 : 1;
    await expect(check(imageOf(kind).subarray(0, -missing), kind)).rejects.toMatchObject({
      code: 'photo_undecodable',
    });
  });

  it('refuses random bytes behind a JPEG’s head', async () => {
    const fake = Buffer.from(imageOf('jpg'));
    for (let at = 20; at < fake.length; at++) fake[at] = (at * 31) & 255;
    await expect(check(fake, 'jpg')).rejects.toMatchObject({ code: 'photo_undecodable' });
  });

  it('takes a JPEG with something behind its end, as cameras write it', async () => {
    const trailing = Buffer.concat([imageOf('jpg'), Buffer.alloc(500, 0)]);
    expect(await check(trailing, 'jpg')).toMatchObject({ width: WIDTH });
  });

  it('gives the size as it is seen where the image says that it is turned', async () => {
    const turned = await sharp(imageOf('jpg')).withMetadata({ orientation: 6 }).toBuffer();
    expect(await check(turned, 'jpg')).toMatchObject({ width: HEIGHT, height: WIDTH });
  });

  it('refuses an image of absurd dimensions without decoding it', async () => {
    const large = await sharp({
      create: { width: 20, height: 20, channels: 3, background: '#123456' },
    })
      .png()
      .toBuffer();
    large.writeUInt32BE(60_000, 16);
    large.writeUInt32BE(60_000, 20);
    await expect(check(large, 'png')).rejects.toMatchObject({ code: 'photo_undecodable' });
  });

  it('never gives an SVG to the decoder of another type', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
    await expect(check(Buffer.from(svg), 'jpg')).rejects.toMatchObject({
      code: 'photo_undecodable',
    });
  });
});
