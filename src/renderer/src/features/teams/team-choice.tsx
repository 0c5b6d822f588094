import { UNASSIGNED } from '#shared/export.ts';
import { LONGEST_TEAM_NAME } from '#shared/team-name.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './dialogs.module.css';
import { nameProblem, teamsOf } from './team-names.ts';
import { t } from './texts.ts';

/** A team of the organization by its id, one that is yet to be made, or none so far. */
export type Choice =
  | { kind: 'none' }
  | { kind: 'team'; id: string }
  | { kind: 'new'; name: string };

const NONE = '';
const NEW = 'new ';

interface TeamChoiceProps {
  choice: Choice;
  onChange: (choice: Choice) => void;
  disabled: boolean;
}

/** Which team: one that is there, or a new one with its name. */
export function TeamChoice({ choice, onChange, disabled }: TeamChoiceProps) {
  const teams = useMirrors(teamsOf);
  const problem = choice.kind === 'new' ? nameProblem(choice.name, teams) : null;
  return (
    <div className={styles['choice']}>
      <Select
        label={t('team')}
        value={choice.kind === 'team' ? choice.id : choice.kind === 'new' ? NEW : NONE}
        options={[
          { value: NONE, label: t('chooseTeam') },
          ...teams.flatMap(({ id, name }) =>
            id === UNASSIGNED ? [] : [{ value: id, label: name }],
          ),
          { value: NEW, label: t('newTeam') },
        ]}
        disabled={disabled}
        onChange={(id) => onChange(choiceOf(id))}
      />
      {choice.kind === 'new' && (
        <TextField
          label={t('newTeamName')}
          value={choice.name}
          onChange={(name) => onChange({ kind: 'new', name })}
          maxLength={LONGEST_TEAM_NAME}
          autoComplete="off"
          dir="auto"
          disabled={disabled}
          {...(problem !== null && { error: problem })}
        />
      )}
    </div>
  );
}

function choiceOf(value: string): Choice {
  if (value === NONE) return { kind: 'none' };
  return value === NEW ? { kind: 'new', name: '' } : { kind: 'team', id: value };
}
