import { crc32 } from 'node:zlib';
import { AppError, isAppError } from '#shared/errors.ts';
import type { PlannedEntry, StoredFile } from '#shared/export.ts';
import { errnoOf } from './disk.ts';
import { ReadAhead } from './read-ahead.ts';

/** A photo on its way out of the library. */
export interface PhotoSource {
  entry: PlannedEntry;
  /**
   * Its bytes, each piece good until the next is asked for. They throw a {@link isPhotoError photo's
   * error}, at the latest in place of the last piece, unless they are what was stored.
   */
  pieces: AsyncGenerator<Buffer>;
}

/** What the system says when it is short of something: no fault of the photo. */
const SHORTAGE = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

/** Reads the photos one after another, a few megabytes ahead, whatever their size. */
export async function* readPhotos(entries: readonly PlannedEntry[]): AsyncGenerator<PhotoSource> {
  const reads = new ReadAhead(entries.map(({ candidate }) => candidate.file));
  try {
    for (const [index, entry] of entries.entries()) {
      yield { entry, pieces: asStored(reads.piecesOf(index), entry.candidate.file) };
      await reads.leave(index);
    }
  } finally {
    await reads.close();
  }
}

/** Whether `error` is about a photo's file, not about the place that it goes to. */
export function isPhotoError(error: unknown): error is AppError {
  return isAppError(error, 'photo_missing', 'photo_damaged');
}

async function* asStored(
  pieces: AsyncIterable<Buffer>,
  stored: StoredFile,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let crc = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.length;
      crc = crc32(piece, crc);
      const isWhole = bytes === stored.sizeBytes && crc === stored.crc32;
      if (bytes >= stored.sizeBytes && !isWhole) throw damaged();
      yield piece;
    }
  } catch (error) {
    throw asPhotoError(error);
  }
  if (bytes !== stored.sizeBytes) throw damaged();
}

function asPhotoError(error: unknown): unknown {
  const errno = errnoOf(error);
  if (error instanceof AppError || errno === '' || SHORTAGE.has(errno)) return error;
  if (errno === 'ENOENT') {
    const message = 'The downloaded photo is no longer in the library. Download it again.';
    return new AppError('photo_missing', message, { cause: error });
  }
  const message = `The downloaded photo cannot be read (${errno}). Download it again.`;
  return new AppError('photo_damaged', message, { cause: error });
}

function damaged(): AppError {
  const message = 'The downloaded photo has changed on the disk since. Download it again.';
  return new AppError('photo_damaged', message);
}
