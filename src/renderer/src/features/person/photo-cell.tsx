import { type MouseEvent, memo } from 'react';
import type { PhotoRow } from '#shared/window.ts';
import { GridCell } from '../../ui/grid-table.tsx';
import { usePersonStores } from './person-context.tsx';
import { photoSummary } from './person-words.ts';
import styles from './photo-grid.module.css';
import { keyOf } from './photo-key.ts';
import { PhotoTile } from './photo-tile.tsx';
import { extendTo, focusOn, selectOnly, toggle } from './selection.ts';
import type { PhotoActions } from './use-photo-actions.ts';

interface PhotoCellProps {
  photo: PhotoRow;
  /** From 1, in its line. */
  column: number;
  /** From 1, of all photos. */
  position: number;
  total: number;
  selected: boolean;
  /** Whether Tab stops here. */
  stop: boolean;
  actions: PhotoActions;
}

/** One photo in the grid: selected by click, opened by double click, dragged out. */
export const PhotoCell = memo(function PhotoCell(props: PhotoCellProps) {
  const { photo, column, position, total, selected, stop, actions } = props;
  const { viewing } = usePersonStores();
  const key = keyOf(photo);

  function click(event: MouseEvent): void {
    const { select, selection } = viewing.getState();
    const onTick = event.target instanceof Element && event.target.closest('[data-tick]') !== null;
    if (event.shiftKey) select(extendTo(selection, actions.all().map(keyOf), key));
    else if (event.ctrlKey || event.metaKey || onTick) select(toggle(selection, key));
    else select(selectOnly(key));
  }

  /** The menu is about the selection if the photo is in it, else about the photo alone. */
  function aimMenu(): void {
    const { select, selection } = viewing.getState();
    select(selection.keys.has(key) ? focusOn(selection, key) : selectOnly(key));
  }

  return (
    <GridCell
      className={styles['cell']}
      data-photo={key}
      tabIndex={stop ? 0 : -1}
      aria-selected={selected}
      aria-colindex={column}
      draggable
      onClick={click}
      onDoubleClick={() => viewing.getState().open(key)}
      onContextMenu={aimMenu}
      onDragStart={(event) => actions.drag(event, photo)}
    >
      <span className="visually-hidden">{photoSummary(photo, position, total)}</span>
      <PhotoTile photo={photo} />
    </GridCell>
  );
});
