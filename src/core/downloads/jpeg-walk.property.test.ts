import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { runs } from '#test/property-runs.ts';
import { walkJpeg } from './jpeg-walk.ts';

const OPTIONS = [{}, { quality: 97 }, { chromaSubsampling: '4:4:4' }, { optimiseCoding: true }];
const files: Buffer[] = [];
beforeAll(async () => {
  for (const options of OPTIONS) {
    const noise = { type: 'gaussian', mean: 128, sigma: 26 } as const;
    const create = { width: 123, height: 77, channels: 3, background: '#888', noise } as const;
    files.push(await sharp({ create }).jpeg(options).toBuffer());
  }
});

/** Decoders complain of other versions of what is said up to here, which changes no pixel. */
const JFIF_END = 20;

/** A file with some bytes of it replaced by others, or left out. */
const spoilt = fc
  .record({
    kind: fc.nat(OPTIONS.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(300),
    put: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ kind, at, removed, put }) => {
    const file = files[kind] ?? Buffer.alloc(0);
    const from = JFIF_END + Math.floor(at * (file.length - JFIF_END));
    return Buffer.concat([file.subarray(0, from), put, file.subarray(from + removed)]);
  });

async function decodes(file: Buffer): Promise<boolean> {
  try {
    await sharp(file, { failOn: 'warning' }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

it('never takes for whole what a decoder complains of, and never breaks down', async () => {
  await fc.assert(
    fc.asyncProperty(spoilt, async (file) => {
      if ((await walkJpeg(file)) === null) return;
      expect(await decodes(file)).toBe(true);
    }),
    runs(300),
  );
});

it('never breaks down on any bytes', async () => {
  const marker = fc.constantFrom(0xc0, 0xc4, 0xda, 0xdb, 0xdd, 0xd9, 0xe1);
  const segment = fc
    .tuple(marker, fc.uint8Array({ maxLength: 40 }))
    .map(([kind, content]) => [0xff, kind, 0, content.length + 2, ...content]);
  const file = fc.array(segment, { maxLength: 8 }).map((segments) => {
    return Buffer.from([0xff, 0xd8, ...segments.flat()]);
  });
  await fc.assert(
    fc.asyncProperty(file, async (bytes) => {
      expect(await walkJpeg(bytes)).toBeNull();
    }),
    runs(500),
  );
});
