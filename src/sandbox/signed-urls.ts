import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Random } from './random.ts';
import type { Variant } from './seed.ts';
import { VARIANTS } from './seed.ts';

/** The file a URL leads to. */
export interface PhotoFile {
  modelId: string;
  photoId: string;
  variant: Variant;
}

export type UrlVerdict = 'valid' | 'expired' | 'forged';

export interface SignedUrlOptions {
  /** The photo host's origin. */
  base: () => string;
  now: () => number;
  lifetimeMs: number;
  random: Random;
}

/**
 * Signs and checks the photo host's URLs: `/photos/<opaque>.jpg?expires=…&nonce=…&signature=…`, an
 * HMAC-SHA256 over all that comes before it (reference §1.7). No two signings give the same URL.
 */
export class SignedUrls {
  readonly #options: SignedUrlOptions;
  readonly #key: string;
  #generation = 0;
  #signed = 0;

  constructor(options: SignedUrlOptions) {
    this.#options = options;
    this.#key = `signing-${options.random()}`;
  }

  /** When a URL signed now stops working. */
  expiresAt(): string {
    return new Date(this.#options.now() + this.#options.lifetimeMs).toISOString();
  }

  sign(file: PhotoFile): string {
    this.#signed += 1;
    const named = [file.modelId, file.photoId, file.variant].map(encodeURIComponent);
    const opaque = Buffer.from(named.join('/'));
    const expires = Date.parse(this.expiresAt());
    const nonce = `${this.#generation}-${this.#signed.toString(36)}`;
    const path = `/photos/${opaque.toString('base64url')}.jpg?expires=${expires}&nonce=${nonce}`;
    return `${this.#options.base()}${path}&signature=${this.#signature(path)}`;
  }

  /** Makes every URL signed so far answer as if its day were over. */
  expireAll(): void {
    this.#generation += 1;
  }

  verify(url: URL): UrlVerdict {
    const [signed = '', signature = ''] = `${url.pathname}${url.search}`.split('&signature=');
    const expected = this.#signature(signed);
    if (
      signature.length !== expected.length ||
      !timingSafeEqual(Buffer.from(signature, 'latin1'), Buffer.from(expected, 'latin1'))
    ) {
      return 'forged';
    }
    const isOver = this.#options.now() >= Number(url.searchParams.get('expires'));
    const generation = Number.parseInt(url.searchParams.get('nonce') ?? '', 10);
    return isOver || generation < this.#generation ? 'expired' : 'valid';
  }

  #signature(path: string): string {
    return createHmac('sha256', this.#key).update(path).digest('hex');
  }
}

/** The file a path of the photo host names, or null; says nothing about its signature. */
export function fileAt(pathname: string): PhotoFile | null {
  const opaque = /^\/photos\/([\w-]+)\.jpg$/.exec(pathname)?.[1];
  if (opaque === undefined) return null;
  const encoded = Buffer.from(opaque, 'base64url').toString();
  const [modelId, photoId, named] = encoded.split('/').map((part) => decode(part));
  const variant = VARIANTS.find((candidate) => candidate === named);
  if (!modelId || !photoId || variant === undefined) return null;
  return { modelId, photoId, variant };
}

/** Null for what nobody has encoded. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
