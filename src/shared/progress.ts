/** The phases of long work, in the order a person meets them. */
export const PHASES = ['list', 'download', 'zip', 'verify', 'invite'] as const;
export type Phase = (typeof PHASES)[number];

/** Where long work stands. `total` is true or null while it is not yet known, never a guess. */
export interface Progress {
  phase: Phase;
  /** What is being worked on, for a person: a team's name, say. */
  label: string;
  done: number;
  total: number | null;
  /** Bytes moved so far in this phase. */
  bytes: number;
  /** Items of this phase that failed so far. */
  failed: number;
}

/** Receives {@link Progress}; may be called often, must be cheap and must not throw. */
export type OnProgress = (progress: Progress) => void;
