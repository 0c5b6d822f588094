import { Check, Flag, Heart } from 'lucide-react';
import { memo } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { formatNumber } from '../../text/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LIFECYCLE_TONE, personName } from './library-words.ts';
import styles from './person-card.module.css';
import { Portrait } from './portrait.tsx';
import { StoredMark } from './stored-mark.tsx';
import { t } from './texts.ts';

/** What a cell of the grid shows of a person. Its screen reader name is on the cell. */
export const PersonCard = memo(function PersonCard({ person }: { person: PersonRow }) {
  const name = personName(person);
  return (
    <div className={styles['card']}>
      <div className={styles['frame']}>
        <Portrait person={person} className={styles['portrait']} />
        <span className={styles['tick']} data-tick="true">
          <Check />
        </span>
        {person.isNew && <span className={styles['new']}>{t('new')}</span>}
        <span className={styles['signs']}>
          {person.pickCount > 0 && <Flag className={styles['pick']} />}
          {person.hasFavorite && <Heart className={styles['heart']} />}
        </span>
      </div>
      <div className={styles['caption']}>
        <div className={styles['name']} dir="auto" title={name}>
          {name}
        </div>
        <div className={styles['line']}>
          <span className={styles['team']} dir="auto" title={person.teamName ?? undefined}>
            {person.teamName ?? t('noTeam')}
          </span>
          {person.lifecycle === 'ready' ? (
            <span className={styles['count']}>
              {formatNumber(person.photoCount)}
              <StoredMark person={person} />
            </span>
          ) : (
            <Badge tone={LIFECYCLE_TONE[person.lifecycle]}>{t(person.lifecycle)}</Badge>
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
      <Skeleton className={styles['place']} />
      <div className={styles['caption']}>
        <Skeleton className={styles['placeName']} />
        <Skeleton className={styles['placeTeam']} />
      </div>
    </div>
  );
}
