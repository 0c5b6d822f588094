import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef } from 'react';
import type { LibrarySort } from '#shared/window.ts';
import { GridTable } from '../../ui/grid-table.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { useLibrary, useLook, usePeople } from './library-context.tsx';
import { sortByColumn } from './library-filter.ts';
import styles from './people-list.module.css';
import { personAt } from './people-store.ts';
import { PersonLine } from './person-line.tsx';
import { personMenu } from './person-menu.ts';
import { t } from './texts.ts';
import { useBoxWidth } from './use-box-width.ts';
import { idsAt, useLibraryActions } from './use-library-actions.ts';
import { useMarquee } from './use-marquee.ts';
import { usePeopleInteraction } from './use-people-interaction.ts';
import { useVirtualPeople } from './use-virtual-people.ts';

/** Height of a line in rem. */
const LINE = 3.25;
const HEAD = 2;
const COLUMNS = ['name', 'team', 'lifecycle', 'photos', 'stored', 'joined'] as const;

/** People as lines of a table with sortable columns; only the lines in sight are in the document. */
export function PeopleList() {
  const scroller = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const stores = useLibrary();
  const people = usePeople((known) => known);
  const selection = useLook((look) => look.selection);
  const focus = useLook((look) => look.focus);
  const { width, rem } = useBoxWidth(scroller);
  const { total } = people;
  const height = LINE * rem;
  // The head stays over the lines and takes the room above the first.
  const layout = {
    columns: 1,
    cardWidth: width,
    cardHeight: height,
    gap: 0,
    side: 0,
    top: HEAD * rem,
  };
  const virtualizer = useVirtualPeople(scroller, layout);
  const actions = useLibraryActions();
  const interaction = usePeopleInteraction({
    scroller,
    measured: width > 0,
    total,
    columns: 1,
    pageRows: Math.floor((virtualizer.scrollRect?.height ?? 0) / height),
    showRow: virtualizer.scrollToIndex,
  });
  const startMarquee = useMarquee({ scroller, band, layout, total, ...interaction.marquee });
  const focused = Math.max(0, Math.min(focus, total - 1));
  const menu = () => {
    const index = interaction.menuIndex;
    if (index === null) return personMenu(undefined, [...selection.ids], actions);
    return personMenu(personAt(people, index), idsAt(stores, index), actions);
  };

  return (
    <ContextMenu items={menu}>
      <div
        ref={scroller}
        className={styles['scroller']}
        onPointerDown={(event) => {
          if ((event.target as Element).closest('thead') === null) startMarquee(event);
        }}
        {...interaction.handlers}
      >
        <div className={styles['content']} style={{ blockSize: virtualizer.getTotalSize() }}>
          <GridTable label={t('gridLabel')} rowCount={total + 1} columnCount={COLUMNS.length}>
            <thead>
              <tr className={styles['head']} aria-rowindex={1}>
                {COLUMNS.map((key) => (
                  <ColumnHead key={key} column={key} />
                ))}
              </tr>
            </thead>
            <tbody>
              {virtualizer.getVirtualItems().map((row) => {
                const person = personAt(people, row.index);
                return (
                  <PersonLine
                    key={person?.id ?? row.index}
                    person={person}
                    index={row.index}
                    top={row.start}
                    selected={person !== undefined && selection.ids.has(person.id)}
                    focused={row.index === focused}
                  />
                );
              })}
            </tbody>
          </GridTable>
          <div ref={band} className={styles['band']} aria-hidden="true" />
        </div>
      </div>
    </ContextMenu>
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
