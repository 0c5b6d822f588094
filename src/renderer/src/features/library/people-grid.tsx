import { memo } from 'react';
import { GridCell } from '../../ui/grid-table.tsx';
import { gridLayout, rowCount } from './grid-layout.ts';
import { useLook } from './library-context.tsx';
import { PeopleBoard } from './people-board.tsx';
import styles from './people-grid.module.css';
import { CardPlace, PersonCard } from './person-card.tsx';
import { type Place, usePeopleBoard } from './use-people-board.ts';

/** In rem, as person-card.module.css has it. */
const CAPTION = 3.125;
const GAP = 1.25;
const SIDE = 1.5;
const TOP = 0.5;

/** People as cards; only the rows in sight are in the document. */
export function PeopleGrid() {
  const leastWidth = useLook((look) => look.cardWidth);
  const board = usePeopleBoard((width, rem) =>
    gridLayout({
      width,
      leastCardWidth: leastWidth * rem,
      caption: CAPTION * rem,
      gap: GAP * rem,
      side: SIDE * rem,
      top: TOP * rem,
    }),
  );
  const { layout, total } = board;
  const { columns, cardWidth, gap, side } = layout;

  return (
    <PeopleBoard board={board} rowCount={rowCount(layout, total)} columnCount={columns}>
      <tbody>
        {board.rows.map((row) => (
          <tr
            key={row.key}
            className={styles['row']}
            aria-rowindex={row.index + 1}
            style={{ translate: `0 ${row.start}px`, gap, paddingInline: side }}
          >
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, at) => {
              const place = board.placeAt(row.index * columns + at);
              return <Cell key={place.index} {...place} column={at + 1} width={cardWidth} />;
            })}
          </tr>
        ))}
      </tbody>
    </PeopleBoard>
  );
}

interface CellProps extends Place {
  column: number;
  width: number;
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
