import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '#shared/errors.ts';
import type { PlannedEntry, StoredFile } from '#shared/export.ts';
import { errnoOf } from './disk.ts';

/**
 * A photo's bytes as they were when it was stored, or why they are not to be had. `content` is good
 * until the next photo is asked for: its memory is used again.
 */
export type PhotoSource = { entry: PlannedEntry } & ({ content: Buffer } | { error: AppError });

/** How many photos are read before they are asked for: hides the disk, bounds the memory. */
const AHEAD = 3;

/** Reads the photos one after another, a few ahead, checking each against its size and CRC. */
export async function* readPhotos(entries: readonly PlannedEntry[]): AsyncGenerator<PhotoSource> {
  // Fresh memory for every photo would pile up faster than it is collected.
  const rooms = Array.from({ length: AHEAD + 1 }, () => new Room());
  const read = (index: number) => {
    const entry = entries[index];
    const room = rooms[index % rooms.length];
    return entry && room ? readPhoto(entry, room) : null;
  };
  const ahead = Array.from({ length: AHEAD }, (_, index) => read(index));
  for (const index of entries.keys()) {
    const source = await ahead.shift();
    ahead.push(read(index + AHEAD));
    if (source) yield source;
  }
}

/** Memory for one photo at a time, as large as the largest so far. */
class Room {
  #memory = Buffer.alloc(0);

  of(bytes: number): Buffer {
    if (this.#memory.length < bytes) this.#memory = Buffer.allocUnsafeSlow(bytes);
    return this.#memory.subarray(0, bytes);
  }
}

async function readPhoto(entry: PlannedEntry, room: Room): Promise<PhotoSource> {
  try {
    return { entry, content: await readStored(entry.candidate.file, room) };
  } catch (error) {
    return { entry, error: asPhotoError(error) };
  }
}

/** The bytes of a stored file. Throws `photo_damaged` unless they are what was stored. */
async function readStored(file: StoredFile, room: Room): Promise<Buffer> {
  // One byte more than there should be shows a file that has grown.
  const memory = room.of(file.sizeBytes + 1);
  const bytes = await readInto(memory, file.path, file.sizeBytes);
  const content = memory.subarray(0, bytes);
  if (bytes !== file.sizeBytes || crc32(content) !== file.crc32) throw damaged();
  return content;
}

/** Reads at least `bytes`, if there are as many, and at most what `memory` holds. */
async function readInto(memory: Buffer, path: string, bytes: number): Promise<number> {
  const handle = await open(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes) {
      const { bytesRead } = await handle.read(memory, filled, memory.length - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  } finally {
    await handle.close();
  }
}

function asPhotoError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const errno = errnoOf(error);
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
