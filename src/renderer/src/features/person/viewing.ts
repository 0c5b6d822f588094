import { createStore, type StoreApi } from 'zustand/vanilla';
import { comparedFrom, replaceCompared, toggleCompared } from './compare.ts';
import {
  NO_SELECTION,
  type PhotoSelection,
  selectNone,
  selectOnly,
  withoutMissing,
} from './selection.ts';
import { FIT, type Frame, type ZoomView } from './zoom.ts';

/** How a person's photos are looked at. */
export type ViewMode = 'grid' | 'single' | 'compare';

/** What somebody looks at and has selected; the photos themselves are in the person store. */
export interface Viewing {
  mode: ViewMode;
  /** Its focus is the photo that is shown alone, or the active one of those compared. */
  selection: PhotoSelection;
  /** Side by side, two to four; empty outside of comparing. */
  compared: string[];
  /** One for all that is on stage. */
  zoom: ZoomView;
  /** Whether the last change of zoom is to be seen moving. */
  smooth: boolean;
  /** Picture and stage that zoom keys are about; null until a picture is there. */
  frame: Frame | null;
  /** Said once by screen readers; `count` makes the same words new. */
  announcement: { text: string; count: number };
  select: (selection: PhotoSelection) => void;
  /** Shows one photo alone. */
  open: (key: string) => void;
  /** Lays photos side by side if there are two to choose from. Whether there were. */
  compare: (order: readonly string[]) => boolean;
  /** Puts a photo in the active place, or adds and removes it. */
  choose: (key: string, add: boolean) => void;
  /** Back by one: from comparing to the photo, from the photo to the grid. Whether there was one. */
  leave: () => boolean;
  /** To the next or previous photo on stage; stops at the ends. */
  step: (order: readonly string[], by: 1 | -1) => void;
  setZoom: (zoom: ZoomView, smooth?: boolean) => void;
  setFrame: (frame: Frame | null) => void;
  announce: (text: string) => void;
  /** Forgets photos that are no longer there. */
  keepOnly: (order: readonly string[]) => void;
}

/** Looking at the grid, or at single photos from the beginning. */
export function createViewing(mode: 'grid' | 'single' = 'grid'): StoreApi<Viewing> {
  return createStore<Viewing>((set, get) => ({
    mode,
    selection: NO_SELECTION,
    compared: [],
    zoom: FIT,
    smooth: false,
    frame: null,
    announcement: { text: '', count: 0 },
    select: (selection) => set({ selection }),
    open: (key) => set({ mode: 'single', selection: selectOnly(key), compared: [], zoom: FIT }),
    compare(order) {
      const { selection } = get();
      const compared = comparedFrom(order, selection.keys, selection.focus);
      const [first] = compared;
      if (first === undefined) return false;
      const active = compared.includes(selection.focus ?? '') ? selection.focus : first;
      set({ mode: 'compare', compared, selection: { ...selection, focus: active }, zoom: FIT });
      return true;
    },
    choose(key, add) {
      const { compared, selection } = get();
      const next = add
        ? toggleCompared(compared, key)
        : replaceCompared(compared, selection.focus, key);
      const focus = next.includes(key) ? key : (next[0] ?? null);
      set({ compared: next, selection: { ...selection, focus } });
    },
    leave() {
      const { mode: now, selection } = get();
      if (now === 'grid') return false;
      const single = now === 'compare' && selection.focus !== null;
      set({
        mode: single ? 'single' : 'grid',
        compared: [],
        zoom: FIT,
        selection: single ? selectOnly(selection.focus ?? '') : selectNone(selection),
      });
      return true;
    },
    step(order, by) {
      const { mode: now, compared, selection } = get();
      const path = now === 'compare' ? compared : order;
      const at = path.indexOf(selection.focus ?? '');
      const key = path[at < 0 ? 0 : at + by];
      if (key === undefined) return;
      if (now === 'compare') set({ selection: { ...selection, focus: key } });
      else set({ selection: selectOnly(key), zoom: FIT });
    },
    setZoom: (zoom, smooth = false) => set({ zoom, smooth }),
    setFrame: (frame) => set({ frame }),
    announce: (text) =>
      set(({ announcement }) => ({ announcement: { text, count: announcement.count + 1 } })),
    keepOnly(order) {
      const { selection, compared, mode: now } = get();
      const kept = withoutMissing(selection, order);
      const left = compared.filter((key) => order.includes(key));
      if (kept === selection && left.length === compared.length) return;
      const focus = kept.focus ?? left[0] ?? (now === 'grid' ? null : (order[0] ?? null));
      set({
        selection: { ...kept, focus },
        compared: left.length < 2 ? [] : left,
        mode: now === 'compare' && left.length < 2 ? 'single' : now,
      });
    },
  }));
}
