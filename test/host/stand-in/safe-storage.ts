import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SafeStorage } from 'electron';
import type { KeyStoreMode } from '../messages.ts';
import { app } from './app.ts';
import { onMessage } from './launcher.ts';

type Offered = Pick<
  SafeStorage,
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
>;

let mode = (process.env['HEADSHOT_DESK_HOST_KEY_STORE'] ?? 'none') as KeyStoreMode;
onMessage('keyStore', (message) => {
  mode = message.mode;
});

/** Stands for the secret in the system's key store: the same for the same user data, after a restart too. */
const secret = () =>
  createHash('sha256')
    .update(`stand-in key store ${app.getPath('userData')}`)
    .digest();
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Electron's `safeStorage`: it does encrypt, but its secret is no secret. */
export const safeStorage: Offered = {
  isAsyncEncryptionAvailable: async () => mode !== 'none',
  getSelectedStorageBackend: () => (mode === 'os' ? 'gnome_libsecret' : 'basic_text'),
  async encryptStringAsync(plainText) {
    if (mode === 'none') throw new Error('Encryption is not available.');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', secret(), iv);
    const encrypted = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
  },
  async decryptStringAsync(encrypted) {
    if (mode === 'none') throw new Error('Decryption is not available.');
    const decipher = createDecipheriv('aes-256-gcm', secret(), encrypted.subarray(0, IV_BYTES));
    decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = Buffer.concat([
      decipher.update(encrypted.subarray(IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return { result: text.toString('utf8'), shouldReEncrypt: false };
  },
};
