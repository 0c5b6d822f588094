import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { asDiskError, publish, requireSpace, syncFolder } from './disk.ts';

let folder: SampleFolder;
let part: string;
let path: string;
beforeEach(async () => {
  folder = await sampleFolder();
  part = join(folder.path, 'a.zip.part');
  path = join(folder.path, 'a.zip');
  await writeFile(part, 'new');
});
afterEach(() => folder.remove());

describe('publish', () => {
  it.each([true, false])('gives the file its name (overwrite %s)', async (overwrite) => {
    await publish(part, path, overwrite);
    expect(await readdir(folder.path)).toEqual(['a.zip']);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('replaces a file only when it may', async () => {
    await writeFile(path, 'old');
    await expect(publish(part, path, false)).rejects.toMatchObject({ code: 'target_exists' });
    expect(await readFile(path, 'utf8')).toBe('old');
    await publish(part, path, true);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('never replaces a folder', async () => {
    await mkdir(path);
    await expect(publish(part, path, false)).rejects.toMatchObject({ code: 'target_exists' });
    await expect(publish(part, path, true)).rejects.toThrow();
  });
});

describe('asDiskError', () => {
  const failure = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['ENOSPC', 'disk_full', /Free some space/],
    ['EDQUOT', 'disk_full', /Free some space/],
    ['EACCES', 'disk_failed', /permissions/],
    ['EROFS', 'disk_failed', /permissions/],
    ['ENOENT', 'disk_failed', /connected/],
    ['EIO', 'disk_failed', /connected/],
    ['ENOTDIR', 'disk_failed', /in the way/],
    ['EFBIG', 'disk_failed', /EFBIG/],
  ])('says what to do about %s', (errno, code, advice) => {
    const error = asDiskError(failure(errno), '/exports/Sales.zip');
    expect(error).toMatchObject({ code, message: expect.stringMatching(advice) });
    expect(error).toHaveProperty('message', expect.stringContaining('/exports/Sales.zip'));
  });

  it('leaves other failures as they are', () => {
    const bug = new TypeError('a bug');
    const known = new AppError('photo_gone', 'Gone.');
    expect(asDiskError(bug, '/x')).toBe(bug);
    expect(asDiskError(known, '/x')).toBe(known);
    expect(asDiskError('text', '/x')).toBe('text');
  });
});

it('requires the space that is needed, and no more', async () => {
  await requireSpace(folder.path, 1);
  await expect(requireSpace(folder.path, 1e18)).rejects.toMatchObject({ code: 'disk_full' });
});

it('syncs a folder, and fails for one that is not there', async () => {
  await syncFolder(folder.path);
  await expect(syncFolder(join(folder.path, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
});
