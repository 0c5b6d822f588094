import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** The API of HeadshotPro itself. */
const DEFAULT_API_URL = 'https://server.headshotpro.com/api/v2';

/** The folders this product keeps its things in, as the system wants it: one for window and command line. */
export const FOLDERS = envPaths('headshot-desk', { suffix: '' });

/** Below the libraries' folder, where the demo's is. No organization's folder can be called so. */
export const DEMO_FOLDER = '_demo';

/** Which API and which folders a program works with, unless its caller says otherwise. */
export interface Places {
  apiUrl: string;
  /** Holds one library per organization. Absolute. */
  libraryRoot: string;
  /** What can be made again. Absolute. */
  cacheRoot: string;
  /** What is remembered between runs. Absolute. */
  stateRoot: string;
}

/**
 * Reads HEADSHOTPRO_API_URL, HEADSHOT_DESK_LIBRARY, HEADSHOT_DESK_CACHE and HEADSHOT_DESK_STATE, relative
 * to `cwd`.
 */
export function readPlaces(env: NodeJS.ProcessEnv, cwd: string): Places {
  return {
    apiUrl: env['HEADSHOTPRO_API_URL'] ?? DEFAULT_API_URL,
    libraryRoot: resolve(cwd, env['HEADSHOT_DESK_LIBRARY'] ?? `${FOLDERS.data}/library`),
    cacheRoot: resolve(cwd, env['HEADSHOT_DESK_CACHE'] ?? FOLDERS.cache),
    stateRoot: resolve(cwd, env['HEADSHOT_DESK_STATE'] ?? FOLDERS.config),
  };
}
