import type { LikedStatus, Selection, Variant } from './domain.ts';
import type { ErrorCode } from './errors.ts';

/** How an export is laid out on disk. */
export const LAYOUTS = ['zip-per-team', 'single-zip', 'folder'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The id that stands for people without a team, wherever a team id is asked for. */
export const UNASSIGNED = 'unassigned';
/** How {@link UNASSIGNED} is called in names and lists. */
export const UNASSIGNED_NAME = 'Unassigned';

/** Whom work is about: everything that any of the lists names; everybody where all are empty. */
export interface Scope {
  /** Team ids, {@link UNASSIGNED} among them. */
  teamIds: string[];
  /** Person ids of the library. */
  personIds: string[];
  photos: { modelId: string; photoId: string }[];
  /** Whole sessions, where not all of a person's are meant; none where left out. */
  modelIds?: string[];
}

/** What is asked of an export, before anything is looked up. */
export interface ExportOptions {
  scope: Scope;
  selection: Selection;
  variant: Exclude<Variant, 'thumbnail'>;
  layout: Layout;
  /** File names inside the export, without extension; see docs/templates.md. */
  template: string;
  /** The folder that receives the ZIPs, or the folder layout itself. Absolute. */
  to: string;
  overwrite: boolean;
}

/** A photo file on disk, as it was measured when it was stored. */
export interface StoredFile {
  /** Absolute. */
  path: string;
  /** The variant this file really is: `main` where a photo has no `original`. */
  variant: Variant;
  /** `jpg`, `png`, …: from the bytes, never from a URL. */
  extension: string;
  sizeBytes: number;
  width: number;
  height: number;
  /** Lower-case hex. */
  sha256: string;
  /** CRC-32 as ZIP uses it, unsigned. */
  crc32: number;
}

/** One photo that was asked for, with all that its name and its manifest row need. */
export interface ExportCandidate {
  team: { id: string; name: string };
  personId: string;
  personName: string | null;
  email: string | null;
  modelId: string;
  photoId: string;
  favorite: boolean;
  likedStatus: LikedStatus;
  /** ISO 8601. */
  createdAt: string | null;
  /** The verified file, or why there is none. */
  file: StoredFile | { missing: ErrorCode; message: string };
}

/** One file of an export: where it comes from and where it goes. */
export interface PlannedEntry {
  candidate: ExportCandidate & { file: StoredFile };
  /** Path inside the ZIP or folder, with `/`; safe on Windows, macOS and Linux; distinct within its target. */
  name: string;
}

/** One photo that was asked for and will not be in the export. */
export interface Omission {
  team: { id: string; name: string };
  modelId: string;
  photoId: string;
  /** For people: a name, else an e-mail, else the model id. */
  person: string;
  code: ErrorCode;
  message: string;
}

/** One ZIP, or the one folder. */
export interface PlannedTarget {
  /** The team of a ZIP per team; null where everything is together. */
  team: { id: string; name: string } | null;
  /** Absolute. */
  path: string;
  entries: PlannedEntry[];
  omissions: Omission[];
  /** Sum of the entries' sizes. */
  sizeBytes: number;
}

/** What an export will do, settled before the first byte is written. */
export interface ExportPlan {
  options: ExportOptions;
  targets: PlannedTarget[];
}

/** One finished ZIP or folder. */
export interface ExportedTarget {
  team: { id: string; name: string } | null;
  path: string;
  photos: number;
  sizeBytes: number;
  /** Of the ZIP; of `manifest.json` for a folder. Lower-case hex. */
  sha256: string;
}

/** What was asked, what went in, what was left out and why. */
export interface ExportReport {
  /** Photos asked for, found or not. */
  asked: number;
  exports: ExportedTarget[];
  failed: Omission[];
}
