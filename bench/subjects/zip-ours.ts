import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ExportProgress } from '#core/exports/export-progress.ts';
import { packPhotos, writeZip } from '#core/exports/write-zip.ts';
import { createZip } from '#core/exports/zip-writer.ts';
import type { PlannedEntry, StoredFile } from '#shared/export.ts';

/**
 * Our ZIP of what a catalogue file lists, as an export makes it: each photo checked against its CRC,
 * manifests, flushed to the disk. `node zip-ours.ts <catalogue> <zip> [--written-only]`: without that
 * option it is also read back and given its name.
 */

const [catalogue = '', path = '', writtenOnly] = process.argv.slice(2);
const stored: StoredFile[] = JSON.parse(readFileSync(catalogue, 'utf8'));
const entries = stored.map((file, index): PlannedEntry => {
  const name = basename(file.path);
  const team = { id: 'team', name: 'Sales' };
  const person = { personId: `${index}`, personName: 'Anna Berg', email: 'anna@example.com' };
  const photo = { modelId: `model-${index}`, photoId: name, favorite: false };
  const createdAt = '2025-03-04T05:06:08.000Z';
  return {
    name,
    candidate: { team, ...person, ...photo, likedStatus: 'none' as const, createdAt, file },
  };
});
const sizeBytes = stored.reduce((sum, file) => sum + file.sizeBytes, 0);
const target = { team: null, path, entries, omissions: [], sizeBytes };
const progress = new ExportProgress(entries.length, () => {});
const context = { overwrite: true, label: 'Sales', progress, signal: undefined };

if (writtenOnly) {
  const zip = await createZip(path);
  const { omissions } = await packPhotos(zip, target, context);
  await zip.finish();
  if (omissions.length > 0) throw new Error(omissions[0]?.message);
} else {
  const { omissions } = await writeZip(target, context);
  if (omissions.length > 0) throw new Error(omissions[0]?.message);
}
