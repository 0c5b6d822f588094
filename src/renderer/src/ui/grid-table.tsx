import type { ComponentProps, ReactNode } from 'react';

interface GridTableProps {
  label: string;
  /** All of them, in the document or not. */
  rowCount: number;
  columnCount: number;
  /** Whether its rows can be selected, several at a time; they can unless said. */
  selectable?: boolean;
  children: ReactNode;
}

const CELL = { role: 'gridcell' } as const;
const GRID = { role: 'grid' } as const;
const SELECTABLE = { 'aria-multiselectable': true } as const;

/** A table that is one stop of the Tab key, moved in by arrows: ARIA's grid pattern. */
export function GridTable({
  label,
  rowCount,
  columnCount,
  selectable = true,
  children,
}: GridTableProps) {
  return (
    <table
      {...GRID}
      aria-label={label}
      aria-rowcount={rowCount}
      aria-colcount={columnCount}
      {...(selectable && SELECTABLE)}
    >
      {children}
    </table>
  );
}

/** A cell that can be selected and focused by itself. */
export function GridCell({ children, ...rest }: Omit<ComponentProps<'td'>, 'role'>) {
  return (
    <td {...rest} {...CELL}>
      {children}
    </td>
  );
}
