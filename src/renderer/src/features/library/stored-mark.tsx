import { ArrowDownToLine, CircleCheck, CloudDownload } from 'lucide-react';
import type { PersonRow } from '#shared/window.ts';
import { storedWords } from '../../text/people.ts';
import styles from './stored-mark.module.css';

interface StoredMarkProps {
  person: PersonRow;
  /** The words stand beside it already. */
  silent?: boolean;
}

/** A small sign of how much of a person's photos is on disk. */
export function StoredMark({ person, silent = false }: StoredMarkProps) {
  const { photoCount, storedCount } = person;
  if (photoCount === 0) return null;
  const all = storedCount >= photoCount;
  const Icon = all ? CircleCheck : storedCount > 0 ? ArrowDownToLine : CloudDownload;
  return (
    <span className={styles['mark']} data-all={all} title={storedWords(person)}>
      <Icon aria-hidden="true" />
      {!silent && <span className="visually-hidden">{storedWords(person)}</span>}
    </span>
  );
}
