import { buildIfNeeded } from './build.ts';
import { noDisplay, openApp } from './open-app.ts';

/** `npm start`: builds if needed and opens the app. */
const say = (line: string) => process.stderr.write(`${line}\n`);

const missing = noDisplay();
if (missing) {
  say(missing);
  process.exit(1);
}
try {
  buildIfNeeded(say);
  process.exitCode = await openApp({ args: process.argv.slice(2), env: {}, say });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
