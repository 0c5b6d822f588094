import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { RemovalTarget } from '#shared/organization.ts';
import { useClient, useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RemovalAgreement } from './removal-agreement.tsx';
import styles from './removal-dialog.module.css';
import { RemovalDone } from './removal-done.tsx';
import { RemovalLoss } from './removal-loss.tsx';
import { RemovalNotes } from './removal-notes.tsx';
import { createRemoval, mayRemove } from './removal-store.ts';
import { t } from './texts.ts';

export interface RemovalDialogProps {
  target: RemovalTarget;
  onClose: () => void;
}

/** Revokes an invite or deletes a session: first what would be lost, then the name, then it is done. */
export function RemovalDialog({ target, onClose }: RemovalDialogProps) {
  const client = useClient();
  const [store] = useState(() => createRemoval(client, target));
  const removal = useStore(store);
  const { loss, checking, removing, failure, done, check, follow } = removal;
  const jobs = useMirrors((mirrors) => mirrors.jobs.jobs);
  const offline = useMirrors(isOffline);
  const open = useNavigation((navigation) => navigation.open);
  const formId = useId();

  useEffect(() => void check(), [check]);
  useEffect(() => void follow(jobs), [follow, jobs]);

  if (done !== null) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={t(target.kind === 'invite' ? 'revoked' : 'deleted', { name: done.person })}
        closeLabel={t('close')}
        footer={
          <>
            <Button
              key="history"
              look="plain"
              onClick={() => open({ name: 'settings', page: 'history' })}
            >
              {t('history')}
            </Button>
            <Button key="done" look="primary" autoFocus onClick={onClose}>
              {t('done')}
            </Button>
          </>
        }
      >
        <RemovalDone result={done} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      // While it is being done, its end has to be seen.
      onClose={() => !removing && onClose()}
      title={titleOf(target, loss?.person)}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose} disabled={removing}>
            {t('cancel')}
          </Button>
          <Button
            look="danger"
            type="submit"
            form={formId}
            busy={removing}
            disabled={offline || !mayRemove(removal)}
          >
            {t(target.kind === 'invite' ? 'revoke' : 'delete')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        aria-busy={checking}
        onSubmit={(event) => {
          event.preventDefault();
          if (!offline && mayRemove(store.getState())) void removal.remove();
        }}
      >
        {loss === null && failure === null && !offline && <Looking />}
        {loss !== null && <RemovalLoss loss={loss} />}
        {loss !== null && <RemovalAgreement store={store} loss={loss} />}
        <RemovalNotes store={store} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Looking() {
  return (
    <div role="status">
      <p className={styles['about']}>{t('looking')}</p>
      <Skeleton className={styles['bone']} />
    </div>
  );
}

function titleOf({ kind }: RemovalTarget, name: string | undefined): string {
  if (name === undefined) return t(kind === 'invite' ? 'revokeTitleShort' : 'deleteTitleShort');
  return t(kind === 'invite' ? 'revokeTitle' : 'deleteTitle', { name });
}
