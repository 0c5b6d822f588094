import { CloudDownload, HardDrive, TextCursorInput, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { ErrorData } from '#shared/errors.ts';
import type { ExportPreview } from '#shared/jobs.ts';
import { formatBytes, formatDuration, formatNumber } from '../../text/format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { type ExportStore, photosToWrite } from './export-store.ts';
import { MissingList } from './missing-list.tsx';
import styles from './result-pane.module.css';
import { SampleNames } from './sample-names.tsx';
import { TargetList } from './target-list.tsx';
import { t } from './texts.ts';

interface ResultPaneProps {
  store: ExportStore;
  /** HeadshotPro cannot be asked now. */
  isOffline: boolean;
}

/** What the choices come to: counts, files, real names, size and time, and what is missing. */
export function ResultPane({ store, isOffline }: ResultPaneProps) {
  const work = useStore(store);
  const { preview, offline, isStale } = work;
  const isWhole = !offline || preview?.toDownload === 0;
  const error = work.failure ?? preview?.error ?? null;

  return (
    <section className={styles['pane']} aria-label={t('result')} aria-busy={isStale}>
      <h3 className={styles['title']}>{t('result')}</h3>
      {error !== null ? (
        <Nothing error={error} />
      ) : preview === null ? (
        <Pending />
      ) : (
        <div className={styles['parts']} data-stale={isStale}>
          <p className={styles['count']}>
            <strong className={styles['number']}>{formatNumber(photosToWrite(work))}</strong>{' '}
            {t('photos', { count: photosToWrite(work) })}{' '}
            <span className={styles['people']}>{t('ofPeople', { count: preview.people })}</span>
          </p>
          <TargetList preview={preview} isWhole={isWhole} />
          <SampleNames preview={preview} isWhole={isWhole} />
          <Estimates preview={preview} offline={offline} />
          <Origin store={store} preview={preview} isOffline={isOffline} />
          <MissingList omissions={preview.omissions} />
        </div>
      )}
    </section>
  );
}

function Nothing({ error }: { error: ErrorData }) {
  const isTemplate = error.code === 'template_invalid';
  return (
    <EmptyState
      icon={isTemplate ? TextCursorInput : TriangleAlert}
      title={isTemplate ? t('pausedTitle') : t('failedTitle')}
    >
      {isTemplate ? t('pausedText') : error.message}
    </EmptyState>
  );
}

function Pending() {
  return (
    <div className={styles['parts']}>
      <span className="visually-hidden">{t('counting')}</span>
      <Skeleton className={styles['line-large']} />
      <Skeleton className={styles['line']} />
      <Skeleton className={styles['block']} />
    </div>
  );
}

function Estimates({ preview, offline }: { preview: ExportPreview; offline: boolean }) {
  const { sizeBytes, etaMs, toDownload, photos } = preview;
  const share = offline && photos > 0 ? (photos - toDownload) / photos : 1;
  const downloads = toDownload > 0 && !offline;
  const size = formatBytes(sizeBytes * share);
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>{t('size')}</dt>
        <dd>{toDownload > 0 ? t('about', { value: size }) : size}</dd>
      </div>
      <div>
        <dt>{t('time')}</dt>
        <dd>
          {!downloads
            ? t('timeNone')
            : etaMs === null
              ? t('timeUnknown')
              : t('about', { value: formatDuration(etaMs) })}
        </dd>
      </div>
    </dl>
  );
}

interface OriginProps extends ResultPaneProps {
  preview: ExportPreview;
}

/** How much comes from the disk and how much from the network; and the wish to leave the latter. */
function Origin({ store, preview, isOffline }: OriginProps) {
  const offline = useStore(store, (work) => work.offline);
  const setOffline = useStore(store, (work) => work.setOffline);
  const { toDownload: count } = preview;
  return (
    <div className={styles['origin']}>
      <p className={styles['source']}>
        {count > 0 && !offline ? <CloudDownload /> : <HardDrive />}
        {count === 0
          ? t('allHere')
          : offline
            ? t('leftOut', { count })
            : t('toDownload', { count })}
      </p>
      {count > 0 && (
        <Switch
          label={t('onlyHere')}
          hint={isOffline ? t('offlineHint') : t('onlyHereHint')}
          checked={offline}
          onChange={setOffline}
        />
      )}
    </div>
  );
}
