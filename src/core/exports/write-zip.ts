import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PlannedEntry, PlannedTarget } from '#shared/export.ts';
import { checkZip, type ExpectedFile } from './check-zip.ts';
import { publish, syncFolder } from './disk.ts';
import { manifests } from './manifest.ts';
import { isManifest } from './names.ts';
import { PART_SUFFIX } from './safe-name.ts';
import { type Delivered, deliver, type TargetContext, type TargetResult } from './write-target.ts';
import { type ArchiveWriter, createZip } from './zip-writer.ts';

/** The earliest date a ZIP can hold: for photos without one, so that the same photos give the same ZIP. */
const NO_DATE = new Date(Date.UTC(1980, 0, 1));

/** Writes one ZIP as `.part`, reads all of it back, and only then gives it its name. */
export async function writeZip(
  target: PlannedTarget,
  context: TargetContext,
): Promise<TargetResult> {
  const part = `${target.path}${PART_SUFFIX}`;
  const zip = await createZip(part);
  try {
    return await fillZip(zip, part, target, context);
  } catch (error) {
    // What went wrong first is what a person has to know.
    await zip.abort().catch(() => {});
    throw error;
  }
}

async function fillZip(
  zip: ArchiveWriter,
  part: string,
  target: PlannedTarget,
  context: TargetContext,
): Promise<TargetResult> {
  const { entries, omissions, expected } = await packPhotos(zip, target, context);
  if (entries.length === 0) {
    await zip.abort();
    return { exported: null, omissions };
  }
  await zip.finish();
  const { sizeBytes, sha256 } = await checkZip(part, expected, {
    signal: context.signal,
    onEntry: (entry) => {
      if (!isManifest(entry.name)) context.progress.moved('verify', context.label, entry.sizeBytes);
    },
  });
  await publish(part, target.path, context.overwrite);
  await syncFolder(dirname(target.path));
  const { team, path } = target;
  return { exported: { team, path, photos: entries.length, sizeBytes, sha256 }, omissions };
}

/** Puts the target's photos and their manifests into `zip`, and says what has to be in it now. */
export async function packPhotos(
  zip: ArchiveWriter,
  target: PlannedTarget,
  context: TargetContext,
): Promise<Delivered & { expected: Map<string, ExpectedFile> }> {
  const delivered = await deliver(target, context, (entry, pieces) => {
    const { sizeBytes, crc32 } = entry.candidate.file;
    return zip.addPieces({ name: entry.name, sizeBytes, crc32, date: dateOf(entry) }, pieces);
  });
  const { entries } = delivered;
  const expected = new Map<string, ExpectedFile>(
    entries.map(({ name, candidate }) => [name, candidate.file]),
  );
  if (entries.length === 0) return { ...delivered, expected };
  for (const { name, content } of manifests(entries)) {
    await zip.add(name, content, NO_DATE);
    expected.set(name, { sizeBytes: content.length, crc32: crc32(content) });
  }
  return { ...delivered, expected };
}

function dateOf(entry: PlannedEntry): Date {
  const ms = Date.parse(entry.candidate.createdAt ?? '');
  return Number.isNaN(ms) ? NO_DATE : new Date(ms);
}
