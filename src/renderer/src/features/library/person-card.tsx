import { Flag, Heart } from 'lucide-react';
import { memo } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { formatNumber } from '../../text/format.ts';
import { personName, storedWords, teamNameOf } from '../../text/people.ts';
import { LifecycleBadge } from '../../ui/lifecycle-badge.tsx';
import { Portrait } from '../../ui/portrait.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './person-card.module.css';
import { StoredMark } from './stored-mark.tsx';
import { t } from './texts.ts';

/** What a cell of the grid shows of a person. Screen readers read it as the cell's name. */
export const PersonCard = memo(function PersonCard({ person }: { person: PersonRow }) {
  const name = personName(person);
  return (
    <div className={styles['card']}>
      <div className={styles['frame']}>
        <Portrait person={person} className={styles['portrait']} />
        <span className={styles['tick']} data-tick="true" />
        {person.isNew && <span className={styles['new']}>{t('new')}</span>}

        <span className={styles['signs']}>
          {person.pickCount > 0 && (
            <Flag
              className={styles['pick']}
              role="img"
              aria-label={t('picked', { count: person.pickCount })}
            />
          )}
          {person.hasFavorite && (
            <Heart className={styles['heart']} role="img" aria-label={t('favorite')} />
          )}
        </span>
      </div>
      <div className={styles['caption']}>
        <div className={styles['name']} dir="auto" title={name}>
          {name}
        </div>
        <div className={styles['line']}>
          <span className={styles['team']} dir="auto" title={person.teamName ?? undefined}>
            {teamNameOf(person)}
          </span>
          {person.lifecycle === 'ready' ? (
            <span className={styles['count']}>
              <span aria-hidden="true">{formatNumber(person.photoCount)}</span>
              <StoredMark person={person} />
              <span className="visually-hidden">
                {t('photoCount', { count: person.photoCount })}, {storedWords(person)}
              </span>
            </span>
          ) : (
            <LifecycleBadge lifecycle={person.lifecycle} />
          )}
        </div>
      </div>
    </div>
  );
});

/** The place of a person who is still being asked for. */
export function CardPlace() {
  return (
    <div className={styles['card']}>
      <span className="visually-hidden">{t('loadingPeople')}</span>
      <Skeleton className={styles['place']} />
      <div className={styles['caption']}>
        <Skeleton className={styles['placeName']} />
        <Skeleton className={styles['placeTeam']} />
      </div>
    </div>
  );
}
