import {
  CalendarDays,
  CircleCheck,
  Copy,
  Download,
  Flag,
  Heart,
  Images,
  Mail,
  Users,
} from 'lucide-react';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { formatDate } from '../../text/format.ts';
import { personName, storedWords, teamNameOf } from '../../text/people.ts';
import { Button } from '../../ui/button.tsx';
import { LifecycleBadge } from '../../ui/lifecycle-badge.tsx';
import { Portrait } from '../../ui/portrait.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { usePerson, usePhotos } from './person-context.tsx';
import styles from './person-header.module.css';
import { t } from './texts.ts';
import { usePhotoActions } from './use-photo-actions.ts';

/** Who the person is, how many photos there are, and what of them is on this computer. */
export function PersonHeader() {
  const detail = usePerson((state) => state.detail);
  const photos = usePhotos();
  const { copyText } = usePhotoActions();
  if (detail === null) return null;
  const { person, models } = detail;
  const { email } = person;
  const shoots = models.filter(({ photoCount }) => photoCount > 0).length;
  const picks = photos.filter(({ pick }) => pick === 'pick').length;
  const favorites = photos.filter(({ favorite }) => favorite).length;
  return (
    <section className={styles['header']}>
      <Portrait person={person} className={styles['cover']} />
      <div className={styles['words']}>
        <div className={styles['nameLine']}>
          {/* The toolbar's heading says the name to screen readers. */}
          <p className={styles['name']} dir="auto" aria-hidden="true">
            {personName(person)}
          </p>
          <LifecycleBadge lifecycle={person.lifecycle} />
        </div>
        <ul className={styles['facts']}>
          {email !== null && (
            <li>
              <Tooltip label={t('copyEmail')}>
                <button
                  type="button"
                  className={styles['email']}
                  onClick={() => copyText(email, t('emailCopied'))}
                >
                  <Mail className={styles['idle']} />
                  <Copy className={styles['aimed']} />
                  <span className={styles['ellipsis']}>{email}</span>
                </button>
              </Tooltip>
            </li>
          )}
          <li>
            <Users />
            <span className={styles['ellipsis']} dir="auto">
              {teamNameOf(person)}
            </span>
          </li>
          {person.joinedAt !== null && (
            <li>
              <CalendarDays />
              {t('joined', { date: formatDate(person.joinedAt) })}
            </li>
          )}
        </ul>
        {photos.length > 0 && (
          <ul className={styles['facts']}>
            <li>
              <Images />
              {t('photos', { count: photos.length })}
              {shoots > 1 && `, ${t('shoots', { count: shoots })}`}
            </li>
            {favorites > 0 && (
              <li>
                <Heart className={styles['love']} />
                {t('favorites', { count: favorites })}
              </li>
            )}
            {picks > 0 && (
              <li>
                <Flag className={styles['pick']} />
                {t('picks', { count: picks })}
              </li>
            )}
          </ul>
        )}
      </div>
      <OnDisk />
    </section>
  );
}

/** How many of the photos are on this computer, and the way to get the others. */
function OnDisk() {
  const person = usePerson(({ detail }) => detail?.person ?? null);
  const photos = usePhotos();
  const actions = usePhotoActions();
  const offline = useMirrors(isOffline);
  if (person === null || photos.length === 0) return null;
  const { photoCount, storedCount } = person;
  const missing = photos.filter(({ stored, gone }) => stored.length === 0 && !gone).length;
  if (storedCount >= photoCount) {
    return (
      <p className={styles['complete']}>
        <CircleCheck />
        {storedWords(person)}
      </p>
    );
  }
  return (
    <div className={styles['disk']}>
      <p className={styles['share']}>{storedWords(person)}</p>
      <Progress label={t('storedLabel')} value={storedCount / photoCount} />
      {missing > 0 && (
        <Button icon={Download} disabled={offline} onClick={() => actions.download([])}>
          {t('downloadMissing', { count: missing })}
        </Button>
      )}
    </div>
  );
}
