import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { AppError } from '#shared/errors.ts';
import { asLibraryError } from '../library/library-errors.ts';

/** What a photo file was found to be, from its bytes alone. `extension` has no dot. */
export interface ImageFacts {
  extension: string;
  width: number;
  height: number;
}

/** More pixels than any headshot has; an image that claims more is an attack or a mistake. */
const MAX_PIXELS = 200_000_000;

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

// A photo is decoded once and never again: libvips' cache would only hold memory, and eight
// downloads at a time already keep every core busy.
sharp.cache(false);
sharp.concurrency(1);

/** The type of an image by its first {@link HEAD_BYTES} bytes, whatever its headers said; else null. */
export function imageType(head: Uint8Array): string | null {
  if (head.byteLength < HEAD_BYTES) return null;
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return SIGNATURES.find((signature) => signature.matches(buffer))?.extension ?? null;
}

/**
 * Decodes all of an image file and says what it is. Throws `photo_undecodable` for anything that
 * does not decode to its end without complaint: a missing end, damaged data, an absurd size, or
 * another type than its extension's.
 * It is decoded at half its size: that still reads every line, at less cost. (A JPEG at an eighth
 * is cheaper again, but leaves out the last lines of some sizes: docs/decisions/0001.)
 */
export async function checkImage(path: string, extension: string): Promise<ImageFacts> {
  const content = await readFile(path).catch((error: unknown) => {
    throw asLibraryError(error, path);
  });
  try {
    if (imageType(content) !== extension) throw new Error('another type');
    if (!hasEnd(content, extension)) throw new Error('no end');
    const options = { failOn: 'warning', limitInputPixels: MAX_PIXELS } as const;
    const { width, height, autoOrient } = await sharp(content, options).metadata();
    await sharp(content, { ...options, sequentialRead: true })
      .resize({ width: half(width), height: half(height), fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    return {
      extension,
      width: autoOrient.width ?? width,
      height: autoOrient.height ?? height,
    };
  } catch (error) {
    throw new AppError(
      'photo_undecodable',
      'The file that came is not a whole image: its data is damaged or incomplete.',
      { cause: error },
    );
  }
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
