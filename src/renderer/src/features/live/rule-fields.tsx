import { SELECTIONS } from '#shared/domain.ts';
import { UNASSIGNED } from '#shared/export.ts';
import { WATCH_EVENTS } from '#shared/live.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { FolderField } from '../../ui/folder-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './rule-dialog.module.css';
import { t } from './texts.ts';
import type { RuleForm } from './use-rule-form.ts';

const EVERYBODY = '';
/** Tokens that most file names are made of. */
const TOKENS = '{team}, {person}, {email}, {number:2}, {favorite}';
const VARIANTS = ['main', 'original'] as const;

/** When, which photos, where to, and what else. */
export function RuleFields({ form, teamGone }: { form: RuleForm; teamGone: boolean }) {
  const { wanted, change, chooseFolder, failure } = form;
  const teams = useTeamOptions(teamGone ? wanted.teamId : null);
  const badTemplate = failure?.code === 'template_invalid';
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={t('who')}
          value={wanted.teamId ?? EVERYBODY}
          options={teams}
          onChange={(id) => change({ teamId: id === EVERYBODY ? null : id })}
        />
        <Select
          label={t('event')}
          value={wanted.on}
          options={WATCH_EVENTS.map((value) => ({ value, label: t(value) }))}
          onChange={(on) =>
            change({ on, selection: on === 'favorite' ? 'favorites' : wanted.selection })
          }
        />
      </div>
      <div className={styles['row']}>
        <Segmented
          label={t('photos')}
          value={wanted.selection}
          options={SELECTIONS.map((value) => ({ value, label: t(value) }))}
          onChange={(selection) => change({ selection })}
        />
        <Segmented
          label={t('file')}
          value={wanted.variant}
          options={VARIANTS.map((value) => ({ value, label: t(value) }))}
          onChange={(variant) => change({ variant })}
        />
      </div>
      <div className={styles['part']}>
        <Switch
          label={t('addSwitch')}
          hint={t(wanted.adds ? 'addHint' : 'addOff')}
          checked={wanted.adds}
          onChange={(adds) => change({ adds })}
        />
        {wanted.adds && (
          <>
            <FolderField
              path={wanted.to}
              placeholder={t('folderPending')}
              chooseLabel={t('choose')}
              onChoose={() => void chooseFolder()}
            />
            <TextField
              label={t('template')}
              mono
              dir="ltr"
              spellCheck={false}
              autoComplete="off"
              value={wanted.template}
              onChange={(template) => change({ template })}
              {...(badTemplate
                ? { error: failure.message }
                : { hint: t('templateHint', { tokens: TOKENS }) })}
            />
          </>
        )}
      </div>
      <Switch
        label={t('notify')}
        checked={wanted.notify}
        onChange={(notify) => change({ notify })}
      />
      <Switch
        label={t(`earlier_${wanted.on}`)}
        hint={t('earlierHint')}
        checked={wanted.includeEarlier}
        onChange={(includeEarlier) => change({ includeEarlier })}
      />
    </>
  );
}

/** Everybody, each team, the people without one; `gone` is a team that is no more. */
function useTeamOptions(gone: string | null): { value: string; label: string }[] {
  const teams = useMirrors(({ summary }) => summary?.teams) ?? [];
  return [
    { value: EVERYBODY, label: t('everybody') },
    ...teams.flatMap(({ id, name }) => (id === UNASSIGNED ? [] : [{ value: id, label: name }])),
    { value: UNASSIGNED, label: t('unassigned') },
    ...(gone === null ? [] : [{ value: gone, label: t('deletedTeam') }]),
  ];
}
