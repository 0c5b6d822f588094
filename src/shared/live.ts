import type { ErrorData } from './errors.ts';
import type { ExportOptions } from './export.ts';

/** What starts a rule: somebody's headshots are ready, or somebody chose the favorite. */
export const WATCH_EVENTS = ['ready', 'favorite'] as const;
export type WatchEvent = (typeof WATCH_EVENTS)[number];

/** "When someone in Sales becomes ready, download, add to this folder, and notify." */
export interface WatchRule {
  id: string;
  on: WatchEvent;
  /** Null: everybody; `unassigned` for the people without a team. */
  teamId: string | null;
  selection: ExportOptions['selection'];
  variant: ExportOptions['variant'];
  template: string;
  /** The folder photos are added to. Absolute; null: only download. */
  to: string | null;
  notify: boolean;
  enabled: boolean;
}

/** A rule, and what became of it last. */
export interface WatchRuleState extends WatchRule {
  /** The team's name; null for everybody, or where the team is gone. */
  teamName: string | null;
  /** ISO 8601. */
  lastRunAt: string | null;
  /** People it has served so far. */
  served: number;
  problem: ErrorData | null;
}

/** The receiver for webhooks, for those who have a relay to this computer. Off by default. */
export interface ReceiverState {
  enabled: boolean;
  /** A loopback address: `127.0.0.1` or `::1`. */
  host: string;
  port: number;
  /** Whether there is a secret in the OS key store. The secret itself goes in and never out. */
  hasSecret: boolean;
  listening: boolean;
  /** Why it does not listen. */
  problem: ErrorData | null;
  accepted: number;
  refused: number;
  /** ISO 8601. */
  lastEventAt: string | null;
}

/** What keeps the library up to date by itself. */
export interface Live {
  /** Minutes between two looks while the window is visible or a rule is on; 0: never. */
  pollMinutes: number;
  /** ISO 8601. */
  lastLookAt: string | null;
  nextLookAt: string | null;
  receiver: ReceiverState;
  rules: WatchRuleState[];
}
