import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** Sample photos: real JPEGs with the noise of a camera, so that they take as long to decode as real ones. */
export interface PhotoSet {
  /** Absolute paths, in order. */
  paths: string[];
  bytes: number;
}

/** How large a sample is, and in pixels what gives about that size at the usual quality. */
export const SAMPLE_SIZES = {
  '25 KB': { width: 256, height: 320 },
  '250 KB': { width: 864, height: 1080 },
  '5 MB': { width: 3888, height: 4860 },
} as const;

export type SampleSize = keyof typeof SAMPLE_SIZES;

const QUALITY = 88;
/** Drawn anew this often; the others differ by a comment in the file, and so in every byte's place. */
const DRAWN = 8;

/** `count` different photos of one size; made once, below the temporary folder. */
export async function samplePhotos(size: SampleSize, count: number): Promise<PhotoSet> {
  const folder = join(tmpdir(), 'headshot-desk-bench-photos', size.replace(' ', ''));
  await mkdir(folder, { recursive: true });
  const known = new Set(await readdir(folder));
  const drawn = new Map<number, Buffer>();
  const paths: string[] = [];
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const name = `${String(index).padStart(6, '0')}.jpg`;
    const path = join(folder, name);
    if (!known.has(name)) {
      const base = drawn.get(index % DRAWN) ?? (await draw(size));
      drawn.set(index % DRAWN, base);
      await writeFile(`${path}.part`, withComment(base, randomBytes(32)));
      await rename(`${path}.part`, path);
    }
    bytes += (await stat(path)).size;
    paths.push(path);
  }
  return { paths, bytes };
}

async function draw(size: SampleSize): Promise<Buffer> {
  const { width, height } = SAMPLE_SIZES[size];
  const portrait = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 10" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#9fb4cf"/><stop offset="1" stop-color="#5b6b80"/></linearGradient></defs>
    <rect width="8" height="10" fill="url(#g)"/><circle cx="4" cy="4" r="1.7" fill="#e8c4a8"/>
    <path d="M0.8 10a3.2 3.6 0 0 1 6.4 0z" fill="#2c3644"/></svg>`;
  const noise = {
    create: {
      width,
      height,
      channels: 3 as const,
      background: '#808080',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 26 },
    },
  };
  return sharp(Buffer.from(portrait))
    .removeAlpha()
    .composite([{ input: await sharp(noise).png().toBuffer(), blend: 'soft-light' }])
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

/** With a comment segment behind the first one, which decoders want to be JFIF's. */
function withComment(jpeg: Buffer, comment: Buffer): Buffer {
  const firstEnd = 4 + jpeg.readUInt16BE(4);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, firstEnd), head, comment, jpeg.subarray(firstEnd)]);
}
