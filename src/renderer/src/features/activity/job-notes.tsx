import { ChevronRight } from 'lucide-react';
import styles from './failure-list.module.css';
import { t } from './texts.ts';

/** What HeadshotPro withheld: nothing failed, so it is said calmly and in full only when asked for. */
export function JobNotes({ notes }: { notes: readonly string[] }) {
  return (
    <details className={styles['notes']}>
      <summary className={styles['summary']}>
        <ChevronRight />
        {t('notes', { count: notes.length })}
      </summary>
      <ul className={styles['people']}>
        {notes.map((note) => (
          <li key={note} className={styles['reason']} dir="auto">
            {note}
          </li>
        ))}
      </ul>
    </details>
  );
}
