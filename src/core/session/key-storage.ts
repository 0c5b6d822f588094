import { toErrorData } from '#shared/errors.ts';
import type { KeyStorage } from '#shared/window.ts';
import type { KeyVault, Log } from '../ports.ts';

/** What place there is for a key, as the key store says; never rejects. */
export async function storageOf(vault: KeyVault, log: Log): Promise<KeyStorage> {
  try {
    return await vault.storage();
  } catch (error) {
    log.warn('the key store failed', { error: String(error) });
    return { kind: 'session', reason: 'The key store of this computer does not answer.' };
  }
}

/** Keeps the key where the person wants it and the computer can; where that is. Never rejects. */
export async function keepKey(
  vault: KeyVault,
  log: Log,
  apiKey: string,
  keep: boolean,
): Promise<KeyStorage> {
  const storage = await storageOf(vault, log);
  try {
    if (keep && storage.kind === 'os') {
      await vault.write('api-key', apiKey);
      return storage;
    }
    // An earlier key must not come back at the next start.
    await vault.forget('api-key');
  } catch (error) {
    log.warn('the key could not be stored', { code: toErrorData(error).code });
    return { kind: 'session', reason: 'The key store of this computer refused the key.' };
  }
  if (storage.kind === 'session') return storage;
  return {
    kind: 'session',
    reason: 'The key is kept until Headshot Desk is closed, as you chose.',
  };
}

/** Where the key of the demo organization is kept. */
export const DEMO_STORAGE: KeyStorage = {
  kind: 'session',
  reason: 'The demo organization has a key of its own, which opens nothing real.',
};
