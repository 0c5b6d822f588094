import { useState } from 'react';
import { useStore } from 'zustand';
import { useDesk, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckPane } from './check-pane.tsx';
import styles from './invite-dialog.module.css';
import { invitesOf } from './invite-entries.ts';
import { inviteOf, isWritten } from './invite-store.ts';
import { SendActions } from './send-actions.tsx';
import { SendPane } from './send-pane.tsx';
import { t } from './texts.ts';
import { WritePane } from './write-pane.tsx';

export interface InviteDialogProps {
  /** A job whose results are looked at; null to invite somebody. */
  jobId: string | null;
  /** The team to begin with; null: the one that was chosen last. */
  teamId: string | null;
  onClose: () => void;
}

const label = (count: number) => t('label', { count });

/** Invites people in three steps: write, look through, send. What is begun stays until it is sent. */
export function InviteDialog({ jobId: opened, teamId, onClose }: InviteDialogProps) {
  const desk = useDesk();
  const [store] = useState(() => {
    const kept = inviteOf(desk);
    // What was sent has its place in the activity: this is about the next ones.
    if (opened === null && kept.getState().jobId !== null) kept.getState().reset();
    if (teamId !== null) kept.getState().write({ teamId });
    return kept;
  });
  const work = useStore(store);
  const offline = useMirrors(isOffline);
  const [looked, setLooked] = useState(opened);
  const jobId = looked ?? work.jobId;
  const { checked, checking, starting } = work;
  const ready = invitesOf(checked?.lines ?? []).length;

  if (jobId !== null) {
    return (
      <Dialog
        open
        size="large"
        onClose={onClose}
        title={t('sendTitle')}
        closeLabel={t('close')}
        footer={
          <>
            <Button
              look="plain"
              disabled={offline}
              onClick={() => {
                setLooked(null);
                work.reset();
              }}
            >
              {t('more')}
            </Button>
            <span className={styles['room']} />
            <SendActions jobId={jobId} onRetry={({ id }) => setLooked(id)} />
            <Button look="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </>
        }
      >
        <div className={styles['tall']}>
          <SendPane key={jobId} jobId={jobId} />
        </div>
      </Dialog>
    );
  }
  if (checked !== null) {
    return (
      <Dialog
        open
        size="large"
        onClose={onClose}
        title={t('checkTitle')}
        closeLabel={t('close')}
        footer={
          <>
            <Button look="plain" onClick={work.back}>
              {t('back')}
            </Button>
            <p className={styles['note']} role="status">
              {offline ? t('offline') : ''}
            </p>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              look="primary"
              busy={starting}
              disabled={offline || checking || ready === 0}
              onClick={() => void work.send(label)}
            >
              {starting ? t('sending') : t('send', { count: ready })}
            </Button>
          </>
        }
      >
        <div className={styles['tall']}>
          <CheckPane store={store} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title')}
      closeLabel={t('close')}
      footer={
        <>
          <p className={styles['note']} role="status">
            {offline ? t('offline') : t('keptHere')}
          </p>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={FORM}
            look="primary"
            busy={checking || starting}
            disabled={offline || !isWritten(work)}
          >
            {checking ? t('checking') : t(work.kind === 'one' ? 'inviteOne' : 'check')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          if (!offline && !checking && isWritten(work)) void work.check(label);
        }}
      >
        <WritePane store={store} />
      </form>
    </Dialog>
  );
}

const FORM = 'invite-form';
