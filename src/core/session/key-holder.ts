import { toErrorData } from '#shared/errors.ts';
import type { KeyStorage } from '#shared/window.ts';
import type { KeyVault, Log } from '../ports.ts';
import { DEMO_STORAGE, keepKey, storageOf } from './key-storage.ts';

/** Holds the key that is in use: here and in the key store, nowhere else. */
export class KeyHolder {
  readonly #vault: KeyVault;
  readonly #log: Log;
  #key: string | null = null;
  #storage: KeyStorage = { kind: 'session', reason: 'The key store has not been asked yet.' };

  constructor(vault: KeyVault, log: Log) {
    this.#vault = vault;
    this.#log = log;
  }

  get key(): string | null {
    return this.#key;
  }

  /** Where the key is kept, or would be. */
  get storage(): KeyStorage {
    return this.#storage;
  }

  /**
   * Reads the stored key, if there is one; a key that somebody gives meanwhile stays. Never rejects,
   * but may take long: a key store can wait for its password.
   */
  async read(): Promise<void> {
    const storage = await storageOf(this.#vault, this.#log);
    if (this.#key === null) this.#storage = storage;
    try {
      const stored = await this.#vault.read('api-key');
      this.#key ??= stored;
    } catch (error) {
      this.#log.warn('the stored key could not be read', { code: toErrorData(error).code });
    }
  }

  /** Uses a key from now on; what becomes of it is said by {@link keep}. */
  take(key: string | null): void {
    this.#key = key;
  }

  takeDemo(key: string): void {
    this.#key = key;
    this.#storage = DEMO_STORAGE;
  }

  /** Stores the key in use where the person wants it and the computer can. Never rejects. */
  async keep(key: string, remember: boolean): Promise<void> {
    this.#storage = await keepKey(this.#vault, this.#log, key, remember);
  }

  /** Uses no key any more; a stored one stays for the next start. */
  async drop(): Promise<void> {
    this.#key = null;
    this.#storage = await storageOf(this.#vault, this.#log);
  }

  /** Forgets the key, here and in the key store. Rejects where the key store does not let go of it. */
  async forget(): Promise<void> {
    await this.#vault.forget('api-key');
    await this.drop();
  }

  /** `text` without the key: it must not leave the program. */
  redact(text: string): string {
    return this.#key ? text.replaceAll(this.#key, '[key]') : text;
  }
}
