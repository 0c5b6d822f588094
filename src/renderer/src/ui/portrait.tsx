import { memo, useState } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { initialsOf, tintOf } from '../text/initials.ts';
import { personName } from '../text/people.ts';
import { classNames } from './class-names.ts';
import { photoUrl } from './photo-url.ts';
import styles from './portrait.module.css';

interface PortraitProps {
  person: Pick<PersonRow, 'id' | 'name' | 'email' | 'cover'>;
  className?: string | undefined;
}

/** A person's picture, 4:5; initials on a gentle colour until it is there or where there is none. */
export const Portrait = memo(function Portrait({ person, className }: PortraitProps) {
  const { cover } = person;
  const [loaded, setLoaded] = useState<string | null>(null);
  const src = cover && photoUrl(cover, 'thumb');
  return (
    <span className={classNames(styles['portrait'], className)} data-tint={tintOf(person.id)}>
      {loaded !== src || src === null ? (
        <span className={styles['initials']} aria-hidden="true">
          {initialsOf(personName(person))}
        </span>
      ) : null}
      {src !== null && (
        <img
          key={src}
          className={styles['picture']}
          data-loaded={loaded === src}
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setLoaded(src)}
          onError={() => setLoaded(null)}
        />
      )}
    </span>
  );
});
