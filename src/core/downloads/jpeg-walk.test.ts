import sharp, { type JpegOptions } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { walkJpeg } from './jpeg-walk.ts';

const END = Buffer.from([0xff, 0xd9]);
const SCAN = Buffer.from([0xff, 0xda]);

/** A picture with the noise of a camera. */
async function jpeg(width: number, height: number, options: JpegOptions = {}): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 26 } as const;
  const create = { width, height, channels: 3, background: '#888', noise } as const;
  return sharp({ create }).jpeg(options).toBuffer();
}

/** Where the pixels' data begins: behind the head of the last scan. */
function dataStart(file: Buffer): number {
  const scan = file.lastIndexOf(SCAN);
  return scan + 2 + file.readUInt16BE(scan + 2);
}

const KINDS: Record<string, JpegOptions> = {
  plain: {},
  'in full colour': { chromaSubsampling: '4:4:4', quality: 95 },
  'with tables of its own': { optimiseCoding: true, quality: 60 },
  coarse: { quality: 5 },
  'of the finest quality': { quality: 100 },
};

describe('a whole JPEG', () => {
  it.each(Object.entries(KINDS))('%s is walked, whatever its size', async (_, options) => {
    for (const [width, height] of [
      [1, 1],
      [8, 8],
      [17, 16],
      [301, 203],
      [1000, 1250],
    ] as const) {
      const walked = await walkJpeg(await jpeg(width, height, options));
      expect(walked).toEqual({ width, height, hasExif: false });
    }
  });

  it('of one colour only is walked', async () => {
    const grey = await sharp(await jpeg(203, 99))
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    expect(await walkJpeg(grey)).toMatchObject({ width: 203, height: 99 });
  });

  it('of many megabytes is walked', async () => {
    const large = await jpeg(2400, 2400, { quality: 97 });
    expect(large.length).toBeGreaterThan(3_000_000);
    expect(await walkJpeg(large)).toMatchObject({ width: 2400, height: 2400 });
  });

  it('with restart markers is walked, and each in its place', async () => {
    const file = await withRestarts();
    await sharp(file, { failOn: 'warning' }).raw().toBuffer();
    expect(await walkJpeg(file)).toMatchObject({ width: 64, height: 8 });
    const marker = file.lastIndexOf(Buffer.from([0xff, 0xd1]));
    for (const other of [0xd0, 0xd2, 0xd7]) {
      file[marker + 1] = other;
      expect(await walkJpeg(file)).toBeNull();
    }
  });

  it('may have something behind its end', async () => {
    const file = Buffer.concat([await jpeg(100, 80), await jpeg(20, 20)]);
    expect(await walkJpeg(file)).toMatchObject({ width: 100, height: 80 });
  });

  it('says that it has Exif data', async () => {
    const turned = await sharp(await jpeg(30, 20))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await walkJpeg(turned)).toMatchObject({ hasExif: true });
  });
});

describe('a JPEG that is for a decoder', () => {
  it('is a progressive one', async () => {
    expect(await walkJpeg(await jpeg(300, 200, { progressive: true }))).toBeNull();
  });

  it('is one of four colours', async () => {
    const cmyk = await sharp(await jpeg(300, 200))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect(await walkJpeg(cmyk)).toBeNull();
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a beginning only', Buffer.from([0xff, 0xd8])],
    ['a beginning and an end', Buffer.concat([Buffer.from([0xff, 0xd8]), END])],
    ['another file', Buffer.from('GIF89a, and so on and so on')],
  ])('is %s', async (_, file) => expect(await walkJpeg(file)).toBeNull());
});

describe('damage in the data', () => {
  const files: Buffer[] = [];
  beforeAll(async () => {
    for (const options of Object.values(KINDS)) files.push(await jpeg(301, 403, options));
  });

  it.each([1, 2, 3, 20, 500, 4_000])(
    'of %i bytes that are missing is seen, anywhere and in any of the kinds',
    async (missing) => {
      for (const file of files) {
        const start = dataStart(file);
        const last = file.length - END.length - missing;
        for (const share of [0, 0.3, 0.77, 1]) {
          const from = start + Math.floor((last - start) * share);
          if (from < start) continue;
          const cut = Buffer.concat([file.subarray(0, from), file.subarray(from + missing)]);
          const seen = await walkJpeg(cut);
          // A byte or two less may by chance be as many codes of as many blocks.
          if (missing >= 500 || share === 1) expect(seen, `${share}`).toBeNull();
        }
      }
    },
  );

  it('is seen where the end is missing', async () => {
    for (const file of files) {
      const most = file.length - dataStart(file);
      for (const missing of [1, 2, 3, 100, 2_000, most].filter((bytes) => bytes <= most)) {
        expect(await walkJpeg(file.subarray(0, -missing)), `${missing}`).toBeNull();
      }
    }
  });

  it.each([512, 4_096])('of %i zeroed bytes is seen', async (zeroed) => {
    for (const file of files.filter(({ length }) => length > 20_000)) {
      const middle = (dataStart(file) + file.length) >> 1;
      const spoilt = Buffer.from(file).fill(0, middle, middle + zeroed);
      expect(await walkJpeg(spoilt)).toBeNull();
    }
  });

  it('is seen where halves are swapped or one comes twice, which decoders take', async () => {
    for (const file of files) {
      const start = dataStart(file);
      const middle = (start + file.length) >> 1;
      const [head, first, second] = [
        file.subarray(0, start),
        file.subarray(start, middle),
        file.subarray(middle, -END.length),
      ];
      expect(await walkJpeg(Buffer.concat([head, second, first, END]))).toBeNull();
      expect(await walkJpeg(Buffer.concat([head, first, first, second, END]))).toBeNull();
    }
  });

  it('is seen where the head promises more lines than there are', async () => {
    for (const file of files) {
      const taller = Buffer.from(file);
      const frame = taller.indexOf(Buffer.from([0xff, 0xc0]));
      taller.writeUInt16BE(taller.readUInt16BE(frame + 5) + 64, frame + 5);
      expect(await walkJpeg(taller)).toBeNull();
    }
  });
});

/**
 * Eight grey blocks, each with a restart marker of its own behind it: the code of no difference and
 * that of the block's end, `00 1010` in the tables everybody uses.
 */
async function withRestarts(): Promise<Buffer> {
  const picture = await sharp({
    create: { width: 64, height: 8, channels: 3, background: '#808080' },
  })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
  const scan = picture.lastIndexOf(SCAN);
  const interval = Buffer.from([0xff, 0xdd, 0, 4, 0, 1]);
  const blocks = Array.from({ length: 8 }, (_, at) => [0b00101011, 0xff, 0xd0 + at]).flat();
  return Buffer.concat([
    picture.subarray(0, scan),
    interval,
    picture.subarray(scan, dataStart(picture)),
    Buffer.from(blocks.slice(0, -2)),
    END,
  ]);
}
