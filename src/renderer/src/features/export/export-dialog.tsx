import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useAttempt, useClient, useMirrors, useNavigation } from '../../state/desk-context.tsx';
import type { WorkTarget } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { DestinationField } from './destination-field.tsx';
import styles from './export-dialog.module.css';
import { createExportStore, obstacleOf, photosToWrite } from './export-store.ts';
import { jobLabel, obstacleText } from './export-words.ts';
import { windowMemory } from './last-choices.ts';
import { PresetsMenu } from './presets-menu.tsx';
import { ResultPane } from './result-pane.tsx';
import { TemplateField } from './template-field.tsx';
import { t } from './texts.ts';

/** Puts an export together: what, how named, where to; and shows what comes of it. */
export function ExportDialog({ target, onClose }: { target: WorkTarget; onClose: () => void }) {
  const client = useClient();
  const attempt = useAttempt();
  const setActivityOpen = useNavigation((navigation) => navigation.setActivityOpen);
  const offline = useMirrors(isOffline);
  const libraryRevision = useMirrors((mirrors) => mirrors.libraryRevision);
  const formId = useId();
  const [store] = useState(() =>
    createExportStore({
      client,
      scope: target.scope,
      memory: windowMemory,
      offline,
      ...(target.selection && { selection: target.selection }),
    }),
  );
  const work = useStore(store);
  const obstacle = obstacleOf(work);
  const photos = photosToWrite(work);

  useEffect(() => store.open(), [store]);
  // The first preview is asked for by `open`: only what changes later has to be followed.
  const [firstRevision] = useState(libraryRevision);
  useEffect(() => {
    if (libraryRevision !== firstRevision) store.getState().follow();
  }, [store, libraryRevision, firstRevision]);

  async function start(): Promise<void> {
    const job = await attempt(() => work.start(jobLabel(target.label, work.choices.selection)));
    if (job === null) return;
    onClose();
    setActivityOpen(true);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title', { label: target.label })}
      closeLabel={t('close')}
      size="large"
      footer={
        <div className={styles['footer']}>
          <PresetsMenu store={store} />
          <p id={`${formId}-note`} className={styles['note']} role="status">
            {obstacle !== null && obstacle !== 'waiting' && obstacleText(obstacle, work)}
          </p>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            look="primary"
            busy={work.starting}
            disabled={obstacle !== null}
            aria-describedby={`${formId}-note`}
          >
            {work.starting ? t('going') : photos > 0 ? t('go', { count: photos }) : t('goNow')}
          </Button>
        </div>
      }
    >
      <form
        id={formId}
        className={styles['columns']}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <div className={styles['form']}>
          <ChoiceFields store={store} />
          <TemplateField store={store} />
          <DestinationField store={store} />
        </div>
        <ResultPane store={store} isOffline={offline} />
      </form>
    </Dialog>
  );
}
