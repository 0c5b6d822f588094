import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { KeyVault, SecretName } from '#core/ports.ts';
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
  /** Where the encrypted secrets are kept, a file each by its name. Absolute. */
  folder: string;
  platform: NodeJS.Platform;
}

/**
 * Secrets in files that only the system's key store can open. Where there is no such store, they live
 * in memory until the program ends, and {@link KeyVault.storage} says so.
 */
export function createKeyVault({ keyStore, folder, platform }: KeyVaultOptions): KeyVault {
  const forSession = new Map<SecretName, string>();
  const fileOf = (name: SecretName) => join(folder, name);

  const storage = async (): Promise<KeyStorage> => {
    if (!(await keyStore.isAsyncEncryptionAvailable())) return session(NO_STORE[platform]);
    // Chromium's fallback hides the key behind a password that everybody knows.
    const plain = platform === 'linux' && keyStore.getSelectedStorageBackend() === 'basic_text';
    return plain ? session(NO_STORE[platform]) : { kind: 'os' };
  };

  const store = async (name: SecretName, secret: string) => {
    const encrypted = await keyStore.encryptStringAsync(secret);
    // One that gives back what it was given would put the secret on the disk as it is.
    if (encrypted.includes(secret)) throw new Error('The key store encrypts nothing.');
    const part = `${fileOf(name)}.part`;
    await mkdir(folder, { recursive: true });
    await writeFile(part, encrypted, { mode: 0o600 });
    await rename(part, fileOf(name));
  };

  return {
    storage,

    async read(name) {
      const known = forSession.get(name);
      if (known !== undefined) return known;
      const encrypted = await readFile(fileOf(name)).catch(() => null);
      if (encrypted === null || (await storage()).kind !== 'os') return null;
      try {
        const { result, shouldReEncrypt } = await keyStore.decryptStringAsync(encrypted);
        // The old key still opens it: a re-encryption that fails can wait for the next start.
        if (shouldReEncrypt) await store(name, result).catch(() => undefined);
        return result === '' ? null : result;
      } catch {
        return null;
      }
    },

    async write(name, secret) {
      if ((await storage()).kind === 'session') {
        forSession.set(name, secret);
        return;
      }
      try {
        await store(name, secret);
        forSession.delete(name);
      } catch (cause) {
        throw new AppError('disk_failed', REFUSED[name], { cause });
      }
    },

    async forget(name) {
      forSession.delete(name);
      await rm(fileOf(name), { force: true });
    },
  };
}

const REFUSED: Record<SecretName, string> = {
  'api-key':
    'The key could not be kept in the system’s key store. Connect again without remembering it, or unlock the key store.',
  'webhook-secret':
    'The webhook secret could not be kept in the system’s key store. Unlock the key store, then try again.',
};

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
