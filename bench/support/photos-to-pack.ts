import { createHash } from 'node:crypto';
import { link, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { StoredFile } from '#shared/export.ts';
import { type SampleSize, samplePhotos } from './photos.ts';

/** Photos in a folder of their own, for programs that make a ZIP of them. */
export interface PhotosToPack {
  folder: string;
  /** A text file with the photos' names in the folder, one a line. */
  list: string;
  /** A JSON file with the photos as {@link StoredFile}: what our catalogue knows of them. */
  catalogue: string;
  photos: number;
  bytes: number;
}

/** `photos` files of one size in `folder`, `different` of them different: links, which cost no space. */
export async function photosToPack(
  folder: string,
  size: SampleSize,
  photos: number,
  different = photos,
): Promise<PhotosToPack> {
  const samples = await samplePhotos(size, different);
  const known: StoredFile[] = [];
  for (const path of samples.paths) known.push(measured(path, await readFile(path)));
  const place = join(folder, `photos-${photos}-${size.replace(' ', '')}`);
  await mkdir(place, { recursive: true });
  const stored: StoredFile[] = [];
  for (let index = 0; index < photos; index++) {
    const facts = known[index % known.length];
    if (!facts) throw new Error('There are no sample photos.');
    const path = join(place, `photo-${String(index).padStart(6, '0')}.jpg`);
    await link(facts.path, path);
    stored.push({ ...facts, path });
  }
  const [list, catalogue] = [`${place}.txt`, `${place}.json`];
  await writeFile(list, stored.map(({ path }) => `${path.slice(place.length + 1)}\n`).join(''));
  await writeFile(catalogue, JSON.stringify(stored));
  const bytes = stored.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { folder: place, list, catalogue, photos, bytes };
}

function measured(path: string, content: Buffer): StoredFile {
  return {
    path,
    variant: 'main',
    extension: 'jpg',
    sizeBytes: content.length,
    width: 864,
    height: 1080,
    sha256: createHash('sha256').update(content).digest('hex'),
    crc32: crc32(content),
  };
}
