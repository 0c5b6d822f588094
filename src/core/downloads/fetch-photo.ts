import { AppError } from '#shared/errors.ts';
import { createBodyPace } from '../headshotpro/body-pace.ts';
import { readRateHeaders } from '../headshotpro/rate-headers.ts';
import { mayPassLater } from '../headshotpro/retry.ts';
import type { Measured } from '../library/meter.ts';
import type { PartFile } from '../library/part-file.ts';
import type { Clock, Http, HttpResponse } from '../ports.ts';
import { HEAD_BYTES, imageType } from './image-check.ts';

/** No headshot is larger; a body that goes on past this is cut off while it streams. */
export const MAX_PHOTO_BYTES = 64 * 1024 * 1024;

const MAX_REDIRECTS = 5;
const IDLE_TIMEOUT_MS = 30_000;

/** What the photo host says of a link that has expired, or of a photo that is gone (§1.7). */
const LINK_STATUSES = new Set([400, 401, 403, 404, 410]);
const TOO_MANY = 429;

/** The photo host refused the link itself: to be answered with a fresh one. */
export class LinkRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The photo host answered ${status}.`);
    this.status = status;
  }
}

/** A failure that may pass; `retryAfterMs` is the host's own wish, if it had one. */
export class PassingFailure extends Error {
  readonly failure: AppError;
  readonly retryAfterMs: number | null;

  constructor(failure: AppError, retryAfterMs: number | null = null) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Streams one photo into `part`, counting and hashing: its size, hashes and type by its bytes.
 * Nothing of the API goes along: no Authorization, no cookie. Each hop of a redirect is checked.
 * Throws LinkRefused, PassingFailure, an AppError for what will not pass, or a disk error.
 */
export async function fetchPhoto(
  url: string,
  part: Pick<PartFile, 'write' | 'finish'>,
  options: {
    http: Http;
    clock: Pick<Clock, 'now' | 'elapsed'>;
    /** Throws `url_refused` for an address that must not be asked. */
    assertUrl: (url: string) => void;
    signal: AbortSignal;
    onBytes: (count: number) => void;
    maxBytes?: number;
  },
): Promise<Measured & { extension: string }> {
  const { onBytes, maxBytes = MAX_PHOTO_BYTES } = options;
  const response = await open(url, options);
  try {
    const claimed = contentLength(response);
    if (claimed !== null && claimed > maxBytes) throw tooLarge(maxBytes);
    let received = 0;
    const head = Buffer.alloc(HEAD_BYTES);
    let extension: string | null = null;
    const next = readerOf(response, options);
    for (let piece = await next(); piece; piece = await next()) {
      if (received < HEAD_BYTES) {
        head.set(piece.subarray(0, HEAD_BYTES - received), received);
        if (received + piece.byteLength >= HEAD_BYTES) extension = requireImage(head);
      }
      received += piece.byteLength;
      if (received > maxBytes) throw tooLarge(maxBytes);
      // Most pieces are taken at once, and waiting for nothing takes its time, too.
      const writing = part.write(piece);
      if (writing) await writing;
      onBytes(piece.byteLength);
    }
    if (extension === null) throw new PassingFailure(notAnImage());
    if (claimed !== null && received !== claimed) throw new PassingFailure(truncated());
    return { ...(await part.finish()), extension };
  } finally {
    response.discard();
  }
}

async function open(
  url: string,
  { http, clock, assertUrl, signal }: Parameters<typeof fetchPhoto>[2],
): Promise<HttpResponse> {
  let target = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    assertUrl(target);
    const response = await send(http, target, signal);
    if (response.status === 200) return response;
    response.discard();
    const location = response.header('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      target = resolve(location, target);
      continue;
    }
    throw refusal(response, clock.now());
  }
  throw new AppError('url_refused', 'The photo host redirects in circles.');
}

async function send(http: Http, url: string, signal: AbortSignal): Promise<HttpResponse> {
  try {
    return await http({
      url,
      method: 'GET',
      headers: { accept: 'image/*', 'accept-encoding': 'identity' },
      signal,
      idleTimeoutMs: IDLE_TIMEOUT_MS,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new PassingFailure(unreachable(error));
  }
}

/** Gives the body's pieces, with the network's own errors turned into ours; null at its end. */
function readerOf(
  response: HttpResponse,
  { clock, signal }: Pick<Parameters<typeof fetchPhoto>[2], 'clock' | 'signal'>,
): () => Promise<Uint8Array | null> {
  const keepPace = createBodyPace(clock);
  const pieces = response.body[Symbol.asyncIterator]();
  return async () => {
    try {
      const { done, value } = await pieces.next();
      if (done) return null;
      keepPace(value.byteLength);
      return value;
    } catch (error) {
      signal.throwIfAborted();
      throw new PassingFailure(cutOff(error));
    }
  };
}

function refusal(response: HttpResponse, nowMs: number): Error {
  if (LINK_STATUSES.has(response.status)) return new LinkRefused(response.status);
  const failure = new AppError(
    'photo_unreachable',
    `The photo host answered ${response.status} instead of the photo.`,
  );
  // A success without the photo (202, 204) says that it is not there yet.
  const isSuccess = Math.floor(response.status / 100) === 2;
  if (!isSuccess && response.status !== TOO_MANY && !mayPassLater(response.status)) return failure;
  const { retryAfterMs } = readRateHeaders((name) => response.header(name), nowMs);
  return new PassingFailure(failure, retryAfterMs);
}

function contentLength(response: HttpResponse): number | null {
  const header = response.header('content-length');
  if (header === null || !/^\d+$/.test(header)) return null;
  return Number(header);
}

function requireImage(head: Buffer): string {
  const extension = imageType(head);
  if (extension) return extension;
  // Often a login page or a proxy's error: it may be gone at the next try.
  throw new PassingFailure(notAnImage());
}

function resolve(location: string, base: string): string {
  try {
    return new URL(location, base).href;
  } catch (error) {
    throw new AppError('url_refused', 'The photo host redirects to an address that is none.', {
      cause: error,
    });
  }
}

function networkCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}

function unreachable(error: unknown): AppError {
  return new AppError(
    'photo_unreachable',
    `The photo host could not be reached${networkCode(error)}.`,
    { cause: error },
  );
}

function cutOff(error: unknown): AppError {
  const message = `The photo was cut off on its way${networkCode(error)}.`;
  return new AppError('photo_truncated', message, { cause: error });
}

function truncated(): AppError {
  return new AppError(
    'photo_truncated',
    'The photo that came is not as long as the photo host had said.',
  );
}

function notAnImage(): AppError {
  return new AppError(
    'photo_not_an_image',
    'What came is not an image. A login page or a proxy may be in between.',
  );
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'photo_too_large',
    `The photo is larger than ${Math.round(maxBytes / 1024 / 1024)} MB, which no headshot is.`,
  );
}
