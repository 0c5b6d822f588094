import { memo } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { initialsOf, tintOf } from '../text/initials.ts';
import { personName } from '../text/people.ts';
import { classNames } from './class-names.ts';
import { photoUrl } from './photo-url.ts';
import { Picture } from './picture.tsx';
import styles from './portrait.module.css';

interface PortraitProps {
  person: Pick<PersonRow, 'id' | 'name' | 'email' | 'cover'>;
  className?: string | undefined;
}

/** A person's picture, 4:5; initials on a gentle colour until it is there or where there is none. */
export const Portrait = memo(function Portrait({ person, className }: PortraitProps) {
  const { cover } = person;
  return (
    <span className={classNames(styles['portrait'], className)} data-tint={tintOf(person.id)}>
      {/* Drawn, so that they grow with the portrait without anybody measuring it. */}
      <svg className={styles['initials']} viewBox="0 0 80 100" aria-hidden="true">
        <text x="40" y="50">
          {initialsOf(personName(person))}
        </text>
      </svg>
      {/* One that could not be had is asked for again once it is here. */}
      {cover && <Picture key={String(cover.stored)} src={photoUrl(cover, 'thumb')} />}
    </span>
  );
});
