import { ArrowDownToLine, CircleCheck, CloudDownload } from 'lucide-react';
import type { PersonRow } from '#shared/window.ts';
import { storedWords } from '../../text/people.ts';
import styles from './stored-mark.module.css';

/** A small sign of how much of a person's photos is on disk; the words for it stand beside it. */
export function StoredMark({ person }: { person: PersonRow }) {
  const { photoCount, storedCount } = person;
  if (photoCount === 0) return null;
  const all = storedCount >= photoCount;
  const Icon = all ? CircleCheck : storedCount > 0 ? ArrowDownToLine : CloudDownload;
  return (
    <span className={styles['mark']} data-all={all} title={storedWords(person)}>
      <Icon aria-hidden="true" />
    </span>
  );
}
