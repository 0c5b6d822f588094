import type { Page } from 'playwright-core';
import type { Deeds } from './messages.ts';

/** How to start the built app, whichever way it is shown. */
export interface LaunchOptions {
  /** The program's own folder, kept over restarts. Absolute. */
  userData: string;
  /** Arguments of the program. */
  args?: string[];
  env?: Record<string, string>;
  /** 1280 by 800 by default; null where the window decides. */
  viewport?: { width: number; height: number } | null;
  colorScheme?: 'light' | 'dark';
  /** Where documents and the trash are; in `userData` by default. */
  home?: string;
}

export const DEFAULT_VIEWPORT = { width: 1280, height: 800 };

/** The built app with its window open, and what an end-to-end test may do around it. */
export interface LaunchedApp {
  /** The window's page; another one after a restart. */
  readonly page: Page;
  readonly userData: string;
  /** What the app did to the desktop so far, over restarts. */
  deeds<K extends keyof Deeds>(kind: K): Deeds[K][];
  /** What the folder dialog gives next; null for thinking better of it. */
  answerFolder(path: string | null): Promise<void>;
  /** What the dialog for saving a file gives next; null for thinking better of it. */
  answerFile(path: string | null): Promise<void>;
  /** Whether somebody looks at the window. */
  setFocused(focused: boolean): Promise<void>;
  /** Clicks through the application menu: `clickMenu('View', 'As List')`. */
  clickMenu(...labels: string[]): Promise<void>;
  /** Closes the window as its button does, and waits for the program's end: its exit code. */
  close(): Promise<number | null>;
  /** Kills the program in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Starts the program again, after a kill or by closing it first. */
  restart(): Promise<void>;
  /** What the program wrote to its standard output and error. */
  output(): string;
}
