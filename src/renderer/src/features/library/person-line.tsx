import { Flag, Heart } from 'lucide-react';
import { memo } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { formatDate, formatNumber } from '../../text/format.ts';
import { personName, storedWords, teamNameOf } from '../../text/people.ts';
import { Badge } from '../../ui/badge.tsx';
import { LifecycleBadge } from '../../ui/lifecycle-badge.tsx';
import { Portrait } from '../../ui/portrait.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './people-list.module.css';
import { StoredMark } from './stored-mark.tsx';
import { t } from './texts.ts';
import type { Place } from './use-people-board.ts';

interface PersonLineProps extends Place {
  /** Pixels from the top of the content. */
  top: number;
}

/** A person in the list. The focus is on the line as a whole. */
export const PersonLine = memo(function PersonLine(props: PersonLineProps) {
  const { person, index, top, selected, focused } = props;
  return (
    <tr
      className={styles['line']}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focused ? 0 : -1}
      style={{ translate: `0 ${top}px` }}
    >
      {person ? <Cells person={person} /> : <Bones />}
    </tr>
  );
});

function Cells({ person }: { person: PersonRow }) {
  const name = personName(person);
  return (
    <>
      <td className={styles['name']}>
        <Portrait person={person} className={styles['portrait']} />
        <span className={styles['who']}>
          <span className={styles['full']} dir="auto" title={name}>
            {name}
          </span>
          {person.name !== null && person.email !== null && (
            <span className={styles['email']} title={person.email}>
              {person.email}
            </span>
          )}
        </span>
        <span className={styles['signs']}>
          {person.isNew && <Badge tone="accent">{t('new')}</Badge>}
          {person.pickCount > 0 && (
            <Flag role="img" aria-label={t('picked', { count: person.pickCount })} />
          )}
          {person.hasFavorite && <Heart role="img" aria-label={t('favorite')} />}
        </span>
      </td>
      <td className={styles['team']} dir="auto" title={person.teamName ?? undefined}>
        {teamNameOf(person)}
      </td>
      <td className={styles['lifecycle']}>
        <LifecycleBadge dot lifecycle={person.lifecycle} />
      </td>
      <td className={styles['photos']}>
        {person.photoCount > 0 ? formatNumber(person.photoCount) : '–'}
      </td>
      <td className={styles['stored']}>
        {person.photoCount > 0 && (
          <>
            <StoredMark person={person} />
            <span className={styles['share']}>
              {person.storedCount > 0 && person.storedCount < person.photoCount
                ? `${formatNumber(person.storedCount)} / ${formatNumber(person.photoCount)}`
                : storedWords(person)}
            </span>
          </>
        )}
      </td>
      <td className={styles['joined']}>
        {person.joinedAt === null ? '–' : formatDate(person.joinedAt)}
      </td>
    </>
  );
}

function Bones() {
  return (
    <td className={styles['name']}>
      <span className="visually-hidden">{t('loadingPeople')}</span>
      <Skeleton className={styles['portrait']} />
      <Skeleton className={styles['bone']} />
    </td>
  );
}
