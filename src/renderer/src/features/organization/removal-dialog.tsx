import { useEffect, useState } from 'react';
import { isConfirmed } from '#shared/confirmation.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';
import { useClient, useMirrors, useNotices } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LossTable } from './loss-table.tsx';
import { PhotosAtRisk } from './photos-at-risk.tsx';
import styles from './removal-dialog.module.css';
import { t } from './texts.ts';
import { useLoss } from './use-loss.ts';

/** Revokes an invite or deletes a session: what is lost is shown first, and the name has to be typed. */
export function RemovalDialog({ target, onClose }: { target: RemovalTarget; onClose: () => void }) {
  const client = useClient();
  const say = useNotices((notices) => notices.say);
  const offline = useMirrors(isOffline);
  const { loss, failure, asking, ask, carryOut, busy } = useLoss(client, target);
  const [typed, setTyped] = useState('');
  const [losePhotos, setLosePhotos] = useState(false);
  const isInvite = target.kind === 'invite';

  useEffect(() => {
    void ask();
  }, [ask]);

  async function remove({ person }: Loss): Promise<void> {
    if (!(await carryOut({ confirmation: typed, losePhotos }))) return;
    say(t(isInvite ? 'revoked' : 'deleted', { person }));
    onClose();
  }

  const confirmed = loss !== null && isConfirmed(typed, loss.confirmation);
  const safe = loss !== null && (loss.missing === 0 || losePhotos);
  return (
    <Dialog
      open
      // While it is under way nobody could be told how it ended.
      onClose={busy ? () => undefined : onClose}
      title={t(isInvite ? 'revokeTitle' : 'deleteTitle')}
      closeLabel={t('close')}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('cancel')}
          </Button>
          {loss === null && failure !== null ? (
            <Button look="primary" busy={asking} disabled={offline} onClick={() => void ask()}>
              {t('tryAgain')}
            </Button>
          ) : (
            <Button
              look="danger"
              busy={busy}
              disabled={!confirmed || !safe || offline || asking}
              onClick={() => loss && void remove(loss)}
            >
              {t(isInvite ? 'revoke' : 'delete')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['body']}>
        {loss === null && failure === null && (
          <p className={styles['quiet']} role="status">
            {t('asking')}
          </p>
        )}
        {loss !== null && (
          <>
            <LossTable loss={loss} />
            {loss.missing > 0 && (
              <PhotosAtRisk
                target={target}
                missing={loss.missing}
                losePhotos={losePhotos}
                onLosePhotos={setLosePhotos}
                onEnded={() => {
                  // Agreed to for another number.
                  setLosePhotos(false);
                  void ask();
                }}
              />
            )}
            <TextField
              label={t('type', { words: loss.confirmation })}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
              spellCheck={false}
              dir="auto"
            />
          </>
        )}
        {failure !== null && <p role="alert">{failure.message}</p>}
        {offline && <p role="status">{t('offline')}</p>}
      </div>
    </Dialog>
  );
}
