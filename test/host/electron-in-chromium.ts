#!/usr/bin/env node
import { openInChromium } from './open-app.ts';

/** Takes the place of Electron's executable while developing: `electron-in-chromium . [arguments]`. */
process.exitCode = await openInChromium({
  args: process.argv.slice(3),
  env: { HEADSHOT_DESK_HOST_DEVELOPMENT: '1' },
  say: (line) => process.stderr.write(`${line}\n`),
});
