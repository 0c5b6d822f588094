import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useAttempt } from '../../state/desk-context.tsx';
import { moveFocus } from './grid-layout.ts';
import { useLibrary, useLook } from './library-context.tsx';
import { personAt } from './people-store.ts';
import { NOBODY, type Selection, selectOnly, selectRange, toggle } from './selection.ts';
import { useLibraryActions } from './use-library-actions.ts';
import { useTeamDrag } from './use-team-drag.ts';

interface Surroundings {
  scroller: RefObject<HTMLDivElement | null>;
  /** Whether the list has been measured. */
  measured: boolean;
  total: number;
  columns: number;
  pageRows: number;
  /** Brings a row into view. */
  showRow: (row: number) => void;
}

/** Clicks, keys and drags on people, for the grid and the list alike. */
export function usePeopleInteraction(around: Surroundings) {
  const { look, people, away } = useLibrary();
  const attempt = useAttempt();
  const actions = useLibraryActions();
  const isDrag = useTeamDrag();
  const focus = useLook((known) => known.focus);
  const { scroller, measured, total, columns, pageRows, showRow } = around;
  /** The focus was moved by a key: the element has to follow once it is drawn. */
  const following = useRef(false);
  const base = useRef<Selection>(NOBODY);
  const [menuIndex, setMenuIndex] = useState<number | null>(null);

  useLayoutEffect(() => {
    if (away.current) following.current = true;
    away.current = false;
    if (!following.current || !measured) return;
    following.current = false;
    showRow(Math.floor(focus / columns));
    const follow = () => {
      const cell = scroller.current?.querySelector<HTMLElement>(`[data-index="${focus}"]`);
      cell?.focus({ preventScroll: true });
      return cell != null;
    };
    // A row from outside the screen is drawn with the next frame.
    if (!follow()) requestAnimationFrame(follow);
  }, [away, measured, focus, columns, scroller, showRow]);

  const idAt = (index: number) => personAt(people.getState(), index)?.id;
  const select = (selection: Selection) => look.getState().select(selection);

  function extendTo(index: number, keep: boolean): void {
    const { selection } = look.getState();
    void attempt(() => people.ids()).then(
      (ids) => ids && select(selectRange(selection, index, ids, keep)),
    );
  }

  function onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index === null) {
      if (!(event.target as Element).closest('button')) select(NOBODY);
      return;
    }
    const id = idAt(index);
    if (id === undefined) return;
    look.getState().setFocus(index);
    const onTick = (event.target as Element).closest('[data-tick]') !== null;
    if (event.shiftKey) extendTo(index, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey || onTick) {
      select(toggle(look.getState().selection, id, index));
    } else select(selectOnly(id, index));
  }

  function onDoubleClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    const id = index === null ? undefined : idAt(index);
    if (id !== undefined && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      actions.openPerson(id);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target);
    if (index === null || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const id = idAt(index);
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const target = moveFocus(event.key, index, { total, columns, pageRows, rtl });
    if (target !== null) {
      following.current = true;
      look.getState().setFocus(target);
      if (event.shiftKey) extendTo(target, false);
      else if (!mod) {
        const there = idAt(target);
        if (there === undefined) select({ ids: new Set(), anchor: target });
        else select(selectOnly(there, target));
      }
    } else if (event.key === 'Enter' && id !== undefined && !mod) actions.openPerson(id);
    else if (event.key === ' ' && id !== undefined) {
      select(toggle(look.getState().selection, id, index));
    } else if (event.key === 'Escape') select(NOBODY);
    else return;
    event.preventDefault();
  }

  function onFocus(event: FocusEvent): void {
    const index = indexOf(event.target);
    if (index !== null) look.getState().setFocus(index);
  }

  /** The secondary button acts on the selection, or on the person below it alone. */
  function onContextMenu(event: MouseEvent): void {
    const index = indexOf(event.target);
    const id = index === null ? undefined : idAt(index);
    setMenuIndex(index);
    if (index === null || id === undefined) return;
    look.getState().setFocus(index);
    if (!look.getState().selection.ids.has(id)) select(selectOnly(id, index));
  }

  return {
    menuIndex,
    handlers: { onFocus, onClick, onDoubleClick, onKeyDown, onContextMenu },
    marquee: {
      isTaken: isDrag,
      onBegin(adding: boolean): void {
        base.current = adding ? look.getState().selection : NOBODY;
        // So that people beyond what is loaded can be selected by name, too.
        void attempt(() => people.ids());
      },
      async onHit(indexes: number[]): Promise<void> {
        const ids = await people.ids().catch(() => []);
        const hit = indexes.map((index) => ids[index]).filter((id) => id !== undefined);
        select({ ids: new Set([...base.current.ids, ...hit]), anchor: indexes[0] ?? null });
      },
      onCancel: () => select(base.current),
    },
  };
}

function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell ? Number(cell.dataset['index']) : null;
}
