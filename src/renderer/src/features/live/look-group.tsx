import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Live } from '#shared/live.ts';
import { useAttempt, useClient, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { useNow } from '../../state/use-now.ts';
import { formatAgo, formatTime } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Facts } from './facts.tsx';
import styles from './look-group.module.css';
import { t } from './texts.ts';

/** What looking for news costs, when it was done last, and a look now. */
export function LookGroup({ live }: { live: Live }) {
  const { pollMinutes, lastLookAt, nextLookAt } = live;
  const offline = useMirrors(isOffline);
  const { looking, found, look } = useLook();
  const now = useNow();
  return (
    <Group
      title={t('look')}
      hint={pollMinutes === 0 ? t('lookNever') : t('lookEvery', { count: pollMinutes })}
      action={
        <Button icon={RefreshCw} busy={looking} disabled={offline} onClick={() => void look()}>
          {t('lookNow')}
        </Button>
      }
    >
      <Facts
        facts={[
          [t('lastLook'), lastLookAt === null ? t('notYet') : formatAgo(lastLookAt, now)],
          [t('nextLook'), nextLookAt === null ? t('notPlanned') : formatTime(nextLookAt)],
        ]}
      />
      <p className={styles['found']} role="status">
        {offline ? t('lookOffline') : found === null ? '' : t(found ? 'news' : 'noNews')}
      </p>
    </Group>
  );
}

/** A look now, and whether it found anything: then a sync follows. */
function useLook() {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const [looking, setLooking] = useState(false);
  const [found, setFound] = useState<boolean | null>(null);

  async function look(): Promise<void> {
    setLooking(true);
    setFound(null);
    const news = await attempt(async () => {
      const { jobs: before } = await client.jobs.list({});
      mirrors.take({ live: await client.live.look({}) });
      const { jobs: after } = await client.jobs.list({});
      const known = new Set(before.map(({ id }) => id));
      return after.some(
        ({ id, kind, endedAt }) => kind === 'sync' && (endedAt === null || !known.has(id)),
      );
    });
    setFound(news);
    setLooking(false);
  }
  return { looking, found, look };
}
