import type { LinkedPhoto, Variant } from '#shared/domain.ts';
import { isAppError } from '#shared/errors.ts';
import type { Library } from '../library/library.ts';

/** The sizes that somebody may want one day; HeadshotPro does not say which of them is the better one. */
const FULL_SIZES = ['main', 'original'] as const;

/**
 * The photos that are on this computer in every full size HeadshotPro offers of them. Each file is read
 * and compared with what was recorded when it came: before the other copy is destroyed, the catalogue's
 * word is not enough. What is missing or damaged is marked, so that a download fetches it again.
 */
export async function keptPhotos(
  library: Library,
  photos: readonly LinkedPhoto[],
): Promise<LinkedPhoto[]> {
  const kept: LinkedPhoto[] = [];
  for (const linked of photos) {
    const sizes = sizesOf(linked);
    const whole = await Promise.all(sizes.map((variant) => isWhole(library, linked, variant)));
    if (whole.every(Boolean)) kept.push(linked);
  }
  return kept;
}

function sizesOf({ links }: LinkedPhoto): Variant[] {
  const offered = FULL_SIZES.filter((size) => links.urls[size] !== undefined);
  return offered.length > 0 ? offered : ['main'];
}

async function isWhole(
  { files, store }: Library,
  { photo }: LinkedPhoto,
  variant: Variant,
): Promise<boolean> {
  const key = { modelId: photo.modelId, photoId: photo.id, variant };
  const record = files.get(key);
  if (record?.state !== 'stored') return false;
  const measured = await store.measure(record.file.path).catch((error: unknown) => {
    if (isAppError(error, 'disk_failed')) return { sizeBytes: 0, sha256: '' };
    throw error;
  });
  if (measured?.sha256 === record.file.sha256) return true;
  files.setState(key, measured === null ? 'missing' : 'damaged');
  return false;
}
