import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { GridTable } from '../../ui/grid-table.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import type { GridRow } from './grid-rows.ts';
import { useLook, usePersonStores, usePhotos, useShoots, useViewing } from './person-context.tsx';
import { PhotoCell } from './photo-cell.tsx';
import styles from './photo-grid.module.css';
import { keyOf } from './photo-key.ts';
import { photoMenu } from './photo-menu.ts';
import { ShootHead } from './shoot-head.tsx';
import type { Shoot } from './shoots.ts';
import { useGridRows } from './use-grid-rows.ts';
import { usePhotoActions } from './use-photo-actions.ts';

interface PhotoGridProps {
  label: string;
  /** Above the first shoot, scrolling with it. */
  header: ReactNode;
  /** The lines as they are laid out now, for arrow keys. */
  onRows: (rows: GridRow[]) => void;
  /** Whether the header has left the sight. */
  onScrolled: (scrolled: boolean) => void;
}

/** All photos of a person by shoot. Only what is near the sight is in the page. */
export function PhotoGrid({ label, header, onRows, onScrolled }: PhotoGridProps) {
  const { viewing } = usePersonStores();
  const actions = usePhotoActions();
  const shoots = useShoots();
  const photos = usePhotos();
  const positions = useMemo(() => new Map(photos.map((p, at) => [keyOf(p), at + 1])), [photos]);
  const selection = useViewing((state) => state.selection);
  const photoWidth = useLook((look) => look.photoWidth);

  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const grid = useGridRows(shoots, photoWidth, scroller, list);
  const { rows, above, columns } = grid;
  useEffect(() => onRows(rows), [rows, onRows]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const follow = () => onScrolled(element.scrollTop > above / 2);
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [above, onScrolled]);

  const show = useRef(grid.show);
  useEffect(() => {
    show.current = grid.show;
  });
  const { focus } = selection;
  const laidOut = grid.shown.length > 0;
  useEffect(() => {
    if (focus === null || !laidOut) return undefined;
    show.current(focus);
    // The line is in the page only after the scroll was drawn.
    const frame = requestAnimationFrame(() => {
      const cell = list.current?.querySelector<HTMLElement>(`[data-photo="${CSS.escape(focus)}"]`);
      // Never taken from a menu or a control: only from the view itself or another photo.
      const from = document.activeElement;
      if (from?.contains(cell ?? null) || list.current?.contains(from)) {
        cell?.focus({ preventScroll: true });
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [focus, laidOut]);

  function selectShoot({ photos: ofShoot }: Shoot): void {
    const keys = ofShoot.map(keyOf);
    const [anchor = null] = keys;
    viewing.getState().select({ keys: new Set(keys), focus: anchor, anchor });
  }

  const [first] = photos;
  const stop = focus ?? (first ? keyOf(first) : null);
  return (
    <ContextMenu items={() => photoMenu(actions.chosen(), actions, viewing.getState().open)}>
      <div ref={scroller} className={styles['scroller']}>
        {header}
        <div ref={list} className={styles['list']} style={{ blockSize: grid.blockSize }}>
          <GridTable label={label} rowCount={rows.length} columnCount={columns}>
            <tbody>
              {grid.shown.map(({ row, index, top }) => (
                <tr
                  key={`${row.kind} ${row.id}`}
                  ref={grid.measure}
                  data-index={index}
                  className={styles['row']}
                  data-kind={row.kind}
                  aria-rowindex={index + 1}
                  style={{
                    translate: `0 ${String(top)}px`,
                    gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))`,
                  }}
                >
                  {row.kind === 'head' ? (
                    <td className={styles['head']} colSpan={columns}>
                      <ShootHead shoot={row.shoot} onSelectAll={() => selectShoot(row.shoot)} />
                    </td>
                  ) : (
                    row.photos.map((photo, column) => (
                      <PhotoCell
                        key={keyOf(photo)}
                        photo={photo}
                        column={column + 1}
                        position={positions.get(keyOf(photo)) ?? 0}
                        total={photos.length}
                        selected={selection.keys.has(keyOf(photo))}
                        stop={keyOf(photo) === stop}
                        actions={actions}
                      />
                    ))
                  )}
                </tr>
              ))}
            </tbody>
          </GridTable>
        </div>
      </div>
    </ContextMenu>
  );
}
