import { memo, useRef } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { GridCell, GridTable } from '../../ui/grid-table.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { gridLayout, rowCount } from './grid-layout.ts';
import { useLibrary, useLook, usePeople } from './library-context.tsx';
import styles from './people-grid.module.css';
import { personAt } from './people-store.ts';
import { CardPlace, PersonCard } from './person-card.tsx';
import { personMenu } from './person-menu.ts';
import { t } from './texts.ts';
import { useBoxWidth } from './use-box-width.ts';
import { idsAt, useLibraryActions } from './use-library-actions.ts';
import { useMarquee } from './use-marquee.ts';
import { usePeopleInteraction } from './use-people-interaction.ts';
import { useVirtualPeople } from './use-virtual-people.ts';

/** In rem, as person-card.module.css has it. */
const CAPTION = 3.125;
const GAP = 1.25;
const SIDE = 1.5;
const TOP = 0.5;

/** People as cards; only the rows in sight are in the document. */
export function PeopleGrid() {
  const scroller = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const stores = useLibrary();
  const people = usePeople((known) => known);
  const selection = useLook((look) => look.selection);
  const focus = useLook((look) => look.focus);
  const leastWidth = useLook((look) => look.cardWidth);
  const { width, rem } = useBoxWidth(scroller);
  const layout = gridLayout({
    width,
    leastCardWidth: leastWidth * rem,
    caption: CAPTION * rem,
    gap: GAP * rem,
    side: SIDE * rem,
    top: TOP * rem,
  });
  const { total } = people;
  const { columns, cardWidth, cardHeight, gap, side } = layout;
  const virtualizer = useVirtualPeople(scroller, layout);
  const actions = useLibraryActions();
  const interaction = usePeopleInteraction({
    scroller,
    measured: width > 0,
    total,
    columns,
    pageRows: Math.floor((virtualizer.scrollRect?.height ?? 0) / (cardHeight + gap)),
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
        onPointerDown={startMarquee}
        {...interaction.handlers}
      >
        <div className={styles['content']} style={{ blockSize: virtualizer.getTotalSize() }}>
          <GridTable
            label={t('gridLabel')}
            rowCount={rowCount(layout, total)}
            columnCount={columns}
          >
            <tbody>
              {width > 0 &&
                virtualizer.getVirtualItems().map((row) => (
                  <tr
                    key={row.key}
                    className={styles['row']}
                    aria-rowindex={row.index + 1}
                    style={{ translate: `0 ${row.start}px`, gap, paddingInline: side }}
                  >
                    {Array.from(
                      { length: Math.min(columns, total - row.index * columns) },
                      (_, at) => {
                        const index = row.index * columns + at;
                        const person = personAt(people, index);
                        return (
                          <Cell
                            key={person?.id ?? index}
                            person={person}
                            index={index}
                            column={at + 1}
                            width={cardWidth}
                            selected={person !== undefined && selection.ids.has(person.id)}
                            focused={index === focused}
                          />
                        );
                      },
                    )}
                  </tr>
                ))}
            </tbody>
          </GridTable>
          <div ref={band} className={styles['band']} aria-hidden="true" />
        </div>
      </div>
    </ContextMenu>
  );
}

interface CellProps {
  person: PersonRow | undefined;
  index: number;
  column: number;
  width: number;
  selected: boolean;
  focused: boolean;
}

const Cell = memo(function Cell({ person, index, column, width, selected, focused }: CellProps) {
  return (
    <GridCell
      className={styles['cell']}
      data-index={index}
      aria-colindex={column}
      aria-selected={selected}
      tabIndex={focused ? 0 : -1}
      style={{ inlineSize: width }}
    >
      {person ? <PersonCard person={person} /> : <CardPlace />}
    </GridCell>
  );
});
