import { Plus } from 'lucide-react';
import { useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { CheckedInvites } from '#shared/invites.ts';
import { useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './check-pane.module.css';
import type { InviteWork } from './invite-store.ts';
import { t } from './texts.ts';
import { NO_TEAM, useTeamOptions } from './use-teams.ts';

interface UnknownTeamsProps {
  store: StoreApi<InviteWork>;
  unknown: CheckedInvites['unknownTeams'];
}

/** Teams a list names and nobody has made: each can be created, or another one taken. */
export function UnknownTeams({ store, unknown }: UnknownTeamsProps) {
  const { checking, createTeam, replaceTeam } = useStore(store);
  const say = useNotices((notices) => notices.say);
  const [creating, setCreating] = useState<string | null>(null);
  const [, ...teams] = useTeamOptions();
  if (unknown.length === 0) return null;

  async function create(name: string): Promise<void> {
    setCreating(name);
    if (await createTeam(name)) say(t('teamCreated', { name }));
    setCreating(null);
  }

  return (
    <section className={styles['teams']} aria-label={t('unknownTitle')}>
      <h3>{t('unknownTitle')}</h3>
      {unknown.map(({ name, lines }) => (
        <div key={name} className={styles['team']}>
          <span dir="auto">{t('unknown', { name, count: lines })}</span>
          <Button
            icon={Plus}
            busy={creating === name}
            disabled={checking || creating !== null}
            aria-label={t('createTeam', { name })}
            onClick={() => void create(name)}
          >
            {t('createShort')}
          </Button>
          <Select
            label={t('useInstead', { name })}
            labelHidden
            value={NO_TEAM}
            options={[{ value: NO_TEAM, label: t('useInsteadShort') }, ...teams]}
            disabled={checking}
            onChange={(teamId) => teamId !== NO_TEAM && void replaceTeam(name, teamId)}
          />
        </div>
      ))}
    </section>
  );
}
