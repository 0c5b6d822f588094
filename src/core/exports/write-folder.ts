import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '#shared/errors.ts';
import type { PlannedTarget } from '#shared/export.ts';
import type { ExpectedFile } from './check-zip.ts';
import { discard, publish, syncFolder } from './disk.ts';
import { manifests } from './manifest.ts';
import { MANIFEST_JSON } from './names.ts';
import { type Pieces, ReadAhead } from './read-ahead.ts';
import { PART_SUFFIX } from './safe-name.ts';
import { deliver, type TargetContext, type TargetResult } from './write-target.ts';

/**
 * Writes the folder layout. Each file is written as `.part`, read back, and only then gets its name;
 * the manifests come last, so a folder that has them is complete.
 */
export async function writeFolder(
  target: PlannedTarget,
  context: TargetContext,
): Promise<TargetResult> {
  const folders = new Set<string>();
  let sizeBytes = 0;
  const place = async (name: string, pieces: Pieces, expected: ExpectedFile) => {
    const path = join(target.path, ...name.split('/'));
    const makeRoom = () => makeFolders(dirname(path), folders, target.path);
    await placeFile(path, pieces, expected, makeRoom, context.overwrite);
    sizeBytes += expected.sizeBytes;
  };
  const { entries, omissions } = await deliver(target, context, async (entry, pieces) => {
    const { file } = entry.candidate;
    await place(entry.name, pieces, file);
    context.progress.moved('verify', context.label, file.sizeBytes);
  });
  if (entries.length === 0) return { exported: null, omissions };
  let sha256 = '';
  for (const { name, content } of manifests(entries)) {
    await place(name, [content], { sizeBytes: content.length, crc32: crc32(content) });
    if (name === MANIFEST_JSON) sha256 = createHash('sha256').update(content).digest('hex');
  }
  for (const folder of folders) await syncFolder(folder);
  const { team, path } = target;
  return { exported: { team, path, photos: entries.length, sizeBytes, sha256 }, omissions };
}

/** Makes `folder` and remembers it, with all above it up to `top`, for the sync at the end. */
async function makeFolders(folder: string, made: Set<string>, top: string): Promise<void> {
  if (made.has(folder)) return;
  await mkdir(folder, { recursive: true });
  for (let at = folder; at !== top && !made.has(at); at = dirname(at)) made.add(at);
  made.add(top);
}

/** Nothing of it stays when `pieces` throws, or when it cannot be written. */
async function placeFile(
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
