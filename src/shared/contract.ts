import type { ExportOptions } from './export.ts';
import type {
  Budget,
  DownloadRequest,
  ExportPreset,
  ExportPreview,
  ExportRequest,
  Job,
  JobFailure,
} from './jobs.ts';
import type {
  FileDetail,
  LibrarySummary,
  PeopleQuery,
  PersonDetail,
  PersonRow,
  PhotoMark,
  Session,
  Settings,
  StorageUsage,
} from './window.ts';

/** A photo by what it is. */
export interface PhotoKey {
  modelId: string;
  photoId: string;
}

/**
 * Every call that crosses between window and core: one input object each, JSON both ways. Failures
 * come back as AppError. Photos themselves have URLs under the app's own origin:
 * `photos/<modelId>/<photoId>?size=thumb|screen|full`, each part percent-encoded.
 */
export interface Api {
  session: {
    get(input: Record<string, never>): Promise<Session>;
    /** Checks the key with HeadshotPro before anything is kept. The key goes in and never out. */
    connect(input: { apiKey: string; remember: boolean }): Promise<Session>;
    /** Starts the embedded demo organization and connects to it. */
    connectDemo(input: Record<string, never>): Promise<Session>;
    /** Asks HeadshotPro now whether it answers, instead of waiting for the next look. */
    retry(input: Record<string, never>): Promise<Session>;
    /** Forgets the key, here and in the key store; the library stays. */
    forget(input: Record<string, never>): Promise<Session>;
  };
  library: {
    summary(input: Record<string, never>): Promise<LibrarySummary>;
    /** Marks what is there now as seen, so that "new" means since this moment. */
    markVisited(input: Record<string, never>): Promise<void>;
  };
  people: {
    /** `limit` at most 200. `total` counts all that the query leaves. */
    list(
      input: PeopleQuery & { offset: number; limit: number },
    ): Promise<{ items: PersonRow[]; total: number }>;
    /** Ids in list order, for selecting ranges and everything. */
    ids(input: PeopleQuery): Promise<string[]>;
    get(input: { personId: string }): Promise<PersonDetail>;
  };
  photos: {
    /** Sets marks; what is left out stays. */
    mark(input: { photos: PhotoKey[] } & Partial<PhotoMark>): Promise<void>;
    details(input: PhotoKey): Promise<FileDetail[]>;
    /** Shows the file in the system's file manager. */
    reveal(input: PhotoKey): Promise<void>;
    /** Puts the picture on the clipboard. */
    copy(input: PhotoKey): Promise<void>;
    /** Begins dragging the files out to another program; only while the pointer drags. */
    startDrag(input: { photos: PhotoKey[] }): Promise<void>;
  };
  jobs: {
    list(input: Record<string, never>): Promise<{ jobs: Job[]; budget: Budget }>;
    sync(input: { full: boolean }): Promise<Job>;
    download(input: DownloadRequest): Promise<Job>;
    export(input: ExportRequest): Promise<Job>;
    pause(input: { jobId: string }): Promise<void>;
    resume(input: { jobId: string }): Promise<void>;
    cancel(input: { jobId: string }): Promise<void>;
    /** Moves a waiting job one place up or down, or first. */
    move(input: { jobId: string; to: 'up' | 'down' | 'first' }): Promise<void>;
    failures(input: { jobId: string }): Promise<JobFailure[]>;
    retryFailed(input: { jobId: string }): Promise<Job>;
    /** Starts the same export anew. */
    again(input: { jobId: string }): Promise<Job>;
    /** Shows the first file an export wrote. */
    reveal(input: { jobId: string }): Promise<void>;
    /** Takes a finished job off the list; its files stay. */
    remove(input: { jobId: string }): Promise<void>;
  };
  exports: {
    preview(input: { options: ExportOptions }): Promise<ExportPreview>;
    /** Asks for a folder; null when the person thought better of it. */
    chooseFolder(input: { current: string | null }): Promise<string | null>;
    /** Where exports go until somebody chooses: absolute. */
    defaultFolder(input: Record<string, never>): Promise<string>;
    presets(input: Record<string, never>): Promise<ExportPreset[]>;
    savePreset(input: Omit<ExportPreset, 'id'>): Promise<ExportPreset[]>;
    deletePreset(input: { id: string }): Promise<ExportPreset[]>;
  };
  settings: {
    get(input: Record<string, never>): Promise<Settings>;
    set(input: Partial<Settings>): Promise<Settings>;
  };
  storage: {
    usage(input: Record<string, never>): Promise<StorageUsage>;
    /** Moves exported originals to the OS trash, from where they can be put back. */
    removeExported(input: Record<string, never>): Promise<{ files: number; sizeBytes: number }>;
    reveal(input: Record<string, never>): Promise<void>;
  };
  desktop: {
    /** Opens an https address in the browser; anything else is refused. */
    openExternal(input: { url: string }): Promise<void>;
    /** What this program is and runs on, without secrets: for a report. */
    diagnostics(input: Record<string, never>): Promise<{ text: string }>;
    copyText(input: { text: string }): Promise<void>;
  };
}

/** What a menu or shortcut asks the window to do. */
export type WindowCommand =
  | 'find'
  | 'select-all'
  | 'export'
  | 'download'
  | 'sync'
  | 'settings'
  | 'activity'
  | 'shortcuts'
  | 'palette'
  | 'view-grid'
  | 'view-list'
  | 'back';

/** What the core announces: whole small snapshots, at most about ten a second each. */
export interface Events {
  session: Session;
  /** Something in the library changed: ask again for what is on screen. */
  library: { revision: number };
  jobs: { revision: number; jobs: Job[]; budget: Budget };
  settings: Settings;
  command: { command: WindowCommand };
}
