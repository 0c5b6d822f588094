import { type FormEvent, useId, useState } from 'react';
import { LONGEST_TEAM_NAME } from '#shared/team-name.ts';
import { useClient, useMirrors, useNavigation, useNotices } from '../../state/desk-context.tsx';
import type { TeamRef } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { useChange } from '../../state/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { nameProblem, teamsOf } from './team-names.ts';
import { t } from './texts.ts';

/** Asks for the name of a new team, or for another one of `team`; a taken one is not sent. */
export function NameDialog({ team, onClose }: { team: TeamRef | null; onClose: () => void }) {
  const client = useClient();
  const form = useId();
  const say = useNotices((notices) => notices.say);
  const open = useNavigation((navigation) => navigation.open);
  const offline = useMirrors(isOffline);
  const teams = useMirrors(teamsOf);
  const { busy, failure, run } = useChange();
  const [typed, setTyped] = useState(team?.name ?? '');
  const [refused, setRefused] = useState<string | null>(null);

  const name = typed.trim();
  const taken = nameProblem(name, teams, team?.id);
  const problem = taken ?? (name === refused ? (failure?.message ?? null) : null);
  const ready = name !== '' && name !== team?.name && taken === null && !busy && !offline;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    setRefused(name);
    const change = () =>
      team === null
        ? client.teams.create({ name })
        : client.teams.rename({ teamId: team.id, name });
    const made = await run(change);
    if (made === null) return;
    onClose();
    if (team === null) {
      const addPeople = () => open({ name: 'team-members', team: made, people: null });
      say(t('created', { name: made.name }), { label: t('addPeople'), onSelect: addPeople });
    } else say(t('renamed', { name: made.name }));
  }

  return (
    <Dialog
      open
      size="small"
      // While it is under way nobody could be told how it ended.
      onClose={busy ? () => undefined : onClose}
      title={t(team === null ? 'createTitle' : 'renameTitle')}
      closeLabel={t('close')}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!ready}>
            {t(team === null ? 'create' : 'rename')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('name')}
          value={typed}
          onChange={setTyped}
          maxLength={LONGEST_TEAM_NAME}
          autoComplete="off"
          dir="auto"
          onFocus={(event) => event.target.select()}
          {...(problem !== null && { error: problem })}
          {...(offline && { hint: t('offline') })}
        />
      </form>
    </Dialog>
  );
}
