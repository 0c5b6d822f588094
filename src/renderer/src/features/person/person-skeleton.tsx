import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './person-skeleton.module.css';
import { t } from './texts.ts';

const PLACES = Array.from({ length: 12 }, (_, index) => `place-${String(index)}`);

/** The shape of a person who is still being read. */
export function PersonSkeleton() {
  return (
    <div className={styles['page']} aria-busy="true">
      <p className="visually-hidden" role="status">
        {t('loading')}
      </p>
      <div className={styles['header']}>
        <Skeleton className={styles['cover']} />
        <div className={styles['words']}>
          <Skeleton className={styles['name']} />
          <Skeleton className={styles['fact']} />
        </div>
      </div>
      <div className={styles['photos']}>
        {PLACES.map((place) => (
          <Skeleton key={place} className={styles['photo']} />
        ))}
      </div>
    </div>
  );
}
