import { UNASSIGNED } from '#shared/export.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sessions.module.css';
import { t } from './texts.ts';
import type { NewSession } from './use-new-session.ts';

/** The value of "none" in a list of choices. */
const NONE = '';
const VERSIONS = ['lora', 'one-shot'] as const;

/** For whom, in which team, made how. */
export function SessionFields({ work }: { work: NewSession }) {
  const { wanted, fieldError, busy, write } = work;
  const teams = useMirrors(({ summary }) => summary?.teams) ?? [];
  const { email, teamId, version, isDevelopment } = wanted;
  return (
    <>
      <TextField
        label={t('email')}
        type="email"
        value={email}
        onChange={(next) => write({ email: next })}
        placeholder={t('emailSample')}
        disabled={busy}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        {...(fieldError !== null && { error: fieldError })}
      />
      <div className={styles['pair']}>
        <Select
          label={t('team')}
          value={teamId ?? NONE}
          disabled={busy}
          options={[
            { value: NONE, label: t('noTeam') },
            ...teams.flatMap(({ id, name }) =>
              id === UNASSIGNED ? [] : [{ value: id, label: name }],
            ),
          ]}
          onChange={(next) => write({ teamId: next === NONE ? null : next })}
        />
        <Select
          label={t('version')}
          value={version ?? NONE}
          disabled={busy}
          options={[
            { value: NONE, label: t('versionDefault') },
            { value: 'lora', label: t('versionLora') },
            { value: 'one-shot', label: t('versionOneShot') },
          ]}
          onChange={(next) => write({ version: VERSIONS.find((each) => each === next) ?? null })}
        />
      </div>
      <Switch
        label={t('development')}
        hint={t('developmentHint')}
        checked={isDevelopment}
        disabled={busy}
        onChange={(next) => write({ isDevelopment: next })}
      />
    </>
  );
}
