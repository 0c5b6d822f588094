import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const DIGEST_BYTES = 32;

/** Drawn portraits on disk. Only ever a convenience: it may be emptied, damaged or unwritable. */
export interface PortraitCache {
  /** The bytes last written under `key`, or null if there are none or they are damaged. */
  read: (key: string) => Promise<Uint8Array | null>;
  /** Keeps `bytes` under `key` if the disk allows; never rejects. */
  write: (key: string, bytes: Uint8Array) => Promise<void>;
}

/** A cache in `dir`, made when first needed. Each file is a JPEG followed by its SHA-256. */
export function createPortraitCache(dir: string): PortraitCache {
  const pathOf = (key: string) => {
    const name = createHash('sha256').update(key).digest('hex');
    return join(dir, name.slice(0, 2), `${name}.jpg`);
  };

  return {
    async read(key) {
      const file = await readFile(pathOf(key)).catch(() => null);
      if (file === null) return null;
      const bytes = file.subarray(0, -DIGEST_BYTES);
      return digest(bytes).equals(file.subarray(-DIGEST_BYTES)) ? bytes : null;
    },

    async write(key, bytes) {
      const path = pathOf(key);
      const part = `${path}.${randomUUID()}.part`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(part, Buffer.concat([bytes, digest(bytes)]));
        await rename(part, path);
      } catch {
        await rm(part, { force: true }).catch(() => undefined);
      }
    },
  };
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
