import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { CustomScheme, Protocol } from 'electron';
import { app } from './app.ts';

type Handler = Parameters<Protocol['handle']>[1];
type Offered = Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'>;

/**
 * Nobody else on this computer can guess where the app's origin is served. While developing, the
 * files come from Vite, which names them from the root.
 */
const prefix = process.env['HEADSHOT_DESK_HOST_DEVELOPMENT']
  ? '/'
  : `/${randomBytes(16).toString('hex')}/`;
let origin = '';
let scheme = '';
let handler: Handler | null = null;

const server = createServer((request, response) => {
  serve(request, response).catch(() => response.destroy());
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
server.unref();
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;

/** Electron's `protocol`: what the app serves under its own scheme is served on loopback. */
export const protocol: Offered = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]) {
    if (app.isReady) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    const [first] = schemes;
    if (!first?.privileges?.standard) throw new Error('Only one standard scheme can be played.');
    scheme = first.scheme;
  },
  handle(name, answer) {
    if (name !== scheme) throw new Error(`The scheme ${name} is not privileged`);
    handler = answer;
  },
};

/** Where the launcher's browser finds `url`, which is one of the app's own scheme. */
export function hostUrlOf(url: string): string {
  const { protocol: urlScheme, host, pathname, search } = new URL(url);
  if (urlScheme !== `${scheme}:`) return url;
  origin = `${scheme}://${host}`;
  return `${base}${pathname.slice(1)}${search}`;
}

/** The way back: what Electron would call the browser's `url`. */
export function appUrlOf(url: string): string {
  return url.startsWith(base) ? `${origin}/${url.slice(base.length)}` : url;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (handler === null || !path.startsWith(prefix)) {
    // Browsers ask for an icon of the site, Electron does not.
    response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    return;
  }
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const asked = new Request(`${origin}/${path.slice(prefix.length)}`, {
    method: request.method ?? 'GET',
    signal: abort.signal,
  });
  const initiatorOrigin = initiatorOf(request);
  const answer = await handler(
    initiatorOrigin === undefined ? asked : Object.assign(asked, { initiatorOrigin }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
}

/** Chromium says over HTTP, too, who asks: nothing where it is the browser itself. */
function initiatorOf({ headers }: IncomingMessage): string | null | undefined {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'none') return undefined;
  return site === 'same-origin' ? origin : (headers.origin ?? null);
}
