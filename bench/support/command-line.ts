import { fileURLToPath } from 'node:url';
import type { Sandbox } from '#sandbox/sandbox.ts';

const BUILT = fileURLToPath(new URL('../../out/main/headshot-desk.js', import.meta.url));

/** The command line as it is installed: `npm run bench` builds it first. */
export function headshotDesk(...args: string[]): string[] {
  return [process.execPath, BUILT, ...args];
}

/** What the command line needs to know of a sandbox and its own folder. */
export function environmentOf(
  { apiUrl, apiKey }: Pick<Sandbox, 'apiUrl' | 'apiKey'>,
  library: string,
): Record<string, string> {
  return {
    HEADSHOTPRO_API_URL: apiUrl,
    HEADSHOTPRO_API_KEY: apiKey,
    HEADSHOT_DESK_LIBRARY: library,
  };
}
