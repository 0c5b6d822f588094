import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  /** What is there to open. */
  summary: ReactNode;
  tone?: 'quiet' | 'notice' | 'negative';
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
}

/** A line that opens what it sums up. */
export function Disclosure({ summary, tone = 'quiet', open, onToggle, children }: DisclosureProps) {
  return (
    <details open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary className={styles['summary']} data-tone={tone}>
        <ChevronRight />
        {summary}
      </summary>
      <div className={styles['content']}>{children}</div>
    </details>
  );
}
