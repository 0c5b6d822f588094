import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const source = (path: string) => resolve(import.meta.dirname, 'src', path);
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
        },
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
      rollupOptions: { input: { index: source('renderer/index.html') } },
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
        name: 'hot-reload-without-content-policy',
        // Hot reload needs inline scripts and a socket; the built window keeps its policy.
        apply: 'serve',
        transformIndexHtml: (html) =>
          html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
      },
    ],
  },
});
