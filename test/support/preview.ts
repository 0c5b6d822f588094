import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { build, createServer, type Plugin, preview } from 'vite';
import { createPortraits } from '#sandbox/demo/portraits.ts';
import type { Bridge } from '#shared/bridge.ts';
import { createPreviewBridge, type PreviewOptions } from './preview-bridge.ts';

/**
 * Shows the window in any browser on a pretended core: `node test/support/preview.ts [--port 5210]
 * [--built]`, then `/?people=10000&theme=dark&offline=1&state=welcome&delay=300&fail=people.list`.
 * `--built` serves the production build under its real content policy.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5210' },
    built: { type: 'boolean', default: false },
  },
});
const root = resolve(import.meta.dirname, '../../src/renderer');
const outDir = join(tmpdir(), 'headshot-desk-preview');
const portraits = createPortraits({ cacheDir: join(tmpdir(), 'portraits') });
const bridges = new Map<string, Bridge>();

function bridgeFor(search: string): Bridge {
  const known = bridges.get(search) ?? createPreviewBridge(optionsOf(new URLSearchParams(search)));
  bridges.set(search, known);
  return known;
}

function optionsOf(words: URLSearchParams): PreviewOptions {
  const theme = words.get('theme');
  return {
    people: Number(words.get('people') ?? 60),
    state: words.get('state') === 'welcome' ? 'welcome' : 'connected',
    offline: words.has('offline'),
    hasKey: !words.has('nokey'),
    appearance: theme === 'dark' || theme === 'light' ? theme : 'system',
    language: words.get('language') ?? 'en',
    failing: words.get('fail'),
    delayMs: Number(words.get('delay') ?? 0),
    hasKeyStore: !words.has('nokeystore'),
    isReal: words.has('real'),
    jobs: words.get('jobs') === 'busy' ? 'busy' : words.get('jobs') === 'none' ? 'none' : 'calm',
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://preview');
  if (url.pathname === '/preview/bridge.js') {
    response.setHeader('content-type', 'text/javascript');
    response.end(await readFile(join(import.meta.dirname, 'preview-client.js')));
    return true;
  }
  if (url.pathname === '/preview/invoke') {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { path, input } = JSON.parse(body) as { path: string; input: unknown };
    const reply = await bridgeFor(url.search).invoke(path, input);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(reply));
    return true;
  }
  if (url.pathname === '/preview/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const stop = bridgeFor(url.search).subscribe((message) => {
      response.write(`data: ${JSON.stringify(message)}\n\n`);
    });
    request.on('close', stop);
    return true;
  }
  const [, folder, modelId = '', photoId = ''] = url.pathname.split('/');
  if (folder === 'photos') {
    const variant = url.searchParams.get('size') === 'thumb' ? 'thumbnail' : 'main';
    const keys = [modelId, photoId].map(decodeURIComponent);
    const { bytes, contentType } = await portraits(keys[0] ?? '', keys[1] ?? '', variant);
    response.writeHead(200, { 'content-type': contentType, 'cache-control': 'max-age=3600' });
    response.end(bytes);
    return true;
  }
  return false;
}

type Use = (
  handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void,
) => unknown;
const serve = (use: Use) =>
  use((request, response, next) => {
    answer(request, response).then(
      (answered) => answered || next(),
      () => response.writeHead(404).end(),
    );
  });

const pretend: Plugin = {
  name: 'headshot-desk-preview',
  configureServer: (server) => void serve(server.middlewares.use.bind(server.middlewares)),
  configurePreviewServer: (server) => void serve(server.middlewares.use.bind(server.middlewares)),
  transformIndexHtml: (html, { server }) =>
    (server
      ? // Hot reload needs an inline script.
        html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')
      : html.replace("default-src 'none'", "default-src 'none'; connect-src 'self'")
    ).replace('</title>', '</title><script src="/preview/bridge.js"></script>'),
};

const config = {
  root,
  configFile: false as const,
  logLevel: 'warn' as const,
  plugins: [react(), pretend],
  cacheDir: join(outDir, `cache-${values.port}`),
  build: { outDir: join(outDir, `built-${values.port}`), emptyOutDir: true },
};
const place = { host: '127.0.0.1', port: Number(values.port), strictPort: true };
if (values.built) {
  await build(config);
  await preview({ ...config, preview: place });
} else {
  const server = await createServer({ ...config, server: place });
  await server.listen();
}
process.stdout.write(`http://127.0.0.1:${values.port}/?people=60\n`);
