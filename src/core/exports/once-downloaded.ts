import type { ExportCandidate, ExportOptions } from '#shared/export.ts';

/** Reasons for a missing file that a download would mend. */
export const DOWNLOADABLE: ReadonlySet<string> = new Set([
  'photo_not_downloaded',
  'photo_missing',
  'photo_damaged',
]);

/** A candidate as it will be once everything that can be downloaded has been. */
export function onceDownloaded(
  candidate: ExportCandidate,
  variant: ExportOptions['variant'],
): ExportCandidate {
  if ('path' in candidate.file || !DOWNLOADABLE.has(candidate.file.missing)) return candidate;
  const unknown = { sizeBytes: 0, width: 0, height: 0, sha256: '', crc32: 0 };
  return { ...candidate, file: { path: '', variant, extension: 'jpg', ...unknown } };
}

/** Whether {@link onceDownloaded} has made up the file. */
export function isYetToCome({ file }: ExportCandidate): boolean {
  return 'path' in file && file.path === '';
}
