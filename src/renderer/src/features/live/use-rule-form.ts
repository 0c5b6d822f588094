import { useEffect, useState } from 'react';
import type { ErrorData } from '#shared/errors.ts';
import type { WatchRule, WatchRuleState } from '#shared/live.ts';
import { useAttempt, useClient, useDesk } from '../../state/desk-context.tsx';
import { useChange } from '../../state/use-change.ts';
import { ruleOf } from './rule-words.ts';

/** What the form asks: a rule whose folder may not be used. */
export type Wanted = Omit<WatchRule, 'id'> & { adds: boolean; includeEarlier: boolean };

/** As the command line's rules begin. */
const NEW: Wanted = {
  on: 'ready',
  teamId: null,
  selection: 'all',
  variant: 'main',
  template: '{team}/{person}/{person|slug}-{number:2}-{favorite}',
  to: null,
  notify: true,
  enabled: true,
  adds: true,
  includeEarlier: false,
};

export interface RuleForm {
  wanted: Wanted;
  change: (news: Partial<Wanted>) => void;
  chooseFolder: () => Promise<void>;
  busy: boolean;
  failure: ErrorData | null;
  /** Whether there is enough to save. */
  ready: boolean;
  /** Whether it is saved now; `failure` says why not. */
  save: () => Promise<boolean>;
}

/** The form of `rule`, or of a new one, which begins with the folder of the last export. */
export function useRuleForm(rule: WatchRuleState | null): RuleForm {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const { busy, failure, run } = useChange();
  const [wanted, setWanted] = useState<Wanted>(() =>
    rule === null ? NEW : { ...ruleOf(rule), adds: rule.to !== null, includeEarlier: false },
  );
  const change = (news: Partial<Wanted>) => setWanted((now) => ({ ...now, ...news }));
  const hasFolder = wanted.to !== null;

  useEffect(() => {
    if (hasFolder) return;
    void attempt(() => client.exports.defaultFolder({})).then((folder) =>
      setWanted((now) => ({ ...now, to: now.to ?? folder })),
    );
  }, [client, attempt, hasFolder]);

  async function chooseFolder(): Promise<void> {
    const to = await attempt(() => client.exports.chooseFolder({ current: wanted.to }));
    if (to !== null) change({ to });
  }

  async function save(): Promise<boolean> {
    const { adds, to, includeEarlier, ...rest } = wanted;
    const live = await run(() =>
      client.live.saveRule({
        ...rest,
        id: rule?.id ?? null,
        to: adds ? to : null,
        ...(includeEarlier && { includeEarlier }),
      }),
    );
    if (live !== null) mirrors.take({ live });
    return live !== null;
  }

  const ready = !wanted.adds || (hasFolder && wanted.template.trim() !== '');
  return { wanted, change, chooseFolder, busy, failure, ready, save };
}
