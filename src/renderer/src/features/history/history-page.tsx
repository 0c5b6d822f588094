import { ChevronLeft, ChevronRight, History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useClient, useMirrors } from '../../state/desk-context.tsx';
import { createPagedList, itemAt } from '../../state/paged-list.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Group, Page } from '../../ui/group.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './history-page.module.css';
import { RecordTable } from './record-table.tsx';
import { t } from './texts.ts';

/** Records on screen at a time. */
const SHOWN = 25;
const WHOLE = {};

/** What was done to the organization from this computer, some at a time. */
export function HistoryPage() {
  const client = useClient();
  const [records] = useState(() =>
    createPagedList((_whole: typeof WHOLE, page) => client.history.list(page)),
  );
  const listed = useStore(records);
  const [first, setFirst] = useState(0);
  const revision = useMirrors(({ libraryRevision }) => libraryRevision);
  const { total, error, query } = listed;
  const last = Math.min(first + SHOWN, total);

  useEffect(() => {
    records.show(WHOLE);
    return records.stop;
  }, [records]);
  useEffect(() => {
    records.need(first, first + SHOWN - 1);
  }, [records, first]);
  // Whatever is done to the organization changes the library, too.
  useEffect(() => {
    if (revision > 0) records.refresh();
  }, [records, revision]);

  if (query === null && error !== null) {
    return (
      <Page>
        <Group
          title={t('failedTitle')}
          hint={error.message}
          action={<Button onClick={() => records.show(WHOLE)}>{t('retry')}</Button>}
        />
      </Page>
    );
  }
  if (query === null) {
    return (
      <div className={styles['pending']} aria-busy="true">
        <Skeleton className={styles['bone']} />
        <Skeleton className={styles['bone']} />
        <Skeleton className={styles['bone']} />
      </div>
    );
  }
  if (total === 0) {
    return (
      <EmptyState icon={History} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    );
  }
  const shown = Array.from({ length: last - first }, (_none, at) => itemAt(listed, first + at));
  return (
    <Page>
      <Group title={t('title')} hint={t('hint')}>
        <RecordTable records={shown.filter((record) => record !== undefined)} />
        {total > SHOWN && (
          <nav className={styles['pages']} aria-label={t('pages')}>
            <Button
              icon={ChevronLeft}
              disabled={first === 0}
              onClick={() => setFirst(Math.max(0, first - SHOWN))}
            >
              {t('newer')}
            </Button>
            <span role="status">{t('range', { first: first + 1, last, total })}</span>
            <Button
              icon={ChevronRight}
              disabled={last >= total}
              onClick={() => setFirst(first + SHOWN)}
            >
              {t('older')}
            </Button>
          </nav>
        )}
      </Group>
    </Page>
  );
}
