import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '#shared/errors.ts';
import type { ExpectedFile } from './check-zip.ts';
import { discard, publish } from './disk.ts';
import { type Pieces, ReadAhead } from './read-ahead.ts';
import { PART_SUFFIX } from './safe-name.ts';

/**
 * Writes a file as `.part`, reads it back and gives it its name. Nothing of it stays when `pieces`
 * throws, or when it cannot be written. Without `overwrite` a file that is there stays: `target_exists`.
 */
export async function placeFile(
  path: string,
  pieces: Pieces,
  expected: ExpectedFile,
  makeRoom: () => Promise<void>,
  overwrite: boolean,
): Promise<void> {
  const part = `${path}${PART_SUFFIX}`;
  try {
    await writePart(part, pieces, makeRoom);
    await readBack(part, expected, path);
    await publish(part, path, overwrite);
  } catch (error) {
    // What went wrong first is what a person has to know.
    await discard(part).catch(() => {});
    throw error;
  }
}

/** Makes no room before there is something to write: a photo that cannot be read needs no folder. */
async function writePart(
  part: string,
  pieces: Pieces,
  makeRoom: () => Promise<void>,
): Promise<void> {
  let file: FileHandle | null = null;
  try {
    for await (const piece of pieces) {
      if (!file) {
        await makeRoom();
        await discard(part);
        file = await open(part, 'wx');
      }
      await file.writeFile(piece);
    }
    await file?.sync();
  } finally {
    await file?.close();
  }
}

/** Opens what was written anew and compares it with what it should be. */
async function readBack(part: string, expected: ExpectedFile, path: string): Promise<void> {
  const reads = new ReadAhead([{ path: part, sizeBytes: expected.sizeBytes }]);
  let bytes = 0;
  let crc = 0;
  try {
    for await (const piece of reads.piecesOf(0)) {
      bytes += piece.length;
      crc = crc32(piece, crc);
    }
  } finally {
    await reads.close();
  }
  if (bytes === expected.sizeBytes && crc === expected.crc32) return;
  throw new AppError(
    'export_unverified',
    `${path} was written, but reading it back gave other bytes. It was not kept. ` +
      'Export again; if this repeats, check the disk.',
  );
}
