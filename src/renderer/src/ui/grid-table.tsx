import type { ComponentProps, ReactNode } from 'react';

interface GridTableProps {
  label: string;
  /** All of them, in the document or not. */
  rowCount: number;
  columnCount: number;
  children: ReactNode;
}

const CELL = { role: 'gridcell' } as const;
const GRID = { role: 'grid', 'aria-multiselectable': true } as const;

/** A table that is one stop of the Tab key, moved in by arrows: ARIA's grid pattern. */
export function GridTable({ label, rowCount, columnCount, children }: GridTableProps) {
  return (
    <table {...GRID} aria-label={label} aria-rowcount={rowCount} aria-colcount={columnCount}>
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
