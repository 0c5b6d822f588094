import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './note.module.css';

interface NoteProps {
  icon: LucideIcon;
  tone: 'quiet' | 'notice' | 'negative' | 'positive';
  /** Before the text, in one or two strong words. */
  title?: string;
  children?: ReactNode;
}

/** Something to know before going on, inside a form or page. A negative one is said at once. */
export function Note({ icon: Icon, tone, title, children }: NoteProps) {
  return (
    <div
      className={styles['note']}
      data-tone={tone}
      role={tone === 'negative' ? 'alert' : tone === 'quiet' ? undefined : 'status'}
    >
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['words']}>
        {title !== undefined && <strong>{title} </strong>}
        {children}
      </div>
    </div>
  );
}
