import {
  ArrowDown,
  ArrowUp,
  ArrowUpToLine,
  Ellipsis,
  FolderOpen,
  ListTodo,
  Pause,
  Play,
  RotateCcw,
  Trash2,
  X,
} from 'lucide-react';
import { useState } from 'react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useClient, useNavigation } from '../../state/desk-context.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import styles from './job-actions.module.css';
import { hasBegun, hasEnded } from './job-progress.ts';
import { jobTitle } from './job-words.ts';
import { t } from './texts.ts';

interface JobActionsProps {
  job: Job;
  place: { index: number; count: number };
}

/** What can be done with a job: steer it while it is open, use and clear it when it has ended. */
export function JobActions({ job, place }: JobActionsProps) {
  const client = useClient();
  const attempt = useAttempt();
  const open = useNavigation((navigation) => navigation.open);
  const [asking, setAsking] = useState(false);
  const { id: jobId, state, kind } = job;
  const label = jobTitle(job);
  const { jobs } = client;
  const act = (work: () => Promise<unknown>) => () => void attempt(work);
  // Nothing is lost of a job that has not begun.
  const mustAsk = hasBegun(job);

  return (
    <div className={styles['actions']}>
      {(state === 'running' || state === 'waiting' || state === 'offline') && (
        <IconButton
          icon={Pause}
          label={t('pause')}
          size="small"
          onClick={act(() => jobs.pause({ jobId }))}
        />
      )}
      {state === 'paused' && (
        <IconButton
          icon={Play}
          label={t('resume')}
          size="small"
          onClick={act(() => jobs.resume({ jobId }))}
        />
      )}
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('more', { label })} size="small" />}
        items={hasEnded(job) ? endedItems() : openItems()}
      />
      {asking && (
        <Confirm
          title={t('cancelTitle', { label })}
          confirmLabel={t('cancelYes')}
          cancelLabel={t('cancelNo')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void attempt(() => jobs.cancel({ jobId }));
          }}
        >
          {t(kind === 'invites' ? 'cancelInvites' : 'cancelText')}
        </Confirm>
      )}
    </div>
  );

  function openItems(): MenuItem[] {
    const { index, count } = place;
    const moves: MenuItem[] =
      index < 0 || count < 2
        ? []
        : [
            {
              label: t('moveFirst'),
              icon: ArrowUpToLine,
              disabled: index === 0,
              onSelect: act(() => jobs.move({ jobId, to: 'first' })),
            },
            {
              label: t('moveUp'),
              icon: ArrowUp,
              disabled: index === 0,
              onSelect: act(() => jobs.move({ jobId, to: 'up' })),
            },
            {
              label: t('moveDown'),
              icon: ArrowDown,
              disabled: index === count - 1,
              onSelect: act(() => jobs.move({ jobId, to: 'down' })),
            },
            'separator',
          ];
    return [
      ...results(),
      ...moves,
      {
        label: mustAsk ? t('cancel') : t('cancelNow'),
        icon: X,
        danger: true,
        onSelect: mustAsk ? () => setAsking(true) : act(() => jobs.cancel({ jobId })),
      },
    ];
  }

  function results(): MenuItem[] {
    if (kind !== 'invites') return [];
    const onSelect = () => open({ name: 'invite', jobId });
    return [{ label: t('results'), icon: ListTodo, onSelect }, 'separator'];
  }

  function endedItems(): MenuItem[] {
    return [
      ...results(),
      ...(job.exports.length > 0
        ? [
            {
              label: t('reveal'),
              icon: FolderOpen,
              onSelect: act(() => jobs.reveal({ jobId })),
            },
          ]
        : []),
      ...(kind === 'export'
        ? [{ label: t('again'), icon: RotateCcw, onSelect: act(() => jobs.again({ jobId })) }]
        : []),
      'separator',
      { label: t('remove'), icon: Trash2, onSelect: act(() => jobs.remove({ jobId })) },
    ];
  }
}
