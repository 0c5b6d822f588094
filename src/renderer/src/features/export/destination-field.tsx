import { useStore } from 'zustand';
import { useAttempt } from '../../state/desk-context.tsx';
import { formatList } from '../../text/format.ts';
import { FolderField } from '../../ui/folder-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './destination-field.module.css';
import type { ExportStore } from './export-store.ts';
import { Section } from './section.tsx';
import { t } from './texts.ts';

const NAMES_SHOWN = 3;

/** The folder, and what is in the way there. */
export function DestinationField({ store }: { store: ExportStore }) {
  const attempt = useAttempt();
  const { to, preview, overwrite, setOverwrite, chooseFolder } = useStore(store);
  const layout = useStore(store, ({ choices }) => choices.layout);
  const taken = (preview?.targets ?? []).filter(({ exists }) => exists).map(({ name }) => name);

  return (
    <Section title={t('toSection')}>
      <FolderField
        path={to}
        placeholder={t('folderPending')}
        chooseLabel={t('choose')}
        onChoose={() => void attempt(chooseFolder)}
      />
      {taken.length > 0 && (
        <div className={styles['taken']}>
          <Switch
            label={t('replace', { count: taken.length, names: namesOf(taken) })}
            hint={layout === 'folder' ? t('replaceFolderHint') : t('replaceHint')}
            checked={overwrite}
            onChange={setOverwrite}
          />
        </div>
      )}
    </Section>
  );
}

function namesOf(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  if (more <= 0) return formatList(names);
  return formatList([...names.slice(0, NAMES_SHOWN), t('replaceMore', { count: more })]);
}
