import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ELECTRON_VITE } from './build.ts';
import { electronArgs, findElectron } from './electron-runtime.ts';
import { noDisplay } from './open-app.ts';

/** `npm run dev`: the app with hot reload, in Electron where it can be had, else in Chromium. */
const say = (line: string) => process.stderr.write(`${line}\n`);

const missing = noDisplay();
if (missing) {
  say(missing);
  process.exit(1);
}
const electron = await findElectron(say);
if (electron === null) {
  say('The Electron runtime cannot be installed here: developing in Chromium instead.');
}
// The window is reloaded in both; a changed main process restarts only the real Electron.
const watch = electron === null ? [] : ['--watch'];
const child = spawn(process.execPath, [ELECTRON_VITE, 'dev', ...watch, '--', ...electronArgs()], {
  stdio: 'inherit',
  env: {
    ...process.env,
    ELECTRON_EXEC_PATH: electron ?? join(import.meta.dirname, 'electron-in-chromium.ts'),
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, 'exit');
process.exitCode = code ?? 1;
