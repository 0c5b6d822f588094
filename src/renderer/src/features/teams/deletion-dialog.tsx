import { CircleAlert, CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isConfirmed } from '#shared/confirmation.ts';
import type { TeamDeletion } from '#shared/organization.ts';
import { useClient, useMirrors, useNotices } from '../../state/desk-context.tsx';
import type { TeamRef } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { useChange } from '../../state/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DeletionMeaning } from './deletion-meaning.tsx';
import styles from './dialogs.module.css';
import { t } from './texts.ts';

/** Deletes a team after what that means was said; where it means anything, its name has to be typed. */
export function DeletionDialog({ team, onClose }: { team: TeamRef; onClose: () => void }) {
  const client = useClient();
  const say = useNotices((notices) => notices.say);
  const offline = useMirrors(isOffline);
  const look = useChange();
  const deleting = useChange();
  const [deletion, setDeletion] = useState<TeamDeletion | null>(null);
  const [typed, setTyped] = useState('');
  const { id: teamId, name } = team;
  const { run: lookUp } = look;

  useEffect(() => {
    void lookUp(() => client.teams.deletion({ teamId })).then(setDeletion);
  }, [lookUp, client, teamId]);

  async function remove({ confirmation }: TeamDeletion): Promise<void> {
    const done = await deleting.run(async () => {
      await client.teams.delete({ teamId, confirmation });
      return true;
    });
    if (done === null) return;
    onClose();
    say(t('deleted', { name }));
  }

  const matters = deletion !== null && deletion.members + deletion.pendingInvites > 0;
  const confirmed = deletion !== null && (!matters || isConfirmed(typed, deletion.confirmation));
  const failure = deleting.failure ?? look.failure;
  return (
    <Dialog
      open
      // While it is under way nobody could be told how it ended.
      onClose={deleting.busy ? () => undefined : onClose}
      title={t('deleteTitle', { name })}
      closeLabel={t('close')}
      footer={
        <>
          <Button disabled={deleting.busy} onClick={onClose}>
            {t('cancel')}
          </Button>
          {deletion === null && look.failure !== null ? (
            <Button
              look="primary"
              disabled={offline}
              onClick={() => void lookUp(() => client.teams.deletion({ teamId })).then(setDeletion)}
            >
              {t('tryAgain')}
            </Button>
          ) : (
            <Button
              look="danger"
              busy={deleting.busy}
              disabled={!confirmed || offline}
              onClick={() => deletion && void remove(deletion)}
            >
              {t('delete')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['body']}>
        {look.busy && (
          <p className={styles['quiet']} role="status">
            {t('asking')}
          </p>
        )}
        {deletion !== null && <DeletionMeaning deletion={deletion} />}
        {matters && (
          <TextField
            label={t('type', { words: deletion.confirmation })}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
          />
        )}
        {failure !== null && (
          <Note icon={CircleAlert} tone="negative">
            {failure.message}
          </Note>
        )}
        {offline && (
          <Note icon={CloudOff} tone="notice">
            {t('offline')}
          </Note>
        )}
      </div>
    </Dialog>
  );
}
