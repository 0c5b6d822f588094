import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '#shared/errors.ts';
import type { PlannedTarget } from '#shared/export.ts';
import { errnoOf, syncFolder } from './disk.ts';
import { findRoom } from './folder-room.ts';
import { type FolderRow, manifests, readManifest } from './manifest.ts';
import { MANIFEST_CSV, MANIFEST_JSON } from './names.ts';
import { placeFile } from './place-file.ts';
import type { Pieces } from './read-ahead.ts';
import { makeFolders } from './write-folder.ts';
import { deliver, type TargetContext, type TargetResult } from './write-target.ts';

/**
 * Adds photos to a folder that may hold others: what is there already is left as it is, and a name
 * that something else has is given a tag. The manifests go on to list all that came out of here. Throws
 * `target_exists` where a manifest in the folder is somebody else's.
 */
export async function addToFolder(
  target: PlannedTarget,
  context: TargetContext,
): Promise<TargetResult> {
  const { label, progress } = context;
  const earlier = await earlierRows(target.path);
  const { there, absent, kept } = await findRoom(target, earlier);
  for (const { candidate } of there) {
    for (const phase of ['zip', 'verify'] as const) {
      progress.moved(phase, label, candidate.file.sizeBytes);
    }
  }
  const folders = new Set<string>();
  const place = async (name: string, pieces: Pieces, sizeBytes: number, crc: number) => {
    const path = join(target.path, ...name.split('/'));
    const makeRoom = () => makeFolders(dirname(path), folders, target.path);
    const isManifest = name === MANIFEST_CSV || name === MANIFEST_JSON;
    await placeFile(path, pieces, { sizeBytes, crc32: crc }, makeRoom, isManifest);
  };
  const added = await deliver({ ...target, entries: absent }, context, async (entry, pieces) => {
    const { file } = entry.candidate;
    await place(entry.name, pieces, file.sizeBytes, file.crc32);
    progress.moved('verify', label, file.sizeBytes);
  });
  const entries = [...there, ...added.entries];
  if (entries.length === 0) return { exported: null, omissions: added.omissions };
  // The exact one first: whoever finds it knows the other for ours.
  const [csv, json] = [...manifests(entries, kept)];
  for (const manifest of [json, csv]) {
    if (!manifest) continue;
    const { name, content } = manifest;
    await place(name, [content], content.length, crc32(content));
  }
  for (const folder of folders) await syncFolder(folder);
  const exported = {
    team: target.team,
    path: target.path,
    photos: entries.length,
    sizeBytes: entries.reduce((sum, { candidate }) => sum + candidate.file.sizeBytes, 0),
    sha256: createHash('sha256')
      .update(json?.content ?? '')
      .digest('hex'),
  };
  return { exported, omissions: added.omissions };
}

/** What the folder's manifest lists; nothing where there is none. */
async function earlierRows(folder: string): Promise<FolderRow[]> {
  const json = await contentOf(join(folder, MANIFEST_JSON));
  if (json === null && (await contentOf(join(folder, MANIFEST_CSV))) === null) return [];
  const rows = json === null ? null : readManifest(json);
  if (rows) return rows;
  throw new AppError(
    'target_exists',
    `${folder} has a manifest that Headshot Desk did not write. Nothing was added; choose another folder.`,
  );
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
