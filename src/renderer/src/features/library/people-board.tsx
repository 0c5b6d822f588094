import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { GridTable } from '../../ui/grid-table.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import styles from './people-board.module.css';
import { t } from './texts.ts';
import type { usePeopleBoard } from './use-people-board.ts';

interface PeopleBoardProps {
  board: ReturnType<typeof usePeopleBoard>;
  rowCount: number;
  columnCount: number;
  className?: string | undefined;
  /** Table sections; each row lies where the board's `rows` say. */
  children: ReactNode;
}

/** The scrolled table that people stand in, with its menu and the rectangle that selects. */
export function PeopleBoard({
  board,
  rowCount,
  columnCount,
  className,
  children,
}: PeopleBoardProps) {
  return (
    <ContextMenu items={board.menu}>
      <div
        ref={board.scroller}
        className={classNames(styles['scroller'], className)}
        {...board.handlers}
      >
        <div className={styles['content']} style={{ blockSize: board.blockSize }}>
          <GridTable label={t('gridLabel')} rowCount={rowCount} columnCount={columnCount}>
            {children}
          </GridTable>
          <div ref={board.band} className={styles['band']} aria-hidden="true" />
        </div>
      </div>
    </ContextMenu>
  );
}
