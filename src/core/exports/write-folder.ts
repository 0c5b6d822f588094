import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PlannedTarget } from '#shared/export.ts';
import { discard, publish, syncFolder } from './disk.ts';
import { manifests } from './manifest.ts';
import { MANIFEST_JSON } from './names.ts';
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
  const place = async (name: string, content: Buffer) => {
    const path = join(target.path, ...name.split('/'));
    await makeFolders(dirname(path), folders, target.path);
    await placeFile(path, content, context.overwrite);
    sizeBytes += content.length;
  };
  const { entries, omissions } = await deliver(target, context, async (entry, content) => {
    await place(entry.name, content);
    context.progress.moved('verify', context.label, content.length);
  });
  if (entries.length === 0) return { exported: null, omissions };
  let sha256 = '';
  for (const { name, content } of manifests(entries)) {
    await place(name, content);
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

async function placeFile(path: string, content: Buffer, overwrite: boolean): Promise<void> {
  const part = `${path}${PART_SUFFIX}`;
  await discard(part);
  try {
    await writeBack(part, content, path);
    await publish(part, path, overwrite);
  } catch (error) {
    // What went wrong first is what a person has to know.
    await discard(part).catch(() => {});
    throw error;
  }
}

/** Writes, syncs, reads again and compares. */
async function writeBack(part: string, content: Buffer, path: string): Promise<void> {
  const file = await open(part, 'wx+');
  try {
    await file.writeFile(content);
    await file.sync();
    const back = Buffer.alloc(content.length + 1);
    const { bytesRead } = await file.read(back, 0, back.length, 0);
    if (content.equals(back.subarray(0, bytesRead))) return;
  } finally {
    await file.close();
  }
  throw new AppError(
    'export_unverified',
    `${path} was written, but reading it back gave other bytes. It was not kept. ` +
      'Export again; if this repeats, check the disk.',
  );
}
