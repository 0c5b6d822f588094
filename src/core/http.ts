import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, EnvHttpProxyAgent } from 'undici';
import { hostKind } from './host-kind.ts';
import { exchange } from './http-exchange.ts';
import type { Http } from './ports.ts';

/** An {@link Http} that holds connections open until `close`. */
export type ClosableHttp = Http & { close(): Promise<void> };

/**
 * The real network: HTTP/1.1 with keep-alive, never following a redirect, through the proxies that
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY name. A connection that is not there after
 * `connectTimeoutMs` fails. Idle timeouts are kept to within about a second.
 */
export function createHttp(options: { connectTimeoutMs?: number } = {}): ClosableHttp {
  const settings = {
    // One socket per exchange: an abort then closes just that socket, at once.
    allowH2: false,
    connectTimeout: options.connectTimeoutMs ?? 15_000,
    keepAliveTimeout: 10_000,
  };
  const direct = new Agent(settings);
  const proxied = new EnvHttpProxyAgent(settings);

  const http: Http = async ({ url, method, headers, body, signal, idleTimeoutMs }) => {
    signal?.throwIfAborted();
    const target = new URL(url);
    // A proxy's loopback is another machine: ours is always reached directly.
    const dispatcher = hostKind(target.hostname) === 'loopback' ? direct : proxied;
    const askedAtMs = performance.now();
    const response = await exchange(
      dispatcher,
      {
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method,
        headers,
        body: body ?? null,
        headersTimeout: idleTimeoutMs,
        bodyTimeout: idleTimeoutMs,
      },
      {
        signal,
        // Each of these starts the wait for the headers anew; all of them together must not.
        onInfo: () => {
          if (performance.now() - askedAtMs > idleTimeoutMs) throw onlyHints();
        },
      },
    );
    const decoder = decoderOf(singleValue(response.headers['content-encoding']));
    // How a broken body ends is told by reading it: the decoder breaks with it.
    if (decoder) pipeline(response.body, decoder, () => {});
    return {
      status: response.status,
      header: (name) =>
        decoder && CODING_HEADERS.has(name) ? null : singleValue(response.headers[name]),
      body: decoder ?? response.body,
      discard: () => (decoder ? decoder.destroy() : response.body.discard()),
    };
  };

  return Object.assign(http, {
    async close() {
      await Promise.all([direct.destroy(), proxied.destroy()]);
    },
  });
}

/** These speak of the coded body, not of the one that is given. */
const CODING_HEADERS = new Set(['content-encoding', 'content-length']);

/** Undoes a coding that somebody in between chose although none was asked for; null for none. */
function decoderOf(coding: string | null): Transform | null {
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}

/** Early hints went on coming, and no reply. */
function onlyHints(): Error {
  return Object.assign(new Error('There were only hints of a reply.'), { code: 'ETIMEDOUT' });
}

function singleValue(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
