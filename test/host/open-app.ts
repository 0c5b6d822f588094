import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FOLDERS } from '#core/places.ts';
import { electronArgs, findElectron } from './electron-runtime.ts';
import { launchHost } from './launch-host.ts';
import type { Deed } from './messages.ts';

const projectRoot = join(import.meta.dirname, '../..');

export interface OpenOptions {
  /** Arguments of the program. */
  args: string[];
  env: Record<string, string>;
  say: (line: string) => void;
}

/** Why no window can be shown here, in one line; null where one can. */
export function noDisplay(): string | null {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return null;
  return 'There is no display to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set): run this on a desktop, or with `xvfb-run`.';
}

/** Opens the built app in the real Electron, else in the Chromium host; its exit code. */
export async function openApp(options: OpenOptions): Promise<number> {
  const electron = await findElectron(options.say);
  if (electron !== null) return openInElectron(electron, options);
  options.say(
    'The Electron runtime cannot be installed here: opening the same built app in Chromium instead.',
  );
  return openInChromium(options);
}

async function openInElectron(electron: string, { args, env }: OpenOptions): Promise<number> {
  const child = spawn(electron, [...electronArgs(), projectRoot, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/** Opens the built app in a visible Chromium window; its exit code. */
export async function openInChromium({ args, env, say }: OpenOptions): Promise<number> {
  const host = await launchHost({
    userData: join(FOLDERS.config, 'chromium-host'),
    home: homedir(),
    headless: false,
    // Here is no key store: the app says so and keeps the key in memory.
    keyStore: 'none',
    dialogsTakeProposal: true,
    args,
    env,
    onDeed: (deed) => {
      const line = sentenceOf(deed);
      if (line) say(line);
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.close());
  }
  const exitCode = await host.ended;
  const output = host.output();
  if (exitCode !== 0 && output) say(output);
  return exitCode ?? 1;
}

/** What Electron would have done to the desktop, in words. */
function sentenceOf({ kind, value }: Deed): string | null {
  switch (kind) {
    case 'notification':
      return `Notification: ${value.title}. ${value.body}`;
    case 'revealed':
      return `Would show in the file manager: ${value}`;
    case 'openedExternal':
      return `Would open in the browser: ${value}`;
    case 'askedForFolder':
      return `No folder dialog here: taking ${value.defaultPath ?? 'none'}`;
    case 'errorBox':
      return `${value.title}. ${value.content}`;
    default:
      return null;
  }
}
