import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Loss } from '#shared/organization.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './removal-dialog.module.css';
import { RemovalDownload } from './removal-download.tsx';
import type { Removal } from './removal-store.ts';
import { t } from './texts.ts';

/** The way to lose nothing, the agreement to lose something, and the name. */
export function RemovalAgreement({ store, loss }: { store: StoreApi<Removal>; loss: Loss }) {
  const { typed, losePhotos, jobId, fetched, checking, removing } = useStore(store);
  const { download, setTyped, setLosePhotos } = store.getState();
  const offline = useMirrors(isOffline);
  const { missing: count, confirmation } = loss;
  return (
    <>
      {count > 0 && (
        <section className={styles['risk']} aria-label={t('atRisk')}>
          {jobId !== null ? (
            <RemovalDownload jobId={jobId} />
          ) : (
            <>
              {fetched !== null && (
                <div role="status" className={styles['reasons']}>
                  <p>{t(fetched.state === 'cancelled' ? 'downloadCancelled' : 'downloadShort')}</p>
                  {fetched.reasons.map(({ message, photos }) => (
                    <p key={message}>
                      {photos > 0 && <strong>{t('photos', { count: photos })}: </strong>}
                      {message}
                    </p>
                  ))}
                </div>
              )}
              <span title={offline ? t('offline') : undefined}>
                <Button
                  icon={Download}
                  busy={checking}
                  disabled={offline || removing}
                  onClick={() => void download()}
                >
                  {t(fetched === null ? 'download' : 'downloadAgain')}
                </Button>
              </span>
              <Checkbox
                label={t('lose', { count })}
                checked={losePhotos}
                disabled={removing}
                onChange={setLosePhotos}
              />
            </>
          )}
        </section>
      )}
      <TextField
        label={t('type', { words: confirmation })}
        value={typed}
        onChange={setTyped}
        disabled={removing}
        dir="auto"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
    </>
  );
}
