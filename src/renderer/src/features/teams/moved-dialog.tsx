import { Copy } from 'lucide-react';
import type { MovedMembers } from '#shared/organization.ts';
import { useAttempt, useClient, useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './dialogs.module.css';
import { t } from './texts.ts';

/** So many are listed; all of them are copied. */
const LISTED = 200;

/** Who is in a team now, and who is not and why. */
export function MovedDialog({ result, onClose }: { result: MovedMembers; onClose: () => void }) {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const { team, moved, notMoved } = result;
  const notIn = t('notIn', { count: notMoved.length, team: team.name });
  const isIn = t('isIn', { count: moved.length, team: team.name });

  const copy = () =>
    void attempt(async () => {
      const reasons = notMoved.map(({ email, reason }) => `${email}\t${reason}`);
      const others = moved.length > 0 ? ['', isIn, ...moved] : [];
      await client.desktop.copyText({ text: [notIn, ...reasons, ...others].join('\n') });
      say(t('copied'));
    });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('movedTitle', { team: team.name })}
      description={moved.length === 0 ? t('movedNobody') : t('movedSome', { count: moved.length })}
      closeLabel={t('close')}
      footer={
        <>
          <Button icon={Copy} onClick={copy}>
            {t('copy')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <section className={styles['group']} aria-label={notIn}>
          <h3>{notIn}</h3>
          <ul className={styles['people']}>
            {notMoved.slice(0, LISTED).map(({ email, reason }) => (
              <li key={email}>
                <div className={styles['who']} dir="auto" data-selectable>
                  {email}
                </div>
                <div className={styles['why']}>{reason}</div>
              </li>
            ))}
            <More count={notMoved.length - LISTED} />
          </ul>
        </section>
        {moved.length > 0 && (
          <section className={styles['group']} aria-label={isIn}>
            <h3>{isIn}</h3>
            <ul className={styles['people']}>
              {moved.slice(0, LISTED).map((email) => (
                <li key={email} dir="auto" data-selectable>
                  {email}
                </li>
              ))}
              <More count={moved.length - LISTED} />
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function More({ count }: { count: number }) {
  return count > 0 ? <li>{t('andMore', { count })}</li> : null;
}
