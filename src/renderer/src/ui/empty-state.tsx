import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What is going on and what can be done, in a sentence or two. */
  children?: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  tone?: 'quiet' | 'negative';
}

/** What a view says when it has nothing to show: why, and what helps. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  tone = 'quiet',
}: EmptyStateProps) {
  return (
    <div className={styles['state']} role={tone === 'negative' ? 'alert' : undefined}>
      <div className={styles['medal']} data-tone={tone}>
        <Icon />
      </div>
      <h2 className={styles['title']}>{title}</h2>
      {children !== undefined && <div className={styles['words']}>{children}</div>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
