import { CircleAlert, CloudOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorCode } from '#shared/errors.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { connectedSession, isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './removal-dialog.module.css';
import type { Removal } from './removal-store.ts';
import { t } from './texts.ts';

/** What is not there any more: asking again does not help, reading the lists does. */
const GONE: readonly ErrorCode[] = ['not_found', 'already_deleted'];

/** Why nothing can be removed at the moment, or why the last step did not work, and what helps. */
export function RemovalNotes({
  store,
  onClose,
}: {
  store: StoreApi<Removal>;
  onClose: () => void;
}) {
  const client = useClient();
  const attempt = useAttempt();
  const { loss, failure, checking, check } = useStore(store);
  const offline = useMirrors(isOffline);
  const hasKey = useMirrors((mirrors) => connectedSession(mirrors)?.hasKey ?? true);

  async function sync(): Promise<void> {
    if ((await attempt(() => client.jobs.sync({ full: false }))) !== null) onClose();
  }

  const notes = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null || offline) notes.current?.scrollIntoView({ block: 'nearest' });
  }, [failure, offline]);

  return (
    <div ref={notes} className={styles['notes']}>
      {offline && (
        <Note icon={CloudOff} tone="notice">
          {t(hasKey ? 'offline' : 'noKey')}
        </Note>
      )}
      {failure !== null && !(offline && loss === null) && (
        <Note icon={CircleAlert} tone="negative" title={t(loss === null ? 'lookFailed' : 'failed')}>
          {failure.message}
        </Note>
      )}
      {(failure !== null || loss === null) && !offline && !checking && (
        <div>
          {failure !== null && GONE.includes(failure.code) ? (
            <Button onClick={() => void sync()}>{t('sync')}</Button>
          ) : (
            <Button onClick={() => void check()}>{t('lookAgain')}</Button>
          )}
        </div>
      )}
    </div>
  );
}
