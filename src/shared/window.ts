import type { Credits } from './campaign.ts';
import type { InviteStatus, Lifecycle } from './domain.ts';
import type { ErrorData } from './errors.ts';
import type { LibraryPhoto, LibraryTotals, Person, PersonModel, TeamTotals } from './library.ts';

/** Where the key is kept: the OS key store, only in memory until quitting, or there is none. */
export type KeyStorage =
  | { kind: 'os' }
  /** No key store that keeps it secret: `reason` says so to the person. */
  | { kind: 'session'; reason: string };

/** Who the app is connected to. */
export type Session =
  | { state: 'welcome'; keyStorage: KeyStorage }
  | {
      state: 'connected';
      organization: { uid: string; name: string; website: string | null };
      demo: boolean;
      keyStorage: KeyStorage;
      /** Whether a key is at hand; false after it was refused or forgotten: browsing goes on. */
      hasKey: boolean;
      /** Whether HeadshotPro answered last time; `problem` says why not. */
      online: boolean;
      problem: ErrorData | null;
    };

/** What the sidebar lists. */
export type LibraryView =
  | { kind: 'all' }
  | { kind: 'favorites' }
  | { kind: 'picks' }
  | { kind: 'team'; teamId: string }
  | { kind: 'lifecycle'; lifecycle: Lifecycle };

/** What narrows a view. */
export interface LibraryFilter {
  search: string;
  hasFavorite: boolean | null;
  /** Has liked or loved photos. */
  rated: boolean | null;
  /** Every photo on disk, or not every one. */
  downloaded: boolean | null;
  /** New since the last visit. */
  isNew: boolean | null;
  lifecycle: Lifecycle | null;
}

export const SORT_KEYS = ['name', 'team', 'lifecycle', 'photos', 'stored', 'joined'] as const;
export interface LibrarySort {
  key: (typeof SORT_KEYS)[number];
  descending: boolean;
}

/** What a list of people is asked by. */
export interface PeopleQuery {
  view: LibraryView;
  filter: LibraryFilter;
  sort: LibrarySort;
}

/** A person as the grid and the list show one. */
export interface PersonRow extends Person {
  teamName: string | null;
  /** The favorite, else the best rated, else the first photo; null without any. */
  cover: { modelId: string; photoId: string; stored: boolean } | null;
  hasFavorite: boolean;
  /** Local picks among the photos. */
  pickCount: number;
  isNew: boolean;
}

/** The sidebar's and the status bar's numbers. */
export interface LibrarySummary {
  totals: LibraryTotals;
  teams: TeamTotals[];
  lifecycles: Record<Lifecycle, number>;
  favorites: number;
  /** People with local picks. */
  picks: number;
  credits: Credits;
  /** Photos not on disk whose age nears 30 days; null where there are none. */
  retention: { photos: number; people: number; oldestDays: number } | null;
}

/** Somebody's own mark on a photo, kept locally. */
export interface PhotoMark {
  pick: 'pick' | 'reject' | null;
  /** 0 to 5. */
  stars: number;
}

export interface PhotoRow extends LibraryPhoto, PhotoMark {}

/** A person with everything the viewer shows. */
export interface PersonDetail {
  person: PersonRow;
  /** The invite that stands, which may name another address than the person's; null without one. */
  invite: { email: string; status: InviteStatus } | null;
  models: PersonModel[];
  /** Newest shoot first, in a shoot the favorite first. */
  photos: PhotoRow[];
}

/** One stored file, for the details pane. */
export interface FileDetail {
  variant: string;
  state: string;
  type: string;
  sizeBytes: number;
  width: number;
  height: number;
  sha256: string;
  storedAt: string;
  verifiedAt: string;
}

export interface Settings {
  appearance: 'system' | 'light' | 'dark';
  /** Photos at a time, 1 to 32. */
  concurrency: number;
  /** BCP 47; texts are ready for more than English. */
  language: string;
  /** Warns below so many credits; 0: never. */
  lowCredits: number;
  /** Minutes between two looks for news; 0: never. */
  pollMinutes: number;
}

/** What the library takes on disk. */
export interface StorageUsage {
  folder: string;
  usedBytes: number;
  freeBytes: number;
  /** Originals that were exported already and could be removed. */
  removable: { files: number; sizeBytes: number };
}
