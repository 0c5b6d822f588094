import type { TeamDeletion } from '#shared/organization.ts';
import styles from './dialogs.module.css';
import { t } from './texts.ts';

/** What deleting a team does to its members and to whoever is invited into it. */
export function DeletionMeaning({ deletion }: { deletion: TeamDeletion }) {
  const { members, pendingInvites, invited } = deletion;
  const more = pendingInvites - invited.length;
  return (
    <section aria-label={t('consequences')}>
      <ul className={styles['meaning']}>
        <li>{members === 0 ? t('noMembers') : t('members', { count: members })}</li>
        <li>
          {pendingInvites === 0 ? t('noPending') : t('pending', { count: pendingInvites })}
          {invited.length > 0 && (
            <ul className={styles['invited']}>
              {invited.map((email) => (
                <li key={email} dir="ltr" data-selectable>
                  {email}
                </li>
              ))}
              {more > 0 && <li>{t('andMore', { count: more })}</li>}
            </ul>
          )}
        </li>
        {pendingInvites > 0 && <li>{t('credits')}</li>}
        {members > 0 && <li>{t('photosStay')}</li>}
        <li>{t('forGood')}</li>
      </ul>
    </section>
  );
}
