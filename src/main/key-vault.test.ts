import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyVault, type KeyStore } from './key-vault.ts';

const KEY = 'hsp_live_0123456789';
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-vault-'));
  file = join(folder, 'deep/api-key');
});
afterEach(() => rm(folder, { recursive: true }));

/** A key store that writes backwards, under a lock that can change. */
function keyStore(changes: Partial<KeyStore> & { rotated?: boolean } = {}) {
  const turn = (text: string) => [...text].reverse().join('');
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret' as const,
    encryptStringAsync: async (text: string) => Buffer.from(turn(text)),
    decryptStringAsync: async (encrypted: Buffer) => ({
      result: turn(encrypted.toString()),
      shouldReEncrypt: changes.rotated ?? false,
    }),
    ...changes,
  } satisfies KeyStore & { rotated?: boolean };
}

const vault = (store: KeyStore = keyStore(), platform: NodeJS.Platform = 'linux') =>
  createKeyVault({ keyStore: store, folder: join(folder, 'deep'), platform });

describe('with a key store', () => {
  test('the key is kept encrypted, for its owner only, over a restart', async () => {
    await vault().write('api-key', KEY);
    expect(await vault().read('api-key')).toBe(KEY);
    expect(await readFile(file, 'utf8')).not.toContain(KEY);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await vault().storage()).toEqual({ kind: 'os' });
  });

  test('the webhook secret is kept beside it, and each is forgotten by itself', async () => {
    await vault().write('api-key', KEY);
    await vault().write('webhook-secret', 'of webhooks');
    expect(await vault().read('api-key')).toBe(KEY);
    expect(await vault().read('webhook-secret')).toBe('of webhooks');
    expect(await readFile(join(folder, 'deep/webhook-secret'), 'utf8')).not.toContain('webhooks');
    await vault().forget('api-key');
    expect(await vault().read('api-key')).toBeNull();
    expect(await vault().read('webhook-secret')).toBe('of webhooks');
  });

  test('nothing was kept yet', async () => {
    expect(await vault().read('api-key')).toBeNull();
  });

  test('forgetting leaves no file, and works twice', async () => {
    const kept = vault();
    await kept.write('api-key', KEY);
    await kept.forget('api-key');
    await kept.forget('api-key');
    expect(await kept.read('api-key')).toBeNull();
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('a file that the store can no longer open counts as none', async () => {
    await vault().write('api-key', KEY);
    const changed = keyStore({ decryptStringAsync: () => Promise.reject(new Error('other key')) });
    expect(await vault(changed).read('api-key')).toBeNull();
  });

  test('a store whose secret is renewed is written to again', async () => {
    await vault().write('api-key', KEY);
    let encrypted = 0;
    const store = keyStore({
      rotated: true,
      encryptStringAsync: async (text) => {
        encrypted += 1;
        return Buffer.from([...text].reverse().join(''));
      },
    });
    expect(await vault(store).read('api-key')).toBe(KEY);
    expect(encrypted).toBe(1);
    expect(await vault().read('api-key')).toBe(KEY);
  });

  test('a store that refuses is said to, without the key', async () => {
    const locked = keyStore({ encryptStringAsync: () => Promise.reject(new Error('locked')) });
    const failure = vault(locked).write('api-key', KEY);
    await expect(failure).rejects.toMatchObject({ code: 'disk_failed' });
    await expect(failure).rejects.not.toThrow(KEY);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});

describe.each([
  ['none', keyStore({ isAsyncEncryptionAvailable: async () => false }), 'linux'],
  [
    'one with a password that everybody knows',
    keyStore({ getSelectedStorageBackend: () => 'basic_text' }),
    'linux',
  ],
  ['none on a Mac', keyStore({ isAsyncEncryptionAvailable: async () => false }), 'darwin'],
] as const)('with %s', (_what, store, platform) => {
  test('the key is kept for this session only, and that is said', async () => {
    const session = vault(store, platform);
    const storage = await session.storage();
    expect(storage.kind).toBe('session');
    expect(storage).toMatchObject({ reason: expect.stringContaining('until you quit') });
    await session.write('api-key', KEY);
    expect(await session.read('api-key')).toBe(KEY);
    expect(await vault(store, platform).read('api-key')).toBeNull();
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('a key kept earlier is not read with it', async () => {
    await mkdir(join(folder, 'deep'));
    await writeFile(file, [...KEY].reverse().join(''));
    expect(await vault(store, platform).read('api-key')).toBeNull();
  });

  test('forgetting forgets', async () => {
    const session = vault(store, platform);
    await session.write('api-key', KEY);
    await session.forget('api-key');
    expect(await session.read('api-key')).toBeNull();
  });
});

test('where Linux’s backend is not asked for, it does not matter', async () => {
  const store = keyStore({ getSelectedStorageBackend: () => 'basic_text' });
  expect(await vault(store, 'win32').storage()).toEqual({ kind: 'os' });
});
