import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './line-list.module.css';

interface LineListProps {
  label: string;
  count: number;
  /** What a line shows. */
  children: (index: number) => ReactNode;
  /** Lines `first` to `last` are looked at. */
  onSight?: (first: number, last: number) => void;
}

const ESTIMATE = 52;

/** A long list in a box of its own; only the lines in sight are in the document. */
export function LineList({ label, count, children, onSight }: LineListProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ESTIMATE,
    overscan: 6,
  });
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => onSight?.(first, last), [onSight, first, last]);
  return (
    // The box is a stop of the Tab key, so that it can be scrolled without a pointer.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled box has to be reached by keys
    <section ref={box} className={styles['box']} aria-label={label} tabIndex={0}>
      <ul className={styles['lines']} style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            className={styles['line']}
            style={{ translate: `0 ${row.start}px` }}
            aria-setsize={count}
            aria-posinset={row.index + 1}
          >
            {children(row.index)}
          </li>
        ))}
      </ul>
    </section>
  );
}
