import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const source = (path: string) => resolve(import.meta.dirname, 'src', path);
const SHOWN = 'renderer/src/app/show.tsx';
const DEVELOPMENT_PORT = 5173;

/** Three bundles: the main process, the preload (one CommonJS file, for the sandbox) and the window. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // A JSON file: left outside, its import would lose the attribute that Node asks for.
      externalizeDeps: { exclude: ['@dicebear/styles'] },
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          // The command line is the same engine: installed, it runs from this bundle.
          'headshot-desk': source('cli/headshot-desk.ts'),
          // Threads are started by these names (package.json, `#threads`).
          'checkpoint-worker': source('core/library/checkpoint-worker.ts'),
          'export-worker': source('core/exports/export-worker.ts'),
          'walk-worker': source('core/downloads/walk-worker.ts'),
        },
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // The sandbox lets a preload require nothing but Electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      // Half the time until the window shows people is reading its program.
      minify: true,
      // A file costs more than what is in it: one for the styles, and few for the program.
      cssCodeSplit: false,
      rollupOptions: {
        input: { index: source('renderer/index.html') },
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', test: /renderer\/src\/main\.tsx$/, priority: 2 },
              { name: 'window', test: /renderer\/src\/app\/show\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
    server: {
      port: DEVELOPMENT_PORT,
      strictPort: true,
      // The page's own origin is app://desk, where no socket listens.
      hmr: { protocol: 'ws', host: 'localhost', clientPort: DEVELOPMENT_PORT },
    },
    plugins: [
      react(),
      {
        name: 'load-the-window-at-once',
        apply: 'build',
        // The page's first script asks for people, and only then for the window's program: by
        // these links the browser loads both at once.
        transformIndexHtml(_html, { bundle = {} }) {
          const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
          const shown = chunks.find(({ moduleIds }) => moduleIds.includes(source(SHOWN)));
          if (!shown) throw new Error(`${SHOWN} is no part of its own any more.`);
          return [shown.fileName, ...shown.imports].map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
            injectTo: 'head',
          }));
        },
      },
      {
        name: 'hot-reload-without-content-policy',
        // Hot reload needs inline scripts and a socket; the built window keeps its policy.
        apply: 'serve',
        transformIndexHtml: (html) =>
          html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
      },
    ],
  },
});
