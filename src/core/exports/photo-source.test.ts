import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlannedEntry, StoredFile } from '#shared/export.ts';
import { candidate, type SampleFolder, sampleFolder, storedFile } from '#test/export-samples.ts';
import { isPhotoError, readPhotos } from './photo-source.ts';

let folder: SampleFolder;
beforeEach(async () => {
  folder = await sampleFolder();
});
afterEach(() => folder.remove());

const LARGE = 5_000_001;

async function stored(name: string, sizeBytes: number): Promise<StoredFile> {
  const path = `${folder.path}/${name}`;
  const content = Buffer.alloc(sizeBytes, `${name} has bytes of its own. `);
  await writeFile(path, content);
  return storedFile(path, content);
}

const entriesOf = (files: StoredFile[]): PlannedEntry[] =>
  files.map((file, index) => ({ name: `${index}.jpg`, candidate: { ...candidate(), file } }));

/** What comes of each file: its bytes, or the code of what is wrong with it. */
async function readAll(files: StoredFile[]): Promise<(Buffer | string)[]> {
  const found: (Buffer | string)[] = [];
  for await (const { pieces } of readPhotos(entriesOf(files))) {
    const copies: Buffer[] = [];
    try {
      for await (const piece of pieces) copies.push(Buffer.from(piece));
      found.push(Buffer.concat(copies));
    } catch (error) {
      if (!isPhotoError(error)) throw error;
      found.push(error.code);
    }
  }
  return found;
}

const openFiles = () => readdirSync('/proc/self/fd').length;

describe('photos on their way out of the library', () => {
  it('come whole and in order, whatever their sizes', async () => {
    const sizes = [3, 0, LARGE, 1024 * 1024, 1024 * 1024 + 1, 1, 12_000_000, 0, 7];
    const files = await Promise.all(sizes.map((size, index) => stored(`${index}`, size)));
    const found = await readAll(files);
    const expected = sizes.map((size, index) =>
      Buffer.alloc(size, `${index} has bytes of its own. `),
    );
    expect(found.map((bytes, index) => expected[index]?.equals(Buffer.from(bytes)))).toEqual(
      sizes.map(() => true),
    );
  });

  it('are refused by name when they are not what was stored, and the others still come', async () => {
    const ways: Record<string, (file: StoredFile) => Promise<unknown>> = {
      gone: (file) => rm(file.path),
      shorter: (file) => truncate(file.path, file.sizeBytes - 1),
      'half of it': (file) => truncate(file.path, Math.floor(file.sizeBytes / 2)),
      emptied: (file) => truncate(file.path, 0),
      grown: (file) => writeFile(file.path, 'x', { flag: 'a' }),
      'other bytes': (file) => writeFile(file.path, Buffer.alloc(file.sizeBytes, 'other')),
      'a folder': async (file) => {
        await rm(file.path);
        await mkdir(file.path);
      },
    };
    if (process.platform !== 'win32') {
      ways['a pipe that nobody writes to'] = async (file) => {
        await rm(file.path);
        execFileSync('mkfifo', [file.path]);
      };
    }
    const files: StoredFile[] = [];
    const expected: string[] = [];
    for (const [size, label] of [
      [3000, 'small'],
      [LARGE, 'large'],
    ] as const) {
      for (const [way, spoil] of Object.entries(ways)) {
        const file = await stored(`${label} ${way}`, size);
        await spoil(file);
        files.push(file, await stored(`${label} good after ${way}`, size));
        expected.push(way === 'gone' ? 'photo_missing' : 'photo_damaged', 'good');
      }
    }
    const found = await readAll(files);
    expect(found.map((it) => (typeof it === 'string' ? it : 'good'))).toEqual(expected);
  });

  it('never hand out the last piece of a photo that is not what was stored', async () => {
    const file = { ...(await stored('small', 3000)), crc32: 1 };
    for await (const { pieces } of readPhotos(entriesOf([file]))) {
      await expect(pieces.next()).rejects.toMatchObject({ code: 'photo_damaged' });
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'leave few files open, and in the end none, wherever the reader stops',
    async () => {
      const files = [];
      for (let index = 0; index < 12; index += 1) files.push(await stored(`${index}`, LARGE));
      const before = openFiles();
      for (const pieces of [0, 1, 3]) {
        let photo = 0;
        for await (const source of readPhotos(entriesOf(files))) {
          for (let piece = 0; piece < pieces; piece += 1) await source.pieces.next();
          photo += 1;
          if (photo === 3) break;
        }
        expect(openFiles()).toBe(before);
      }
      for await (const { pieces } of readPhotos(entriesOf(files))) {
        for await (const _ of pieces) expect(openFiles()).toBeLessThan(before + 4);
      }
      expect(openFiles()).toBe(before);
    },
  );
});
