import { z } from 'zod';
import type { ZipProblem } from './check-zip.ts';
import { MANIFEST_JSON } from './names.ts';
import { type ReadEntry, readZip } from './zip-reader.ts';

/** What {@link verifyZip} found. Everything is well when `problems` is empty. */
export interface ZipVerification {
  files: number;
  /** Of the files, unpacked. */
  sizeBytes: number;
  /** Whether `manifest.json` was there to compare with; if not, only the ZIP's own checksums were. */
  hasManifest: boolean;
  problems: ZipProblem[];
}

const ManifestSchema = z.object({
  photos: z.array(z.object({ file: z.string(), sizeBytes: z.number(), sha256: z.string() })),
});

/**
 * Checks a finished export by itself: every file against the ZIP's checksums and against the sizes
 * and sha256 of the `manifest.json` inside. Throws `not_found`, or `export_unverified` when the file
 * is not a whole ZIP.
 */
export async function verifyZip(path: string, signal?: AbortSignal): Promise<ZipVerification> {
  const entries = new Map<string, ReadEntry>();
  const problems: ZipProblem[] = [];
  let sizeBytes = 0;
  for await (const entry of readZip(path, { sha256: true, keep: MANIFEST_JSON, signal })) {
    signal?.throwIfAborted();
    if (entry.problem) problems.push({ name: entry.name, message: entry.problem });
    if (entries.has(entry.name)) problems.push({ name: entry.name, message: 'is in it twice' });
    entries.set(entry.name, entry);
    sizeBytes += entry.sizeBytes;
  }
  const manifest = entries.get(MANIFEST_JSON)?.content;
  if (manifest) {
    const named = new Set(problems.map(({ name }) => name));
    const more = compareWithManifest(entries, manifest);
    // What is damaged is not what the manifest lists either: once is enough.
    problems.push(...more.filter(({ name }) => !named.has(name)));
  }
  return { files: entries.size, sizeBytes, hasManifest: Boolean(manifest), problems };
}

function compareWithManifest(
  entries: ReadonlyMap<string, ReadEntry>,
  manifest: Buffer,
): ZipProblem[] {
  const parsed = ManifestSchema.safeParse(parseJson(manifest));
  if (!parsed.success) return [{ name: MANIFEST_JSON, message: 'cannot be understood' }];
  return parsed.data.photos.flatMap(({ file, sizeBytes, sha256 }) => {
    const entry = entries.get(file);
    if (!entry) return [{ name: file, message: 'is missing' }];
    if (entry.sizeBytes === sizeBytes && entry.sha256 === sha256) return [];
    return [{ name: file, message: 'is not the photo that the manifest lists' }];
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
