import { Disclosure } from '../../ui/disclosure.tsx';
import styles from './failure-list.module.css';
import { t } from './texts.ts';

/** What HeadshotPro withheld: nothing failed, so it is said calmly and in full only when asked for. */
export function JobNotes({ notes }: { notes: readonly string[] }) {
  return (
    <Disclosure summary={t('notes', { count: notes.length })}>
      <ul className={styles['people']}>
        {notes.map((note) => (
          <li key={note} className={styles['reason']} dir="auto">
            {note}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
