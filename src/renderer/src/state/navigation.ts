import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Selection } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import type { PeopleQuery } from '#shared/window.ts';

/** Where the window is. Without a connection it shows the welcome whatever this says. */
export type Route =
  | { name: 'library' }
  /** `query` is the list the person was opened from, for going on to the next; null without one. */
  | { name: 'person'; personId: string; query: PeopleQuery | null };

/** What an export or a download is about, in words and ids. */
export interface WorkTarget {
  scope: Scope;
  /** In words: `Sales`, `12 people`. */
  label: string;
  /** Null where it is not known without asking. */
  people: number | null;
  selection?: Selection;
}

/** What lies over the route, one at a time. */
export type Overlay =
  | { name: 'export'; target: WorkTarget }
  | { name: 'settings' }
  /** Asks for another API key. */
  | { name: 'key' }
  | { name: 'shortcuts' }
  | { name: 'palette' };

export interface Navigation {
  route: Route;
  overlay: Overlay | null;
  /** Whether the panel of jobs is open, beside the content. */
  activityOpen: boolean;
  /** Whether the sidebar lies over the content, where there is no room beside it. */
  sidebarOpen: boolean;
  go: (route: Route) => void;
  /** Back to the library. */
  back: () => void;
  open: (overlay: Overlay) => void;
  close: () => void;
  setActivityOpen: (open: boolean) => void;
  setSidebarOpen: (open: boolean) => void;
}

/** Routing as plain state: no URL, no history to get out of step. */
export function createNavigation(): StoreApi<Navigation> {
  return createStore<Navigation>((set) => ({
    route: { name: 'library' },
    overlay: null,
    activityOpen: false,
    sidebarOpen: false,
    go: (route) => set({ route, sidebarOpen: false }),
    back: () => set({ route: { name: 'library' } }),
    open: (overlay) => set({ overlay }),
    close: () => set({ overlay: null }),
    setActivityOpen: (activityOpen) => set({ activityOpen }),
    setSidebarOpen: (sidebarOpen) => set({ sidebarOpen }),
  }));
}
