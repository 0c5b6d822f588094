import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DEMO_FOLDER, readPlaces } from '#core/places.ts';
import { buildIfNeeded, COMMAND_LINE } from './build.ts';
import { noDisplay, openApp } from './open-app.ts';

/** `npm run demo`: the demo on the command line, then the app on the same library, given a display. */
const say = (line: string) => process.stderr.write(`${line}\n`);
const args = process.argv.slice(2);

// The window's own demo library: what the command line brings there, it shows at once.
const { libraryRoot } = readPlaces(process.env, process.cwd());
const ownLibrary = args.some((argument) => argument.startsWith('--library'));
const library = ownLibrary ? [] : ['--library', join(libraryRoot, DEMO_FOLDER)];

buildIfNeeded(say);
const { status } = spawnSync(process.execPath, [COMMAND_LINE, 'demo', ...library, ...args], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
const wantsWords = args.some((argument) => ['--json', '--quiet', '--help'].includes(argument));
if (status === 0 && !ownLibrary && !wantsWords && noDisplay() === null) {
  say('Opening the demo library. Close the window to end.');
  process.exitCode = await openApp({ args: ['--demo'], env: {}, say });
}
