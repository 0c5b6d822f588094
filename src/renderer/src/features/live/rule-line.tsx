import { Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { WatchRuleState } from '#shared/live.ts';
import { useAttempt, useClient, useDesk } from '../../state/desk-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './rule-line.module.css';
import { resultWords, ruleOf, thenWords, whenWords } from './rule-words.ts';
import { t } from './texts.ts';

interface RuleLineProps {
  rule: WatchRuleState;
  onEdit: () => void;
  onDelete: () => void;
}

/** A rule in a sentence, and what became of it last. */
export function RuleLine({ rule, onEdit, onDelete }: RuleLineProps) {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const { enabled, to, problem } = rule;

  async function toggle(): Promise<void> {
    setBusy(true);
    const live = await attempt(() => client.live.saveRule({ ...ruleOf(rule), enabled: !enabled }));
    if (live !== null) mirrors.take({ live });
    setBusy(false);
  }

  return (
    <li className={styles['rule']} data-enabled={enabled}>
      <div className={styles['words']}>
        <p className={styles['when']} dir="auto">
          {whenWords(rule)}
        </p>
        <p title={to ?? undefined} dir="auto">
          {thenWords(rule)}
        </p>
        <p className={styles['result']}>
          <StateBadge rule={rule} />
          <span>{resultWords(rule, now)}</span>
        </p>
        {problem !== null && <p className={styles['problem']}>{problem.message}</p>}
      </div>
      <div className={styles['actions']}>
        <IconButton
          icon={enabled ? Pause : Play}
          size="small"
          label={t(enabled ? 'pause' : 'resume')}
          disabled={busy}
          onClick={() => void toggle()}
        />
        <IconButton icon={Pencil} size="small" label={t('edit')} onClick={onEdit} />
        <IconButton icon={Trash2} size="small" label={t('delete')} onClick={onDelete} />
      </div>
    </li>
  );
}

function StateBadge({ rule: { enabled, problem } }: { rule: WatchRuleState }) {
  if (!enabled) return <Badge>{t('paused')}</Badge>;
  if (problem !== null) return <Badge tone="negative">{t('failing')}</Badge>;
  return <Badge tone="positive">{t('watching')}</Badge>;
}
