import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '#shared/progress.ts';
import { member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { getPerson } from './people.ts';
import { verifyLibrary } from './verify.ts';

let sample: SampleLibrary;
const PHOTOS = ['a', 'b', 'c'];
const pathOf = (id: string) => sample.library.paths.photo('m1', id, 'main', 'jpg');
const content = (id: string) => Buffer.alloc(5000, id);

function write(id: string, bytes: Buffer): void {
  mkdirSync(dirname(pathOf(id)), { recursive: true });
  writeFileSync(pathOf(id), bytes);
}

beforeEach(() => {
  sample = new SampleLibrary();
  sample.sync({
    members: [member('mira', { name: 'Mira', modelId: 'm1' })],
    models: [model('m1')],
    photos: { m1: PHOTOS.map((id) => photo('m1', id)) },
  });
  for (const id of PHOTOS) {
    const bytes = content(id);
    write(id, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const facts = { extension: 'jpg', sizeBytes: 5000, width: 4, height: 5, sha256 };
    const key = { modelId: 'm1', photoId: id, variant: 'main' } as const;
    sample.library.files.put(key, { ...facts, crc32: crc32(bytes) });
  }
});
afterEach(() => sample.remove());

const problemWith = (photoId: string, state: string) => {
  return { modelId: 'm1', photoId, variant: 'main', person: 'Mira', state };
};
const stored = () => getPerson(sample.library.db, 'mira')?.storedCount;

describe('a stored photo that is not what it was', () => {
  it('all as they were: no problem, and the numbers say what was read', async () => {
    const progress: Progress[] = [];
    const result = await verifyLibrary(sample.library, { onProgress: (at) => progress.push(at) });
    expect(result).toEqual({ files: 3, sizeBytes: 15_000, problems: [] });
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it.each<[string, string, () => void]>([
    ['deleted by hand', 'missing', () => rmSync(pathOf('b'))],
    [
      'deleted with its folder emptied',
      'missing',
      () => rmSync(dirname(pathOf('b')), { recursive: true }),
    ],
    [
      'with one bit turned',
      'damaged',
      () => {
        const bytes = content('b');
        bytes[2500] = (bytes[2500] ?? 0) ^ 1;
        write('b', bytes);
      },
    ],
    ['cut short', 'damaged', () => truncateSync(pathOf('b'), 4999)],
    [
      'with something behind its end',
      'damaged',
      () => write('b', Buffer.concat([content('b'), Buffer.from('x')])),
    ],
    ['emptied', 'damaged', () => write('b', Buffer.alloc(0))],
    [
      'with a folder in its place',
      'damaged',
      () => {
        rmSync(pathOf('b'));
        mkdirSync(pathOf('b'));
      },
    ],
  ])('%s is %s, and is stored no more', async (_, state, harm) => {
    harm();
    const { problems } = await verifyLibrary(sample.library);
    expect(problems).toContainEqual(problemWith('b', state));
    expect(stored()).toBe(3 - problems.length);
  });

  it('that came back is taken back', async () => {
    write('b', Buffer.from('other'));
    await verifyLibrary(sample.library);
    expect(stored()).toBe(2);
    write('b', content('b'));
    expect((await verifyLibrary(sample.library)).problems).toEqual([]);
    expect(stored()).toBe(3);
  });

  it('that the user removed is no problem', async () => {
    rmSync(pathOf('b'));
    const key = { modelId: 'm1', photoId: 'b', variant: 'main' } as const;
    sample.library.files.setState(key, 'removed');
    expect((await verifyLibrary(sample.library)).problems).toEqual([]);
    expect(sample.library.files.get(key)?.state).toBe('removed');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const verifying = verifyLibrary(sample.library, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(verifying).rejects.toThrow('enough');
  });
});

it('files come page by page in the order of their keys, none twice', () => {
  sample.store('m1', 'a', { variant: 'original' });
  sample.store('m1', 'a', { variant: 'thumbnail' });
  const { files } = sample.library;
  const seen: string[] = [];
  for (let page = files.page(null, 2); page.length > 0; page = files.page(page.at(-1) ?? null, 2)) {
    seen.push(...page.map(({ photoId, variant }) => `${photoId} ${variant}`));
  }
  expect(seen).toEqual(['a main', 'a original', 'a thumbnail', 'b main', 'c main']);
  expect(files.count()).toBe(5);
});

it('a file’s state and time of verification follow what was found', () => {
  const { files, db } = sample.library;
  const key = { modelId: 'm1', photoId: 'a', variant: 'main' } as const;
  const verifiedAt = () =>
    db.get<{ at: string }>(`SELECT verified_at AS at FROM files WHERE photo_id = 'a'`)?.at;
  const before = verifiedAt();
  sample.clock.jump(60_000);
  files.setState(key, 'damaged');
  expect([files.get(key)?.state, verifiedAt()]).toEqual(['damaged', before]);
  files.setState(key, 'stored');
  expect(files.get(key)?.state).toBe('stored');
  expect(verifiedAt()).not.toBe(before);
  expect(files.get({ ...key, variant: 'original' })).toBeNull();
});
