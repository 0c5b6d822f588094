import { describe, expect, it } from 'vitest';
import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import { createStorage, usedShare } from './storage-store.ts';

const usage = (files: number) => ({
  folder: '/library',
  usedBytes: 250,
  freeBytes: 750,
  removable: { files, sizeBytes: files * 100 },
});

function setUp(removeExported: Api['storage']['removeExported']) {
  let files = 3;
  const storage: Api['storage'] = {
    usage: async () => usage(files),
    removeExported: async (input) => {
      files = 1;
      return removeExported(input);
    },
    reveal: async () => undefined,
  };
  return createStorage({ storage });
}

describe('the space the library takes', () => {
  it('is measured again after originals went to the trash', async () => {
    const store = setUp(async () => ({ files: 2, sizeBytes: 200 }));
    await store.getState().load();
    expect(store.getState().usage?.removable.files).toBe(3);
    expect(await store.getState().removeExported()).toEqual({ files: 2, sizeBytes: 200 });
    expect(store.getState()).toMatchObject({ removing: false, usage: usage(1) });
  });

  it('is measured again also where only a part could be moved', async () => {
    const store = setUp(async () => {
      throw new AppError('disk_failed', 'The trash is full.');
    });
    await expect(store.getState().removeExported()).rejects.toMatchObject({ code: 'disk_failed' });
    expect(store.getState()).toMatchObject({ removing: false, usage: usage(1) });
  });

  it('says why it cannot be measured, and recovers', async () => {
    let broken = true;
    const storage = {
      async usage() {
        if (broken) throw new AppError('library_missing', 'There is no library.');
        return usage(0);
      },
    } as unknown as Api['storage'];
    const store = createStorage({ storage });
    await store.getState().load();
    expect(store.getState().failure?.code).toBe('library_missing');
    broken = false;
    await store.getState().load();
    expect(store.getState()).toMatchObject({ failure: null, usage: usage(0) });
  });

  it('is shown as its share of the disk', () => {
    expect(usedShare(usage(0))).toBe(0.25);
    expect(usedShare({ ...usage(0), usedBytes: 0, freeBytes: 0 })).toBe(0);
  });
});
