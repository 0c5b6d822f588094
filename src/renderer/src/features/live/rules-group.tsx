import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { WatchRuleState } from '#shared/live.ts';
import { useAttempt, useClient, useDesk, useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Group } from '../../ui/group.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleLine } from './rule-line.tsx';
import styles from './rules-group.module.css';
import { t } from './texts.ts';

/** What lies in front of the list: the form of a new rule or of an old one, or a question. */
type Front =
  | { kind: 'new' }
  | { kind: 'edit'; rule: WatchRuleState }
  | { kind: 'delete'; rule: WatchRuleState };

/** The watch rules: all of them, and what can be done with each. */
export function RulesGroup({ rules }: { rules: readonly WatchRuleState[] }) {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const say = useNotices((notices) => notices.say);
  const [front, setFront] = useState<Front | null>(null);
  const close = () => setFront(null);

  async function remove(id: string): Promise<void> {
    close();
    const live = await attempt(() => client.live.deleteRule({ id }));
    if (live === null) return;
    mirrors.take({ live });
    say(t('deleted'));
  }

  return (
    <Group
      title={t('rules')}
      hint={t('rulesHint')}
      action={
        <Button icon={Plus} onClick={() => setFront({ kind: 'new' })}>
          {t('newRule')}
        </Button>
      }
    >
      {rules.length === 0 ? (
        <p className={styles['none']}>{t('noRules')}</p>
      ) : (
        <ul className={styles['rules']} aria-label={t('rules')}>
          {rules.map((rule) => (
            <RuleLine
              key={rule.id}
              rule={rule}
              onEdit={() => setFront({ kind: 'edit', rule })}
              onDelete={() => setFront({ kind: 'delete', rule })}
            />
          ))}
        </ul>
      )}
      {(front?.kind === 'new' || front?.kind === 'edit') && (
        <RuleDialog rule={front.kind === 'edit' ? front.rule : null} onClose={close} />
      )}
      {front?.kind === 'delete' && (
        <Confirm
          title={t('deleteTitle')}
          confirmLabel={t('deleteYes')}
          cancelLabel={t('cancel')}
          danger
          onCancel={close}
          onConfirm={() => void remove(front.rule.id)}
        >
          {t('deleteText')}
        </Confirm>
      )}
    </Group>
  );
}
