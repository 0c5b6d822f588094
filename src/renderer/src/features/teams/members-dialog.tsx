import { CircleAlert, CloudOff } from 'lucide-react';
import { type FormEvent, useId, useMemo, useState } from 'react';
import {
  useClient,
  useDesk,
  useMirrors,
  useNavigation,
  useNotices,
} from '../../state/desk-context.tsx';
import type { ChosenPeople, TeamRef } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { useChange } from '../../state/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { AddressField } from './address-field.tsx';
import { readAddresses } from './address-list.ts';
import styles from './dialogs.module.css';
import { type Choice, TeamChoice } from './team-choice.tsx';
import { nameProblem, teamsOf } from './team-names.ts';
import { t } from './texts.ts';

export interface MembersDialogProps {
  /** Null: it is asked for. */
  team: TeamRef | null;
  /** Null: addresses are asked for. */
  people: ChosenPeople | null;
  onClose: () => void;
}

/** What the contract takes at a time. */
const MOST = 20_000;

/** Moves people into a team: those who were chosen, or the owners of pasted addresses. */
export function MembersDialog({ team: given, people, onClose }: MembersDialogProps) {
  const client = useClient();
  const { mirrors } = useDesk();
  const form = useId();
  const say = useNotices((notices) => notices.say);
  const open = useNavigation((navigation) => navigation.open);
  const offline = useMirrors(isOffline);
  const { busy, failure, run } = useChange();
  const [choice, setChoice] = useState<Choice>(
    given === null ? { kind: 'none' } : { kind: 'team', id: given.id },
  );
  const [text, setText] = useState('');
  const list = useMemo(() => readAddresses(text), [text]);
  const nameTaken = useMirrors(
    (known) => choice.kind === 'new' && nameProblem(choice.name, teamsOf(known)) !== null,
  );

  const count = people?.ids.length ?? list.addresses.length;
  const tooMany = count > MOST;
  const isChosen = choice.kind === 'team' || (choice.kind === 'new' && choice.name.trim() !== '');
  const ready = isChosen && !nameTaken && count > 0 && !tooMany && !busy && !offline;

  async function teamIdOf(wanted: Choice): Promise<string | null> {
    if (wanted.kind === 'none') return null;
    if (wanted.kind === 'team') return wanted.id;
    const { id } = await client.teams.create({ name: wanted.name.trim() });
    // Should adding fail, it is there already.
    setChoice({ kind: 'team', id });
    return id;
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    const result = await run(async () => {
      const teamId = await teamIdOf(choice);
      if (teamId === null) return null;
      return client.teams.addMembers({
        teamId,
        personIds: [...(people?.ids ?? [])],
        emails: people === null ? list.addresses : [],
      });
    });
    if (result === null) return;
    if (result.notMoved.length > 0) open({ name: 'moved', result });
    else {
      onClose();
      say(t('added', { count: result.moved.length, team: result.team.name }));
    }
  }

  const named = given && (teamsOf(mirrors.getState()).find(({ id }) => id === given.id) ?? given);
  return (
    <Dialog
      open
      // While it is under way nobody could be told how it ended.
      onClose={busy ? () => undefined : onClose}
      title={named ? t('addTitle', { team: named.name }) : t('addTitleOpen')}
      description={people ? t('who', { people: people.label }) : t('whoeverMoves')}
      closeLabel={t('close')}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!ready}>
            {count === 0 ? t('add') : t('addCount', { count })}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['body']} onSubmit={(event) => void submit(event)}>
        {given === null && <TeamChoice choice={choice} onChange={setChoice} disabled={busy} />}
        {people === null && (
          <AddressField text={text} onChange={setText} list={list} disabled={busy} />
        )}
        {failure !== null && (
          <Note icon={CircleAlert} tone="negative">
            {failure.message}
          </Note>
        )}
        {tooMany && (
          <Note icon={CircleAlert} tone="notice">
            {t('tooMany')}
          </Note>
        )}
        {offline && (
          <Note icon={CloudOff} tone="notice">
            {t('offline')}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
