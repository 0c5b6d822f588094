import { useId, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { CheckedLine } from '#shared/invites.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { InviteWork } from './invite-store.ts';
import { t } from './texts.ts';
import { NO_TEAM, useTeamOptions } from './use-teams.ts';
import styles from './write-pane.module.css';

interface LineDialogProps {
  store: StoreApi<InviteWork>;
  line: CheckedLine;
  onClose: () => void;
}

/** Changes one line of a list; all of it is checked again, since lines depend on each other. */
export function LineDialog({ store, line, onClose }: LineDialogProps) {
  const change = useStore(store, (work) => work.change);
  const teams = useTeamOptions();
  const formId = useId();
  const [email, setEmail] = useState(line.email);
  const [name, setName] = useState(line.name ?? '');
  const [teamId, setTeamId] = useState(line.teamId ?? NO_TEAM);

  function save(): void {
    const team = teamId === (line.teamId ?? NO_TEAM) ? line.team : teamId || null;
    const changed = { ...line, email: email.trim(), name: name.trim() || null, team };
    const all = store.getState().checked?.lines ?? [];
    void change(all.map((each) => (each === line ? changed : each)));
    onClose();
  }

  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('editLine', { line: line.line })}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} look="primary" disabled={email.trim() === ''}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={styles['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          // React hands events on along its own tree: the dialog behind must not hear this one.
          event.stopPropagation();
          save();
        }}
      >
        <TextField
          label={t('email')}
          value={email}
          onChange={setEmail}
          spellCheck={false}
          autoComplete="off"
          dir="ltr"
        />
        <TextField label={t('name')} value={name} onChange={setName} maxLength={200} dir="auto" />
        <Select label={t('team')} value={teamId} options={teams} onChange={setTeamId} />
      </form>
    </Dialog>
  );
}
