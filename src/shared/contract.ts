import type { Campaign, CampaignPerson, CampaignQuery } from './campaign.ts';
import type { ExportOptions } from './export.ts';
import type {
  CheckedInvites,
  InviteDetail,
  InviteSource,
  InviteToSend,
  SendResult,
  SendState,
} from './invites.ts';
import type {
  Budget,
  DownloadRequest,
  ExportPreset,
  ExportPreview,
  ExportRequest,
  Job,
  JobFailure,
} from './jobs.ts';
import type { Live, WatchRule } from './live.ts';
import type {
  ActionRecord,
  Loss,
  MovedMembers,
  RemovalTarget,
  TeamDeletion,
  Whitelabel,
  WhitelabelModel,
} from './organization.ts';
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
    /** Fetches what the summary's `retention` counts; `not_found` where there is nothing any more. */
    downloadExpiring(input: { label: string }): Promise<Job>;
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
  campaign: {
    get(input: Record<string, never>): Promise<Campaign>;
    /** `limit` at most 200. `total` counts all that the query leaves. */
    people(
      input: CampaignQuery & { offset: number; limit: number },
    ): Promise<{ items: CampaignPerson[]; total: number }>;
    /** Asks where to, and writes the list as CSV; null when the person thought better of it. */
    saveCsv(input: CampaignQuery): Promise<{ fileName: string; people: number } | null>;
    /** Begins a message to these people in the mail program; refuses more than a mail address line holds. */
    mail(input: CampaignQuery): Promise<{ people: number }>;
    /** Puts their addresses on the clipboard. */
    copyAddresses(input: CampaignQuery): Promise<{ people: number }>;
  };
  invites: {
    /** Reads a list and holds it against the organization, as it is at HeadshotPro now. */
    check(input: InviteSource): Promise<CheckedInvites>;
    /** Sends many, one after another: a job of kind `invites`. */
    send(input: { invites: InviteToSend[]; label: string }): Promise<Job>;
    /** What became of each line. `limit` at most 200. */
    results(input: {
      jobId: string;
      state: SendState | null;
      offset: number;
      limit: number;
    }): Promise<{ items: SendResult[]; total: number; counts: Record<SendState, number> }>;
    /** By e-mail, else by an id of version 1; null for an unknown one. */
    find(input: { query: string }): Promise<InviteDetail | null>;
    /** Puts the sign-up link on the clipboard; `not_found` where this computer does not have it. */
    copyLink(input: { email: string }): Promise<void>;
  };
  /** What cannot be undone: revoking an invite and deleting a session both destroy photos. */
  removals: {
    /** What would be lost, as HeadshotPro and the library are now. */
    preview(input: RemovalTarget): Promise<Loss>;
    /** Fetches what would be lost: a download. */
    download(input: RemovalTarget): Promise<Job>;
    /**
     * Does it. Refuses with `invalid_input` where `confirmation` is not what the preview asks for, and with
     * `photos_at_risk` where photos would be lost that are not here, unless `losePhotos`.
     */
    carryOut(input: {
      target: RemovalTarget;
      confirmation: string;
      losePhotos: boolean;
    }): Promise<Loss>;
  };
  teams: {
    create(input: { name: string }): Promise<{ id: string; name: string }>;
    rename(input: { teamId: string; name: string }): Promise<{ id: string; name: string }>;
    /** What deleting it means. */
    deletion(input: { teamId: string }): Promise<TeamDeletion>;
    delete(input: { teamId: string; confirmation: string }): Promise<void>;
    /** People of the library, addresses, or both; the members are read again afterwards. */
    addMembers(input: {
      teamId: string;
      personIds: string[];
      emails: string[];
    }): Promise<MovedMembers>;
  };
  models: {
    whitelabel(input: Record<string, never>): Promise<Whitelabel>;
    /** Whitelabel organizations only. The link it gives is shown once. */
    create(input: {
      email: string;
      teamId: string | null;
      isDevelopment: boolean;
      version: 'lora' | 'one-shot' | null;
    }): Promise<WhitelabelModel>;
  };
  history: {
    /** What was done from this computer, the latest first. `limit` at most 200. */
    list(input: {
      offset: number;
      limit: number;
    }): Promise<{ items: ActionRecord[]; total: number }>;
  };
  live: {
    get(input: Record<string, never>): Promise<Live>;
    /** Whether somebody looks at the window. */
    setVisible(input: { visible: boolean }): Promise<void>;
    /** Looks now. */
    look(input: Record<string, never>): Promise<Live>;
    /**
     * Starts, moves or stops the receiver. A secret goes in and never out; null leaves it, an empty
     * one forgets it. `invalid_input` for an address that is not loopback, port 0, or no secret.
     */
    setReceiver(input: {
      enabled: boolean;
      host: string;
      port: number;
      secret: string | null;
    }): Promise<Live>;
    /**
     * An id of null makes a new rule. It serves what happens from now on; with `includeEarlier` also
     * whoever is ready, or has chosen, already.
     */
    saveRule(
      input: Omit<WatchRule, 'id'> & { id: string | null; includeEarlier?: boolean },
    ): Promise<Live>;
    deleteRule(input: { id: string }): Promise<Live>;
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
  | 'campaign'
  | 'invite'
  | 'new-team'
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
  live: Live;
  command: { command: WindowCommand };
}
