import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PlannedTarget } from '#shared/export.ts';
import type { ExpectedFile } from './check-zip.ts';
import { syncFolder } from './disk.ts';
import { manifests } from './manifest.ts';
import { MANIFEST_JSON } from './names.ts';
import { placeFile } from './place-file.ts';
import type { Pieces } from './read-ahead.ts';
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
export async function makeFolders(folder: string, made: Set<string>, top: string): Promise<void> {
  if (made.has(folder)) return;
  await mkdir(folder, { recursive: true });
  for (let at = folder; at !== top && !made.has(at); at = dirname(at)) made.add(at);
  made.add(top);
}
