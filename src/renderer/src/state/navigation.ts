import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Selection } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import type { MovedMembers, RemovalTarget } from '#shared/organization.ts';
import type { PeopleQuery } from '#shared/window.ts';

/** Where the window is. Without a connection it shows the welcome whatever this says. */
export type Route =
  | { name: 'library' }
  /** `query` is the list the person was opened from, for going on to the next; null without one. */
  | { name: 'person'; personId: string; query: PeopleQuery | null }
  /** The way of everybody from invite to headshots; `show` brings a part of it into sight. */
  | { name: 'campaign'; show?: 'credits' };

/** What an export or a download is about, in words and ids. */
export interface WorkTarget {
  scope: Scope;
  /** In words: `Sales`, `12 people`. */
  label: string;
  /** Null where it is not known without asking. */
  people: number | null;
  selection?: Selection;
}

/** A team by its id and name. */
export interface TeamRef {
  id: string;
  name: string;
}

/** People of the library, at least one. */
export interface ChosenPeople {
  ids: readonly string[];
  /** In words: `Anna Adams`, `12 people`. */
  label: string;
}

/** The pages of the settings. */
export type SettingsPage =
  | 'account'
  | 'library'
  | 'general'
  | 'live'
  | 'history'
  | 'diagnostics'
  | 'about';

/** What lies over the route, one at a time. */
export type Overlay =
  | { name: 'export'; target: WorkTarget }
  /** `page` is where they open; at the account unless given. */
  | { name: 'settings'; page?: SettingsPage }
  /** Revokes an invite or deletes a session, after every warning. */
  | { name: 'removal'; target: RemovalTarget }
  /** Asks for the name of a new team, or for another one of `team`. */
  | { name: 'team-name'; team: TeamRef | null }
  | { name: 'team-deletion'; team: TeamRef }
  /** Adds people to a team; null: to which is asked, as is for addresses where `people` is null. */
  | { name: 'team-members'; team: TeamRef | null; people: ChosenPeople | null }
  /** Who is in a team now and who is not, where not everybody could be moved. */
  | { name: 'moved'; result: MovedMembers }
  /** Creates a session for a whitelabel organization. */
  | { name: 'new-session' }
  /** Asks for another API key. */
  | { name: 'key' }
  | { name: 'shortcuts' }
  | { name: 'palette' }
  /** Invites people, into a team if one is given; with a job, what became of its lines. */
  | { name: 'invite'; jobId?: string; teamId?: string }
  /** Looks one invite up, by address or id. */
  | { name: 'invite-lookup'; query: string };

export interface Navigation {
  route: Route;
  /** Where a person was opened from. */
  origin: Exclude<Route, { name: 'person' }>;
  overlay: Overlay | null;
  /** Whether the panel of jobs is open, beside the content. */
  activityOpen: boolean;
  /** Whether the sidebar lies over the content, where there is no room beside it. */
  sidebarOpen: boolean;
  go: (route: Route) => void;
  /** Back to where the person was opened from, else to the library. */
  back: () => void;
  open: (overlay: Overlay) => void;
  close: () => void;
  setActivityOpen: (open: boolean) => void;
  setSidebarOpen: (open: boolean) => void;
}

const LIBRARY = { name: 'library' } as const;

/** Routing as plain state: no URL, no history to get out of step. */
export function createNavigation(): StoreApi<Navigation> {
  return createStore<Navigation>((set) => ({
    route: LIBRARY,
    origin: LIBRARY,
    overlay: null,
    activityOpen: false,
    sidebarOpen: false,
    go: (route) =>
      set(({ route: left, origin }) => ({
        route,
        origin: left.name === 'person' ? origin : left,
        sidebarOpen: false,
      })),
    back: () => set(({ route, origin }) => ({ route: route.name === 'person' ? origin : LIBRARY })),
    open: (overlay) => set({ overlay }),
    close: () => set({ overlay: null }),
    setActivityOpen: (activityOpen) => set({ activityOpen }),
    setSidebarOpen: (sidebarOpen) => set({ sidebarOpen }),
  }));
}
