import { FileSpreadsheet, Upload, X } from 'lucide-react';
import { type DragEvent, useId, useRef } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { InviteWork } from './invite-store.ts';
import { readListFile } from './read-list-file.ts';
import { t } from './texts.ts';
import { NO_TEAM, useTeamOptions } from './use-teams.ts';
import styles from './write-pane.module.css';

/** The first step: one address, or a list that is pasted, dropped or chosen; and the team. */
export function WritePane({ store }: { store: StoreApi<InviteWork> }) {
  const { kind, email, name, teamId, failure, write } = useStore(store);
  const teams = useTeamOptions();
  const isOne = kind === 'one';
  return (
    <div className={styles['pane']}>
      <Segmented
        label={t('kind')}
        value={kind}
        options={[
          { value: 'list', label: t('list') },
          { value: 'one', label: t('one') },
        ]}
        onChange={(next) => write({ kind: next })}
      />
      {isOne ? (
        <div className={styles['fields']}>
          <TextField
            label={t('email')}
            value={email}
            onChange={(next) => write({ email: next })}
            placeholder={t('emailSample')}
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            {...(failure !== null && { error: failure.message })}
          />
          <TextField
            label={t('name')}
            value={name}
            onChange={(next) => write({ name: next })}
            hint={t('nameHint')}
            maxLength={200}
            dir="auto"
          />
        </div>
      ) : (
        <ListField store={store} />
      )}
      <Select
        label={isOne ? t('team') : t('teamForOthers')}
        value={teamId ?? NO_TEAM}
        options={teams}
        onChange={(next) => write({ teamId: next === NO_TEAM ? null : next })}
      />
      {!isOne && failure !== null && (
        <p className={styles['failure']} role="alert">
          {failure.message}
        </p>
      )}
    </div>
  );
}

function ListField({ store }: { store: StoreApi<InviteWork> }) {
  const { text, file, write, fail } = useStore(store);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);

  async function take(files: FileList | null): Promise<void> {
    const [chosen] = files ?? [];
    if (chosen === undefined) return;
    const read = await readListFile(chosen);
    if ('base64' in read) write({ file: read });
    else fail(read);
  }

  const dropping = {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop(event: DragEvent) {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void take(event.dataTransfer.files);
    },
  };
  return (
    <div className={styles['list']} {...dropping}>
      {file === null ? (
        <>
          <label htmlFor={id} className={styles['label']}>
            {t('text')}
          </label>
          <textarea
            id={id}
            className={styles['text']}
            value={text}
            rows={8}
            placeholder={t('textSample')}
            spellCheck={false}
            dir="ltr"
            aria-describedby={`${id}-hint`}
            onChange={(event) => write({ text: event.target.value })}
          />
          <p id={`${id}-hint`} className={styles['hint']}>
            {t('textHint')}
          </p>
        </>
      ) : (
        <div className={styles['file']}>
          <FileSpreadsheet />
          <span className={styles['fileName']} dir="auto">
            {file.name}
          </span>
          <IconButton
            icon={X}
            size="small"
            label={t('removeFile', { name: file.name })}
            onClick={() => write({ file: null })}
          />
        </div>
      )}
      <div className={styles['choose']}>
        <Button icon={Upload} onClick={() => chooser.current?.click()}>
          {t('chooseFile')}
        </Button>
        <span className={styles['hint']}>{t('dropFile')}</span>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => {
            void take(event.target.files);
            // The same file may be chosen again after it was mended.
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}
