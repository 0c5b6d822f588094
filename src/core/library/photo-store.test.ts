import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleLibrary } from '#test/library-samples.ts';
import type { LibraryPaths } from './paths.ts';
import type { PhotoStore } from './photo-store.ts';

let sample: SampleLibrary;
let store: PhotoStore;
let paths: LibraryPaths;
beforeEach(() => {
  sample = new SampleLibrary();
  ({ store, paths } = sample.library);
});
afterEach(() => sample.remove());

const parts = () => readdirSync(paths.parts);
const CODE = { disk: expect.objectContaining({ code: 'disk_failed' }) };
/** Of the eleven bytes `hello world`, from `printf 'hello world' | sha256sum` and `crc32`. */
const HELLO = {
  sizeBytes: 11,
  sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  crc32: 0x0d4a1185,
};

async function part(...pieces: string[]) {
  const file = store.createPart();
  for (const piece of pieces) await file.write(Buffer.from(piece));
  return file;
}

describe('a part file', () => {
  it('is invisible until it is placed, and is then what was written', async () => {
    const path = paths.photo('m1', 'a', 'main', 'jpg');
    const file = await part('hello', ' ', 'world');
    expect(await file.finish()).toEqual(HELLO);
    expect(file.content()?.toString()).toBe('hello world');
    await file.flush();
    expect(parts()).toHaveLength(1);
    expect(await store.size(path)).toBeNull();
    await file.place(path);
    expect(readFileSync(path, 'utf8')).toBe('hello world');
    expect(await store.measure(path)).toEqual(HELLO);
    expect(await store.size(path)).toBe(11);
    expect(parts()).toEqual([]);
    await file.discard();
    expect(existsSync(path)).toBe(true);
  });

  it('replaces the file that is there', async () => {
    const path = paths.photo('m1', 'a', 'main', 'jpg');
    for (const text of ['old one', 'new']) {
      const file = await part(text);
      await file.finish();
      await file.flush();
      await file.place(path);
    }
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(join(paths.photos, 'm1'))).toEqual(['a.main.jpg']);
  });

  it('of more than a megabyte is written as it comes, and is then what was written', async () => {
    const path = paths.photo('m1', 'a', 'main', 'jpg');
    const pieces = [300_000, 900_000, 2_500_000, 1].map((length, at) => Buffer.alloc(length, at));
    const file = store.createPart();
    for (const piece of pieces) await file.write(piece);
    expect(parts()).toHaveLength(1);
    const measured = await file.finish();
    expect(file.content()).toBeNull();
    expect(readFileSync(file.path).equals(Buffer.concat(pieces))).toBe(true);
    await file.flush();
    await file.place(path);
    expect(await store.measure(path)).toEqual(measured);
    expect(readFileSync(path).equals(Buffer.concat(pieces))).toBe(true);
    expect(parts()).toEqual([]);
  });

  it.each([
    ['small', 'written'],
    ['small', 'finished'],
    ['small', 'flushed'],
    ['large', 'written'],
    ['large', 'finished'],
    ['large', 'flushed'],
  ])('leaves nothing when it is discarded: a %s one, %s', async (size, when) => {
    const file = await part('hello', size === 'large' ? 'x'.repeat(1_500_000) : '');
    if (when !== 'written') await file.finish();
    if (when === 'flushed') await file.flush();
    expect(parts()).toHaveLength(size === 'small' && when !== 'flushed' ? 0 : 1);
    await file.discard();
    await file.discard();
    expect(parts()).toEqual([]);
  });

  it('can be made after somebody deleted the folder of parts', async () => {
    rmSync(paths.parts, { recursive: true });
    const file = await part('x');
    await file.finish();
    await file.flush();
    expect(parts()).toHaveLength(1);
  });

  it('is not made somewhere new when the whole library is gone', async () => {
    rmSync(paths.folder, { recursive: true });
    const file = await part('x');
    await file.finish();
    await expect(file.flush()).rejects.toEqual(CODE.disk);
    expect(await store.sweepParts()).toBe(0);
    expect(existsSync(paths.folder)).toBe(false);
  });
});

it('what an earlier run left unfinished is swept away, whatever it is', async () => {
  writeFileSync(join(paths.parts, 'one.part'), 'x');
  writeFileSync(join(paths.parts, 'two.part'), 'x');
  mkdirSync(join(paths.parts, 'folder', 'in'), { recursive: true });
  expect(await store.sweepParts()).toBe(3);
  expect(parts()).toEqual([]);
  expect(await store.sweepParts()).toBe(0);
});

it('files are removed, and removing what is not there is fine', async () => {
  const path = join(paths.photos, 'x.jpg');
  writeFileSync(path, 'x');
  await store.remove(path);
  await store.remove(path);
  expect(existsSync(path)).toBe(false);
});

it('measuring a long file stops when it is told to', async () => {
  const path = join(paths.photos, 'long.jpg');
  writeFileSync(path, Buffer.alloc(1_000_000));
  const reason = new Error('stop');
  await expect(store.measure(path, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await store.measure(join(paths.photos, 'none.jpg'))).toBeNull();
});

describe('trouble with the disk is told as such', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a folder in the way of reading', () => store.measure(paths.photos)],
    [
      'a file in the way of the parts',
      async () => {
        rmSync(paths.parts, { recursive: true });
        writeFileSync(paths.parts, '');
        const file = await part('x');
        await file.finish();
        await file.flush();
      },
    ],
  ])('%s', async (_, work) => {
    await expect(work()).rejects.toEqual(CODE.disk);
  });
});

describe('a place that is taken is one photo’s trouble', () => {
  it.each<[string, (path: string) => void]>([
    [
      'a folder in the way of a photo',
      (path) => void mkdirSync(join(path, 'in the way'), { recursive: true }),
    ],
    ['a file in the way of a folder', (path) => writeFileSync(dirname(path), '')],
    ['a link to nowhere in the way of a folder', (path) => symlinkSync('/nowhere', dirname(path))],
  ])('%s', async (_, obstruct) => {
    const path = paths.photo('m1', 'a', 'main', 'jpg');
    obstruct(path);
    const file = await part('x');
    await file.finish();
    await file.flush();
    await expect(file.place(path)).rejects.toMatchObject({ code: 'photo_blocked' });
  });

  it('a folder in the place of an old file is not removed with it', async () => {
    const path = paths.photo('m1', 'a', 'main', 'jpg');
    mkdirSync(join(path, 'mine'), { recursive: true });
    await store.remove(path);
    expect(existsSync(join(path, 'mine'))).toBe(true);
  });
});
