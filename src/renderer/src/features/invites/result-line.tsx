import { Link2 } from 'lucide-react';
import { useStore } from 'zustand';
import type { SendResult, SendState } from '#shared/invites.ts';
import { useAttempt, useClient, useNotices } from '../../state/desk-context.tsx';
import { itemAt } from '../../state/paged-list.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import lines from './line-list.module.css';
import styles from './send-pane.module.css';
import type { Results } from './send-results.ts';
import { t } from './texts.ts';

const TONES: Record<SendState, Tone> = {
  queued: 'neutral',
  unknown: 'notice',
  sent: 'positive',
  already: 'informative',
  failed: 'negative',
  cancelled: 'neutral',
};

/** What became of one line, in words. */
export function stateWords(state: SendState): string {
  if (state === 'unknown') return t('unknownState');
  return state === 'cancelled' ? t('cancelledLine') : t(state);
}

/** One line of what was sent: its state, why it failed, and the link of one that went out. */
export function ResultLine({ results, index }: { results: Results; index: number }) {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  // One person alone was not on a list, and has no line in it.
  const isAlone = useStore(results, ({ total }) => total === 1);
  const result: SendResult | undefined = useStore(results, (listed) => itemAt(listed, index));
  if (result === undefined) return <Skeleton className={styles['bone']} />;
  const { line, email, name, state, error } = result;
  return (
    <>
      {!isAlone && (
        <span className={lines['number']} title={t('line', { line })}>
          {line}
        </span>
      )}
      <div className={lines['what']}>
        <p className={lines['email']} dir="auto">
          {email}
        </p>
        {name !== null && (
          <p className={lines['aside']} dir="auto">
            {name}
          </p>
        )}
        {error !== null && <p className={lines['bad']}>{error.message}</p>}
        {state === 'unknown' && <p className={lines['warn']}>{t('unknownHint')}</p>}
      </div>
      <span className={lines['acts']}>
        <Badge dot tone={TONES[state]}>
          {stateWords(state)}
        </Badge>
        {state === 'sent' && (
          <IconButton
            icon={Link2}
            size="small"
            label={t('copyLink', { email })}
            onClick={() =>
              void attempt(async () => {
                await client.invites.copyLink({ email });
                say(t('linkCopied', { email }));
              })
            }
          />
        )}
      </span>
    </>
  );
}
