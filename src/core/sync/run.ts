import type { Organization, PhotoLinks } from '#shared/domain.ts';
import type { ErrorData } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { CallOptions, HeadshotProApi } from '../headshotpro/api.ts';
import type { Library } from '../library/library.ts';

/** What a sync did. */
export interface SyncReport {
  /** Models whose photos were listed. */
  listed: number;
  /** Models whose photos were still as they had been. */
  unchanged: number;
  /** Models that could not be read this time. */
  failed: ({ modelId: string } & ErrorData)[];
  /** Models that HeadshotPro counts more photos of than it lists: asked again at the next sync. */
  incomplete: IncompleteModel[];
  /** Lists the key or the API did not give, in words. */
  skipped: string[];
}

/** A model's photos as listed, against what HeadshotPro counts; the deleted ones are not missed. */
export interface IncompleteModel {
  modelId: string;
  listed: number;
  counted: number;
}

/** What to mirror. */
export interface SyncOptions {
  /**
   * Whose photos to list, asked once the lists of people and teams are in; null for nobody's (the
   * lists alone, favorites among them).
   */
  photosOf: (() => Scope) | null;
  /**
   * Whose chosen photos are needed: asked for one model at a time where the list of all of them is
   * not to be had. Without it the sync goes on without them.
   */
  favoritesOf?: () => Scope;
  /** Whose key it is, where that has just been asked: spares a call. */
  organization?: Organization;
  /** List photos again even where nothing seems to have changed: new ratings leave no trace. */
  full?: boolean;
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /** Takes the links that came with the favorites. */
  onLinks?: (modelId: string, links: PhotoLinks) => void;
}

/** What the steps of one sync work with. */
export interface SyncRun {
  api: HeadshotProApi;
  library: Library;
  /** For every call: ends with the caller's signal, and with `stop`. */
  call: CallOptions;
  stop: AbortController;
  report: SyncReport;
  onProgress: OnProgress | undefined;
}
