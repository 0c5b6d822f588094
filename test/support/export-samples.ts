import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ExportCandidate, ExportOptions, StoredFile } from '#shared/export.ts';

/** Options for an export of everything, as the command line would ask for it. */
export function exportOptions(changes: Partial<ExportOptions> = {}): ExportOptions {
  return {
    scope: { teamIds: [], personIds: [], photos: [] },
    selection: 'all',
    variant: 'main',
    layout: 'zip-per-team',
    template: '{person}/{person|slug}-{number:2}-{favorite}',
    to: '/exports',
    overwrite: false,
    ...changes,
  };
}

/** A photo as it was asked for; its file exists only on paper. */
export function candidate(changes: Partial<ExportCandidate> = {}): ExportCandidate {
  return {
    team: { id: 't1', name: 'Sales' },
    personId: 'person-1',
    personName: 'Anna Berg',
    email: 'anna@example.com',
    modelId: 'model-1',
    photoId: 'photo-1',
    favorite: false,
    likedStatus: 'none',
    createdAt: '2025-03-04T05:06:08.000Z',
    file: storedFile('/nowhere.jpg', Buffer.from('photo')),
    ...changes,
  };
}

/** What the library would have recorded of `content` at `path`. */
export function storedFile(path: string, content: Buffer): StoredFile {
  return {
    path,
    variant: 'main',
    extension: 'jpg',
    sizeBytes: content.length,
    width: 40,
    height: 50,
    sha256: createHash('sha256').update(content).digest('hex'),
    crc32: crc32(content),
  };
}

/** A folder with photo files, removed with everything below it by `remove`. */
export interface SampleFolder {
  path: string;
  /** Stores a small file that looks like a JPEG, different for each name. */
  store(name: string, sizeBytes?: number): Promise<StoredFile>;
  /** The same at any path. */
  storeAt(path: string, name: string, sizeBytes?: number): Promise<StoredFile>;
  remove(): Promise<void>;
}

/** Makes a {@link SampleFolder} below the system's temporary folder. */
export async function sampleFolder(): Promise<SampleFolder> {
  const path = await mkdtemp(join(tmpdir(), 'headshot-desk-export-'));
  const storeAt = async (file: string, name: string, sizeBytes = 3000) => {
    const content = Buffer.alloc(sizeBytes, name);
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(content);
    Buffer.from([0xff, 0xd9]).copy(content, Math.max(0, sizeBytes - 2));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return storedFile(file, content);
  };
  return {
    path,
    store: (name, sizeBytes) => storeAt(join(path, 'library', `${name}.jpg`), name, sizeBytes),
    storeAt,
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Two teams, with their files in `folder`: three photos of two people in Sales, one in Ops. */
export async function twoTeams(folder: SampleFolder): Promise<ExportCandidate[]> {
  const bo = { personId: 'bo', modelId: 'm-bo', personName: 'Bo Øst', email: 'bo@example.com' };
  const ops = { team: { id: 't2', name: 'Ops' } };
  return [
    candidate({ photoId: 'a1', file: await folder.store('a1') }),
    candidate({ photoId: 'a2', favorite: true, file: await folder.store('a2') }),
    candidate({ photoId: 'b1', ...bo, file: await folder.store('b1') }),
    candidate({ photoId: 'b2', ...bo, ...ops, file: await folder.store('b2') }),
  ];
}
