import { CircleAlert, CloudOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { WhitelabelModel } from '#shared/organization.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { SessionFields } from './session-fields.tsx';
import { SessionLink } from './session-link.tsx';
import styles from './sessions.module.css';
import { t } from './texts.ts';
import { useNewSession } from './use-new-session.ts';

/** Makes a session for somebody, in a whitelabel organization, and shows the link that starts it once. */
export function NewSessionDialog({ onClose }: { onClose: () => void }) {
  // In the component alone: the link goes with it.
  const [made, setMade] = useState<WhitelabelModel | null>(null);
  const work = useNewSession(setMade);
  const { wanted, failure, busy, refused, create } = work;
  const offline = useMirrors(isOffline);
  const formId = useId();
  if (made !== null)
    return <SessionLink email={wanted.email.trim()} made={made} onClose={onClose} />;
  return (
    <Dialog
      open
      // While it is under way, its link would be lost.
      onClose={() => !busy && onClose()}
      title={t('title')}
      description={t('text')}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t(refused ? 'close' : 'cancel')}
          </Button>
          {!refused && (
            <Button
              type="submit"
              form={formId}
              look="primary"
              busy={busy}
              disabled={offline || wanted.email.trim() === ''}
            >
              {t(busy ? 'creating' : 'create')}
            </Button>
          )}
        </>
      }
    >
      <form
        id={formId}
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!offline && !busy) void create();
        }}
      >
        {offline && (
          <Note icon={CloudOff} tone="notice">
            {t('offline')}
          </Note>
        )}
        {refused && (
          <Note icon={CircleAlert} tone="notice">
            {t('notOffered')}
          </Note>
        )}
        {failure !== null && (
          <Note icon={CircleAlert} tone="negative" title={t('failed')}>
            {failure.message}
          </Note>
        )}
        {!refused && <SessionFields work={work} />}
      </form>
    </Dialog>
  );
}
