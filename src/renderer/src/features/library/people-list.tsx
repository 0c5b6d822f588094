import { ArrowDown, ArrowUp } from 'lucide-react';
import type { LibrarySort } from '#shared/window.ts';
import { useLook } from './library-context.tsx';
import { sortByColumn } from './library-filter.ts';
import { PeopleBoard } from './people-board.tsx';
import styles from './people-list.module.css';
import { PersonLine } from './person-line.tsx';
import { t } from './texts.ts';
import { usePeopleBoard } from './use-people-board.ts';

/** Height of a line in rem. */
const LINE = 3.25;
const HEAD = 2;
const COLUMNS = ['name', 'team', 'lifecycle', 'photos', 'stored', 'joined'] as const;

/** People as lines of a table with sortable columns; only the lines in sight are in the document. */
export function PeopleList() {
  const board = usePeopleBoard((width, rem) => ({
    columns: 1,
    cardWidth: width,
    cardHeight: LINE * rem,
    gap: 0,
    side: 0,
    // The head stays over the lines and takes the room above the first.
    top: HEAD * rem,
  }));
  return (
    <PeopleBoard
      board={board}
      rowCount={board.total + 1}
      columnCount={COLUMNS.length}
      className={styles['list']}
    >
      <thead>
        <tr className={styles['head']} aria-rowindex={1}>
          {COLUMNS.map((key) => (
            <ColumnHead key={key} column={key} />
          ))}
        </tr>
      </thead>
      <tbody>
        {board.rows.map((row) => (
          <PersonLine key={row.key} {...board.placeAt(row.index)} top={row.start} />
        ))}
      </tbody>
    </PeopleBoard>
  );
}

function ColumnHead({ column }: { column: LibrarySort['key'] }) {
  const sort = useLook((look) => look.query.sort);
  const setSort = useLook((look) => look.setSort);
  const sorted = sort.key === column;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      className={styles[column]}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => setSort(sortByColumn(sort, column))}>
        {t(column === 'lifecycle' ? 'status' : column)}
        {sorted && <Arrow aria-hidden="true" />}
      </button>
    </th>
  );
}
