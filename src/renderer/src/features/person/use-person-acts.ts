import type { RefObject } from 'react';
import { type GridRow, neighbour } from './grid-rows.ts';
import type { KeyMeaning } from './key-meanings.ts';
import { usePersonStores } from './person-context.tsx';
import { keyOf } from './photo-key.ts';
import { extendTo, focusOn, selectNone, selectOnly, toggle } from './selection.ts';
import { usePhotoActions } from './use-photo-actions.ts';
import { useZoomSteps } from './use-zoom-steps.ts';

interface Surroundings {
  /** The lines of the grid as they are laid out. */
  rows: RefObject<GridRow[]>;
  /** To the next or previous person; whether there is one. */
  goTo: (to: 'next' | 'previous') => boolean;
  /** From the stage to the grid, from the grid to the library. */
  back: () => void;
}

type Move = Extract<KeyMeaning, { kind: 'move' }>;

/** Does what a key means; tells whether that was anything. */
export function usePersonActs({
  rows,
  goTo,
  back,
}: Surroundings): (meaning: KeyMeaning) => boolean {
  const { viewing, look } = usePersonStores();
  const actions = usePhotoActions();
  const zoomTo = useZoomSteps();

  /** The photos that marks and copying are about: the active one on stage, else what is selected. */
  function meant() {
    const { mode, selection } = viewing.getState();
    const keys = mode === 'grid' && selection.keys.size > 0 ? selection.keys : [selection.focus];
    const wanted = new Set(keys);
    return actions.all().filter((photo) => wanted.has(keyOf(photo)));
  }

  function moveOnStage({ direction }: Move): void {
    const { mode, step, open } = viewing.getState();
    const order = actions.all().map(keyOf);
    if (direction === 'next') step(order, 1);
    else if (direction === 'previous') step(order, -1);
    else if (mode === 'single' && (direction === 'first' || direction === 'last')) {
      const edge = order.at(direction === 'first' ? 0 : -1);
      if (edge !== undefined) open(edge);
    }
  }

  function moveInGrid({ direction, extend, focusOnly }: Move): boolean {
    const { select, selection } = viewing.getState();
    const key = neighbour(rows.current, selection.focus, direction);
    if (key === null) return false;
    if (extend) select(extendTo(selection, actions.all().map(keyOf), key));
    else if (focusOnly) select(focusOn(selection, key));
    else select(selectOnly(key));
    return true;
  }

  function openOrClose(): boolean {
    const { mode, selection, open, leave } = viewing.getState();
    if (mode === 'single') return leave();
    if (selection.focus === null) return false;
    open(selection.focus);
    return true;
  }

  function toggleFocused(): boolean {
    const { mode, selection, select } = viewing.getState();
    if (mode !== 'grid' || selection.focus === null) return false;
    select(toggle(selection, selection.focus));
    return true;
  }

  function leave(): void {
    const { mode, selection, select } = viewing.getState();
    if (mode === 'grid' && selection.keys.size > 0) select(selectNone(selection));
    else back();
  }

  function copy(): boolean {
    const [photo, ...others] = meant();
    const selectedText = document.getSelection()?.isCollapsed === false;
    if (photo === undefined || others.length > 0 || selectedText) return false;
    actions.copy(photo);
    return true;
  }

  return (meaning) => {
    const { mode, leave: leaveStage } = viewing.getState();
    const onStage = mode !== 'grid' && actions.all().length > 0;
    switch (meaning.kind) {
      case 'move':
        if (!onStage) return moveInGrid(meaning);
        moveOnStage(meaning);
        return true;
      case 'open':
        return openOrClose();
      case 'toggle':
        return toggleFocused();
      case 'leave':
        leave();
        return true;
      case 'mark':
        actions.mark(meant(), meaning.change);
        return true;
      case 'zoom':
        if (onStage) zoomTo(meaning.to);
        return onStage;
      case 'compare':
        if (mode === 'compare') leaveStage();
        else actions.compare();
        return true;
      case 'details':
        look.setState(({ detailsOpen }) => ({ detailsOpen: !detailsOpen }));
        return true;
      case 'copy':
        return copy();
      case 'person':
        return goTo(meaning.to);
    }
  };
}
