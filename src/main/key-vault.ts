import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import type { KeyVault } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';
import type { KeyStorage } from '#shared/window.ts';

/** What the vault needs of Electron: the asynchronous part, and which key store Linux has. */
export type KeyStore = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

export interface KeyVaultOptions {
  keyStore: KeyStore;
  /** Where the encrypted key is kept. Absolute. */
  file: string;
  platform: NodeJS.Platform;
}

/**
 * The API key in a file that only the system's key store can open. Where there is no such store, the
 * key lives in memory until the program ends, and {@link KeyVault.storage} says so.
 */
export function createKeyVault({ keyStore, file, platform }: KeyVaultOptions): KeyVault {
  let sessionKey: string | null = null;

  const storage = async (): Promise<KeyStorage> => {
    if (!(await keyStore.isAsyncEncryptionAvailable())) return session(NO_STORE[platform]);
    // Chromium's fallback hides the key behind a password that everybody knows.
    const plain = platform === 'linux' && keyStore.getSelectedStorageBackend() === 'basic_text';
    return plain ? session(NO_STORE[platform]) : { kind: 'os' };
  };

  const store = async (apiKey: string) => {
    const encrypted = await keyStore.encryptStringAsync(apiKey);
    const part = `${file}.part`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, encrypted, { mode: 0o600 });
    await rename(part, file);
  };

  return {
    storage,

    async read() {
      if (sessionKey !== null) return sessionKey;
      const encrypted = await readFile(file).catch(() => null);
      if (encrypted === null || (await storage()).kind !== 'os') return null;
      try {
        const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(encrypted);
        // The old key still opens it: a re-encryption that fails can wait for the next start.
        if (shouldReEncrypt) await store(result).catch(() => undefined);
        return result === '' ? null : result;
      } catch {
        return null;
      }
    },

    async write(apiKey) {
      if ((await storage()).kind === 'session') {
        sessionKey = apiKey;
        return;
      }
      try {
        await store(apiKey);
        sessionKey = null;
      } catch (cause) {
        throw new AppError(
          'disk_failed',
          'The key could not be kept in the system’s key store. Connect again without remembering it, or unlock the key store.',
          { cause },
        );
      }
    },

    async forget() {
      sessionKey = null;
      await rm(file, { force: true });
    },
  };
}

function session(reason = 'This system offers no key store'): KeyStorage {
  return {
    kind: 'session',
    reason: `${reason}, so the key is kept in memory only, until you quit Headshot Desk.`,
  };
}

const NO_STORE: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'No key store (GNOME Keyring or KWallet) is running that could keep the key secret',
  darwin: 'The keychain cannot be opened',
  win32: 'Windows’ data protection cannot be used',
};
