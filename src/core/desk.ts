import type { EventMessage, Reply } from '#shared/bridge.ts';
import type { PhotoKey } from '#shared/contract.ts';
import type {
  Clock,
  Desktop,
  Http,
  KeyVault,
  Log,
  Random,
  SettingsStore,
  StartDemo,
} from './ports.ts';

/** What the shell supplies. */
export interface DeskPorts {
  http: Http;
  clock: Clock;
  random: Random;
  log: Log;
  vault: KeyVault;
  settings: SettingsStore;
  desktop: Desktop;
  startDemo: StartDemo;
}

/** Which API, which folders. */
export interface DeskOptions {
  /** Ends in `/api/v2`. */
  apiUrl: string;
  /** The folder that holds one library per organization. Absolute. */
  libraryRoot: string;
  /** Where pictures made for the window are kept; may be emptied at any time. Absolute. */
  cacheRoot: string;
  /** How this program calls itself to another one that wants to write. */
  program: string;
}

/** How large a picture is wanted: `thumb` 320 px wide, `screen` within 1600 px, `full` the file itself. */
export const PICTURE_SIZES = ['thumb', 'screen', 'full'] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** The core as the window's shell serves it. */
export interface Desk {
  /** Reads the key, opens the last library, connects. Never rejects: the session says what is wrong. */
  start(): Promise<void>;
  /** Carries out one call of the contract (`people.list`, …). Never rejects. */
  dispatch(path: string, input: unknown): Promise<Reply>;
  /** Calls `listener` with each event, until the function it returns is called. */
  subscribe(listener: (message: EventMessage) => void): () => void;
  /**
   * A picture for the window: a file on disk and its media type, made, fetched and cached when
   * needed. Throws an AppError where there is none.
   */
  picture(
    key: PhotoKey,
    size: PictureSize,
    signal?: AbortSignal,
  ): Promise<{ path: string; mediaType: string }>;
  /** Pauses the work, closes the library. */
  close(): Promise<void>;
}

/** The whole product behind the window. */
export declare function createDesk(ports: DeskPorts, options: DeskOptions): Desk;
