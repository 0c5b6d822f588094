import type { ErrorData } from './errors.ts';
import type { ExportedTarget, ExportOptions, Scope } from './export.ts';
import type { PhotoChoice } from './library.ts';
import type { Phase } from './progress.ts';

/** What a job does: mirror the organization, fetch photos, fetch and pack them, or send invites. */
export type JobKind = 'sync' | 'download' | 'export' | 'invites';

/** `waiting` for its turn; `offline`: waits for the network and goes on by itself. */
export type JobState =
  | 'waiting'
  | 'running'
  | 'paused'
  | 'offline'
  | 'done'
  | 'failed'
  | 'cancelled';

/** One phase of a job: its own count, its own total. */
export interface JobPhase {
  phase: Phase;
  done: number;
  /** Null until it is known. */
  total: number | null;
  bytes: number;
  failed: number;
}

/** A job as the window shows it: a whole small snapshot. */
export interface Job {
  id: string;
  kind: JobKind;
  /** In words: `Sales, favorites`. */
  label: string;
  state: JobState;
  phases: JobPhase[];
  /** Bytes a second of the current phase; null where none travel. */
  bytesPerSecond: number | null;
  /** Null while it cannot be told. */
  etaMs: number | null;
  createdAt: string;
  endedAt: string | null;
  /** Photos that could not be had, or invites that were refused; ask `jobs.failures` for them. */
  failed: number;
  /** Why the job itself failed or waits. */
  error: ErrorData | null;
  /** What HeadshotPro withheld, in sentences: the job goes on without it. None where left out. */
  notes?: string[];
  /** Of a finished export. Paths are for showing only. */
  exports: ExportedTarget[];
}

/** One photo, session or invite of a job that failed, by person. */
export type JobFailure = PhotoFailure | InviteFailure;

/** A photo that could not be had, or a session whose photos could not be listed. */
export interface PhotoFailure extends FailureOf {
  modelId: string;
  /** Null for a whole session. */
  photoId: string | null;
}

/** An invite that was refused, by the address it was for. */
export interface InviteFailure extends FailureOf {
  email: string;
}

interface FailureOf extends ErrorData {
  person: string;
  team: string | null;
}

/** The API allowance, for a gauge. */
export interface Budget {
  limit: number;
  usedLastMinute: number;
  remaining: number;
  /** ISO 8601; null while nothing holds the lane up. */
  pausedUntil: string | null;
}

/** What starts a download. */
export interface DownloadRequest extends PhotoChoice {
  scope: Scope;
  label: string;
}

/** What starts an export. */
export interface ExportRequest {
  options: ExportOptions;
  label: string;
  /** Export what is on disk without asking HeadshotPro. */
  offline: boolean;
}

/** What an export would do, small enough to show while somebody types. */
export interface ExportPreview {
  targets: {
    team: { id: string; name: string } | null;
    /** The file or folder name. */
    name: string;
    photos: number;
    sizeBytes: number;
    missing: number;
    exists: boolean;
  }[];
  photos: number;
  people: number;
  toDownload: number;
  /** Of what is on disk, and estimated for the rest. */
  sizeBytes: number;
  /** From the rate budget and the last seen speed; null while it cannot be told. */
  etaMs: number | null;
  /** The first real names inside, for a live preview. */
  names: string[];
  /** Missing photos by reason, the most frequent first. */
  omissions: { message: string; photos: number; people: string[] }[];
  /** `template_invalid` and the like; the rest is then empty. */
  error: ErrorData | null;
}

/** Named export settings that can be used again. */
export interface ExportPreset {
  id: string;
  name: string;
  selection: ExportOptions['selection'];
  variant: ExportOptions['variant'];
  layout: ExportOptions['layout'];
  template: string;
}
