import {
  FolderPen,
  FolderPlus,
  FolderX,
  type LucideIcon,
  MailPlus,
  MailX,
  Trash2,
  UserPlus,
  UsersRound,
} from 'lucide-react';
import type { ActionKind, ActionRecord } from '#shared/organization.ts';
import { formatDateTime } from '../../text/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import styles from './record-table.module.css';
import { t } from './texts.ts';

const ICONS: Record<ActionKind, LucideIcon> = {
  invite: MailPlus,
  'invite.revoke': MailX,
  'team.create': FolderPlus,
  'team.rename': FolderPen,
  'team.delete': FolderX,
  'team.add': UsersRound,
  'model.create': UserPlus,
  'model.delete': Trash2,
};
const TONES: Record<ActionRecord['state'], Tone> = {
  done: 'positive',
  partial: 'notice',
  failed: 'negative',
  pending: 'notice',
};

/** Records of the history, a row each. */
export function RecordTable({ records }: { records: readonly ActionRecord[] }) {
  return (
    <table className={styles['table']} aria-label={t('list')}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col">{t('when')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <RecordRow key={record.id} record={record} />
        ))}
      </tbody>
    </table>
  );
}

function RecordRow({ record }: { record: ActionRecord }) {
  const { kind, subject, state, startedAt, error } = record;
  const Icon = ICONS[kind];
  const detail = state === 'pending' ? t('pendingText') : (error?.message ?? record.detail);
  return (
    <tr className={styles['record']}>
      <td className={styles['what']}>
        <span className={styles['medal']} aria-hidden="true">
          <Icon />
        </span>
        <div className={styles['words']}>
          <p className={styles['subject']}>
            <span>{t(kind)}</span> <bdi data-selectable>{subject}</bdi>
          </p>
          {detail !== null && detail !== '' && <p className={styles['detail']}>{detail}</p>}
        </div>
      </td>
      <td className={styles['state']}>
        <Badge tone={TONES[state]} dot={state === 'done'}>
          {t(state)}
        </Badge>
      </td>
      <td className={styles['when']}>
        <time dateTime={startedAt}>{formatDateTime(startedAt)}</time>
      </td>
    </tr>
  );
}
