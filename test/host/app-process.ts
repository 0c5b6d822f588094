import { registerHooks } from 'node:module';
import { release } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs a built main process in plain Node: `electron` resolves to the stand-in. The first argument
 * is the built entry; the others are the program's own.
 */
const standIn = JSON.stringify(new URL('./stand-in/electron.ts', import.meta.url).href);
const ELECTRON = 'stand-in:electron';
// Like Electron's own module: its names one by one, and all of them as the default.
const source = `export * from ${standIn}; import * as all from ${standIn}; export default all;`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: ELECTRON, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === ELECTRON ? { format: 'module', source, shortCircuit: true } : next(url, context),
});
// Electron adds this one to Node's process.
process.getSystemVersion ??= release;

const [, , entry = ''] = process.argv;
const { app } = await import('./stand-in/electron.ts');
await import(pathToFileURL(resolve(entry)).href);
app.mainModuleLoaded();
