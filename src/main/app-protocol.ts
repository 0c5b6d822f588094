import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type Desk, PICTURE_SIZES } from '#core/desk.ts';
import type { Log } from '#core/ports.ts';
import { isAppError } from '#shared/errors.ts';
import { APP_ORIGIN, isAppUrl } from './app-origin.ts';
import { CONTENT_POLICY } from './content-policy.ts';

/** What the app's own origin is made of. */
export interface AppProtocol {
  /** The folder of the built window. Absolute. */
  rendererRoot: string;
  picture: Desk['picture'];
  log: Log;
  /** While developing, where the window's files come from instead, with hot reload. */
  development?: { origin: string; fetch(url: string): Promise<Response> };
}

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Names that carry the hash of what is in them. */
const FOREVER = 'public, max-age=31536000, immutable';
/** A photo's id never comes to mean another photo. */
const PHOTO_CACHE = 'private, max-age=86400';

/**
 * Answers requests to `app://desk/`: the built window, and `photos/<modelId>/<photoId>?size=`. Takes
 * ids and names of built files, never a path. Never rejects.
 */
export function createAppProtocol(options: AppProtocol): (request: Request) => Promise<Response> {
  return async (request) => {
    const refusal = refuse(request);
    if (refusal !== null) return plain(refusal);
    const url = new URL(request.url);
    const names = safeNames(url.pathname);
    if (names === null) return plain(400);
    try {
      if (names[0] === 'photos') return await photo(options, names.slice(1), url, request);
      if (options.development) return await fromDevelopment(options.development, url);
      return await file(join(options.rendererRoot, ...names), names[0] === 'assets', request);
    } catch (error) {
      if (request.signal.aborted) return plain(499);
      if (isAppError(error)) return plain(404);
      options.log.error('A request to the app’s own origin failed', {
        path: url.pathname,
        cause: error instanceof Error ? error.message : String(error),
      });
      return plain(500);
    }
  };
}

function refuse(request: Request): number | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return 405;
  // Electron says who asks; it is absent where the browser itself does.
  const initiator = 'initiatorOrigin' in request ? request.initiatorOrigin : undefined;
  if (initiator !== undefined && initiator !== APP_ORIGIN) return 403;
  return isAppUrl(request.url) ? null : 404;
}

/** The decoded parts of a path; null where one is no plain name. */
function safeNames(pathname: string): string[] | null {
  try {
    const names = pathname.slice(1).split('/').map(decodeURIComponent);
    return names.every((name) => /^[^/\\\p{Cc}]+$/u.test(name) && !/^\.+$/.test(name))
      ? names
      : null;
  } catch {
    return null;
  }
}

async function photo(
  { picture }: AppProtocol,
  ids: string[],
  url: URL,
  request: Request,
): Promise<Response> {
  const [modelId, photoId, more] = ids;
  const size = PICTURE_SIZES.find((known) => known === url.searchParams.get('size'));
  if (!modelId || !photoId || more !== undefined || !size) return plain(404);
  const found = await picture({ modelId, photoId }, size, request.signal);
  return fileResponse(found.path, found.mediaType, PHOTO_CACHE, request);
}

async function file(path: string, hashed: boolean, request: Request): Promise<Response> {
  const mediaType = MEDIA_TYPES[extname(path)];
  if (mediaType === undefined) return plain(404);
  return fileResponse(path, mediaType, hashed ? FOREVER : 'no-cache', request);
}

async function fileResponse(
  path: string,
  mediaType: string,
  cacheControl: string,
  request: Request,
): Promise<Response> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return plain(404);
  const body = request.method === 'HEAD' ? null : Readable.toWeb(createReadStream(path));
  return new Response(body as ReadableStream | null, {
    headers: {
      'content-type': mediaType,
      'content-length': String(found.size),
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
      ...(mediaType.startsWith('text/html') ? { 'content-security-policy': CONTENT_POLICY } : {}),
    },
  });
}

async function fromDevelopment(
  { origin, fetch }: NonNullable<AppProtocol['development']>,
  { pathname, search }: URL,
): Promise<Response> {
  return fetch(new URL(`${pathname}${search}`, origin).href);
}

function plain(status: number): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } });
}
