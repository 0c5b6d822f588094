import { Link2, MailX } from 'lucide-react';
import type { InviteDetail } from '#shared/invites.ts';
import {
  useAttempt,
  useClient,
  useMirrors,
  useNavigation,
  useNotices,
} from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { formatDate } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import styles from './invite-card.module.css';
import { t } from './texts.ts';

/** All that is known of one invite, and what can be done with it. */
export function InviteCard({ detail }: { detail: InviteDetail }) {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const open = useNavigation((navigation) => navigation.open);
  const offline = useMirrors(isOffline);
  const { email, status, createdAt, expiresAt, modelId, legacyId, onlyV1, hasLink } = detail;
  const rows: [string, string | null][] = [
    [t('status'), status],
    [t('team'), onlyV1 ? null : (detail.teamName ?? t('noTeam'))],
    [t('sentOn'), createdAt === null ? t('unknownDate') : formatDate(createdAt)],
    [t('expires'), expiresAt === null ? null : formatDate(expiresAt)],
    [t('session'), modelId],
    [t('name'), detail.name],
    [t('employeeId'), detail.employeeId],
    [t('legacyId'), legacyId],
  ];
  const canRevoke = !onlyV1 && status !== 'revoked' && status !== 'deleted';
  const name = email || t('inviteOfId', { id: legacyId ?? '' });
  return (
    <section className={styles['card']} aria-label={name}>
      <h3 className={styles['email']} dir="auto">
        {name}
      </h3>
      <dl className={styles['rows']}>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className={styles['row']}>
                <dt>{name}</dt>
                <dd dir="auto" data-selectable>
                  {value}
                </dd>
              </div>
            ),
        )}
      </dl>
      {onlyV1 && <p className={styles['hint']}>{t('onlyV1')}</p>}
      {status === 'pending' && !onlyV1 && !hasLink && (
        <p className={styles['hint']}>{t('noLink')}</p>
      )}
      <div className={styles['acts']}>
        {hasLink && (
          <Button
            icon={Link2}
            onClick={() =>
              void attempt(async () => {
                await client.invites.copyLink({ email });
                say(t('linkCopied', { email }));
              })
            }
          >
            {t('copyOneLink')}
          </Button>
        )}
        {canRevoke && (
          <Button
            icon={MailX}
            disabled={offline}
            onClick={() => open({ name: 'removal', target: { kind: 'invite', email } })}
          >
            {t('revoke')}
          </Button>
        )}
      </div>
    </section>
  );
}
