import { open, readFile } from 'node:fs/promises';
import PQueue from 'p-queue';
import { AppError } from '#shared/errors.ts';
import { asLibraryError } from '../library/library-errors.ts';
import { walkJpeg } from './jpeg-walk.ts';
import type { Walk } from './walk-thread.ts';

/** In pixels, as it is seen: turned where the image says so. */
interface ImageSize {
  width: number;
  height: number;
}

/** What a photo file was found to be, from its bytes alone. `extension` has no dot. */
export interface ImageFacts extends ImageSize {
  extension: string;
}

/** More pixels than any headshot has; an image that claims more is an attack or a mistake. */
const MAX_PIXELS = 200_000_000;

/** Files that are read to be checked are few at a time, which bounds their memory. */
const walking = new PQueue({ concurrency: 1 });
const decoding = new PQueue({ concurrency: 2 });
/** The walk reads files up to this size into one buffer: left behind, they would pile up. */
const KEPT_BYTES = 8 * 1024 * 1024;
let kept = sharedBuffer(0);

/** At the milder levels, random bytes in a scan pass. */
const DECODING = { failOn: 'warning', limitInputPixels: MAX_PIXELS } as const;

/** The formats a photo may come in, by their first bytes. SVG and the like never reach a decoder. */
const SIGNATURES: readonly { extension: string; matches: (head: Buffer) => boolean }[] = [
  { extension: 'jpg', matches: (head) => head.readUIntBE(0, 3) === 0xffd8ff },
  { extension: 'png', matches: (head) => head.readUInt32BE(0) === 0x89504e47 },
  { extension: 'webp', matches: (head) => text(head, 0) === 'RIFF' && text(head, 8) === 'WEBP' },
  { extension: 'gif', matches: (head) => text(head, 0) === 'GIF8' },
  {
    extension: 'avif',
    matches: (head) => text(head, 4) === 'ftyp' && /avi[fs]/.test(text(head, 8)),
  },
  { extension: 'tif', matches: (head) => ['II*\0', 'MM\0*'].includes(text(head, 0)) },
];

/** Every extension {@link checkImage} may answer. */
export const EXTENSIONS: readonly string[] = SIGNATURES.map((signature) => signature.extension);

/** How many leading bytes {@link imageType} needs. */
export const HEAD_BYTES = 12;

/** The type of an image by its first {@link HEAD_BYTES} bytes, whatever its headers said; else null. */
export function imageType(head: Uint8Array): string | null {
  if (head.byteLength < HEAD_BYTES) return null;
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return SIGNATURES.find((signature) => signature.matches(buffer))?.extension ?? null;
}

/**
 * Makes sure of all of an image and says what it is. Throws `photo_undecodable` for anything that
 * does not decode to its end without complaint: a missing end, damaged data, an absurd size, or
 * another type than its extension's. Plain JPEGs are walked, the rest is decoded
 * (docs/decisions/0001). `walk` may do so elsewhere.
 */
export async function checkImage(
  content: Buffer,
  extension: string,
  walk: Walk = walkJpeg,
): Promise<ImageFacts> {
  const size = await undecodable(() => walked(content, extension, walk));
  return { extension, ...(size ?? (await undecodable(() => decoded(content, extension)))) };
}

/** The same of a file on disk, which must not be too large to be held. */
export async function checkImageFile(
  path: string,
  extension: string,
  walk: Walk = walkJpeg,
): Promise<ImageFacts> {
  const size = await walking.add(async () => {
    const content = await readToWalk(path);
    return undecodable(() => walked(content, extension, walk));
  });
  if (size) return { extension, ...size };
  return decoding.add(async () => {
    const content = await readFile(path).catch((error: unknown) => {
      throw asLibraryError(error, path);
    });
    return { extension, ...(await undecodable(() => decoded(content, extension))) };
  });
}

/** The content of a file, until the next one is read. */
async function readToWalk(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const target = size <= kept.length ? kept : sharedBuffer(size);
      if (size <= KEPT_BYTES) kept = target;
      const { bytesRead } = await handle.read(target, 0, size, 0);
      return target.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asLibraryError(error, path);
  }
}

/** Memory that another thread can look into. */
function sharedBuffer(bytes: number): Buffer<ArrayBufferLike> {
  return Buffer.from(new SharedArrayBuffer(bytes));
}

async function undecodable<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw new AppError(
      'photo_undecodable',
      'The file that came is not a whole image: its data is damaged or incomplete.',
      { cause: error },
    );
  }
}

/** The size of a JPEG that is whole; null for what has to be decoded to know. */
async function walked(content: Buffer, extension: string, walk: Walk): Promise<ImageSize | null> {
  if (imageType(content) !== extension) throw new Error('another type');
  if (extension !== 'jpg') return null;
  // What the walk does not take may still be whole: the decoder has the last word.
  const found = await walk(content);
  if (found === null) return null;
  const { width, height, hasExif } = found;
  if (width * height > MAX_PIXELS) throw new Error('too large');
  if (!hasExif) return { width, height };
  const { autoOrient } = await (await loadSharp())(content, DECODING).metadata();
  return { width: autoOrient.width ?? width, height: autoOrient.height ?? height };
}

/**
 * Decodes an image at half its size, which still reads every line. (A JPEG at an eighth is cheaper,
 * but leaves out the last lines of some sizes.)
 */
async function decoded(content: Buffer, extension: string): Promise<ImageSize> {
  if (!hasEnd(content, extension)) throw new Error('no end');
  const sharp = await loadSharp();
  const { width, height, autoOrient } = await sharp(content, DECODING).metadata();
  await sharp(content, { ...DECODING, sequentialRead: true })
    .resize({ width: half(width), height: half(height), fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  return { width: autoOrient.width ?? width, height: autoOrient.height ?? height };
}

/** Loaded when it is first needed: most libraries never need it here. */
async function loadSharp() {
  const { default: sharp } = await import('sharp');
  // A photo is decoded once and never again: libvips' cache would only hold memory, and eight
  // downloads at a time already keep every core busy.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** Decoders forgive a missing end. What may follow it, such as a second picture, is no harm. */
function hasEnd(content: Buffer, extension: string): boolean {
  if (extension === 'jpg') return content.lastIndexOf(JPEG_END) > content.lastIndexOf(JPEG_SCAN);
  if (extension === 'png') return content.lastIndexOf('IEND') > 0;
  if (extension === 'gif') return content.at(-1) === GIF_END;
  return true;
}

const JPEG_SCAN = Buffer.from([0xff, 0xda]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
const GIF_END = 0x3b;

function half(pixels: number): number {
  return Math.max(1, Math.floor(pixels / 2));
}

function text(head: Buffer, offset: number): string {
  return head.toString('latin1', offset, offset + 4);
}
