import { Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { CheckedLine, InviteProblemCode } from '#shared/invites.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { formatList } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './check-pane.module.css';
import type { InviteWork } from './invite-store.ts';
import { LineDialog } from './line-dialog.tsx';
import lines from './line-list.module.css';
import { LineList } from './line-list.tsx';
import { t } from './texts.ts';
import { UnknownTeams } from './unknown-teams.tsx';
import { useTeamOptions } from './use-teams.ts';

/** The second step: what can go out, what is wrong with every other line, and the means to mend it. */
export function CheckPane({ store }: { store: StoreApi<InviteWork> }) {
  const { checked, checking, failure, takeOut } = useStore(store);
  const [only, setOnly] = useState<'all' | 'problems'>('all');
  const [edited, setEdited] = useState<CheckedLine | null>(null);
  const teams = useTeamOptions();
  if (checked === null) return null;
  const ready = checked.lines.filter(({ sendable }) => sendable).length;
  const troubled = checked.lines.filter(({ sendable }) => !sendable);
  const shown = only === 'problems' && troubled.length > 0 ? troubled : checked.lines;
  const { ignoredColumns } = checked;

  return (
    <div className={styles['pane']} aria-busy={checking}>
      <div className={styles['sum']} role="status">
        <p className={styles['ready']}>{t('ready', { count: ready })}</p>
        <p className={styles['aside']} data-bad={troubled.length > 0}>
          {troubled.length > 0 ? t('problems', { count: troubled.length }) : t('allWell')}
        </p>
      </div>
      <CreditWords lines={checked.lines} />
      {ignoredColumns.length > 0 && (
        <p className={styles['aside']}>
          {t('ignored', { count: ignoredColumns.length, names: formatList(ignoredColumns) })}
        </p>
      )}
      <UnknownTeams store={store} unknown={checked.unknownTeams} />
      {failure !== null && (
        <p className={styles['failure']} role="alert">
          {failure.message}
        </p>
      )}
      {troubled.length > 0 && (
        <div className={styles['bar']}>
          <Segmented
            label={t('show')}
            value={only}
            options={[
              { value: 'all', label: t('showAll') },
              { value: 'problems', label: t('showProblems') },
            ]}
            onChange={setOnly}
          />
          {only === 'problems' && (
            <Button look="plain" disabled={checking} onClick={() => void takeOut(troubled)}>
              {t('takeOutAll')}
            </Button>
          )}
        </div>
      )}
      {checked.lines.length === 0 ? (
        <p className={styles['aside']}>{t('nothingLeft')}</p>
      ) : (
        <LineList label={t('lines')} count={shown.length}>
          {(index) => {
            const line = shown[index];
            if (line === undefined) return null;
            const team = teams.find(({ value }) => value === line.teamId)?.label ?? line.team;
            return (
              <>
                <span className={lines['number']} title={t('line', { line: line.line })}>
                  {line.line}
                </span>
                <div className={lines['what']}>
                  <p className={lines['email']} dir="auto">
                    {line.email || '–'}
                  </p>
                  <p className={lines['aside']} dir="auto">
                    {[team, line.name, line.employeeId].filter(Boolean).join(' · ')}
                  </p>
                  {line.problems.map(({ code, message }) => (
                    <p key={code} className={line.sendable ? lines['warn'] : lines['bad']}>
                      {message}
                    </p>
                  ))}
                </div>
                <span className={lines['acts']}>
                  <IconButton
                    icon={Pencil}
                    size="small"
                    label={t('editLine', { line: line.line })}
                    disabled={checking}
                    onClick={() => setEdited(line)}
                  />
                  <IconButton
                    icon={X}
                    size="small"
                    label={t('takeOut', { line: line.line })}
                    disabled={checking}
                    onClick={() => void takeOut([line])}
                  />
                </span>
              </>
            );
          }}
        </LineList>
      )}
      {edited !== null && (
        <LineDialog store={store} line={edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

/** What the credits mean for this list, said once for all lines. */
function CreditWords({ lines: all }: { lines: readonly CheckedLine[] }) {
  const credits = useMirrors(({ summary }) => summary?.credits ?? null);
  const count = (code: InviteProblemCode) =>
    all.filter(({ problems }) => problems.some((problem) => problem.code === code)).length;
  const [overCap, overCredits] = [count('over_cap'), count('over_credits')];
  if (overCap + overCredits === 0) return null;
  const { left = null, cap = null, pendingInvites = 0 } = credits ?? {};
  return (
    <div className={styles['warning']}>
      {overCap > 0 && <p>{t('overCap', { count: overCap })}</p>}
      {overCredits > 0 && <p>{t('overCredits', { count: overCredits })}</p>}
      {left !== null && cap !== null && <p>{t('capWords', { left, cap, open: pendingInvites })}</p>}
    </div>
  );
}
