import { FolderOpen, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useAttempt, useClient, useNotices } from '../../state/desk-context.tsx';
import { formatBytes } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Group, Page } from '../../ui/group.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './library-page.module.css';
import { createStorage, usedShare } from './storage-store.ts';
import { t } from './texts.ts';

/** Where the library is, how large it is, and how to make it smaller. */
export function LibraryPage() {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const [store] = useState(() => createStorage(client));
  const { usage, failure, removing, load, removeExported } = useStore(store);
  const [asking, setAsking] = useState(false);

  useEffect(() => void load(), [load]);

  async function remove(): Promise<void> {
    setAsking(false);
    const removed = await attempt(removeExported);
    if (removed === null) return;
    const { files: count, sizeBytes } = removed;
    say(t('removed', { count, size: formatBytes(sizeBytes) }));
  }

  if (failure !== null) {
    return (
      <Page>
        <Group
          title={t('usageFailed')}
          hint={failure.message}
          action={<Button onClick={() => void load()}>{t('retry')}</Button>}
        />
      </Page>
    );
  }
  if (usage === null) {
    return (
      <div className={styles['pending']} aria-busy="true">
        <Skeleton className={styles['line']} />
        <Skeleton className={styles['block']} />
        <Skeleton className={styles['block']} />
      </div>
    );
  }
  const { files: count, sizeBytes } = usage.removable;
  const size = formatBytes(sizeBytes);
  return (
    <Page>
      <Group
        title={t('place')}
        hint={
          <span dir="ltr" data-selectable>
            {usage.folder}
          </span>
        }
        action={
          <Button icon={FolderOpen} onClick={() => void attempt(() => client.storage.reveal({}))}>
            {t('reveal')}
          </Button>
        }
      />
      <Group title={t('onDisk')}>
        <Progress label={t('spaceLabel')} value={usedShare(usage)} />
        <p className={styles['sizes']}>
          <span>{t('used', { size: formatBytes(usage.usedBytes) })}</span>
          <span>{t('free', { size: formatBytes(usage.freeBytes) })}</span>
        </p>
      </Group>
      <Group
        title={t('makeRoom')}
        hint={count === 0 ? t('nothingRemovable') : t('removable', { count, size })}
        {...(count > 0 && {
          action: (
            <Button icon={Trash2} busy={removing} onClick={() => setAsking(true)}>
              {t('remove')}
            </Button>
          ),
        })}
      />
      {asking && (
        <Confirm
          title={t('removeTitle', { count })}
          confirmLabel={t('removeYes')}
          cancelLabel={t('cancel')}
          onCancel={() => setAsking(false)}
          onConfirm={() => void remove()}
        >
          {t('removeText', { size })}
        </Confirm>
      )}
    </Page>
  );
}
