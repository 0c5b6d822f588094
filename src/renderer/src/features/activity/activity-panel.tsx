import { ListChecks } from 'lucide-react';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './activity-panel.module.css';
import { BudgetCard } from './budget-card.tsx';
import { JobCard } from './job-card.tsx';
import { hasEnded, historyOf } from './job-progress.ts';
import { t } from './texts.ts';

/** All long work: what goes on, what waits, what was. */
export function ActivityPanel({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const attempt = useAttempt();
  const jobs = useMirrors((mirrors) => mirrors.jobs.jobs);
  const open = jobs.filter((job) => !hasEnded(job));
  const history = historyOf(jobs);
  const waiting = open.filter(({ state }) => state !== 'running').map(({ id }) => id);

  async function clear(): Promise<void> {
    for (const { id } of jobs.filter(hasEnded))
      await attempt(() => client.jobs.remove({ jobId: id }));
  }

  return (
    <Sheet title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <div className={styles['panel']}>
        <BudgetCard />
        {jobs.length === 0 && (
          <EmptyState icon={ListChecks} title={t('emptyTitle')}>
            {t('empty')}
          </EmptyState>
        )}
        {open.length > 0 && (
          <section>
            <h3 className={styles['heading']}>{t('now')}</h3>
            <ul className={styles['jobs']}>
              {open.map((job) => (
                <li key={job.id}>
                  <JobCard
                    job={job}
                    place={{ index: waiting.indexOf(job.id), count: waiting.length }}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        {history.length > 0 && (
          <section>
            <div className={styles['line']}>
              <h3 className={styles['heading']}>{t('earlier')}</h3>
              <Button look="plain" className={styles['clear']} onClick={() => void clear()}>
                {t('clear')}
              </Button>
            </div>
            <ul className={styles['jobs']}>
              {history.map((job) => (
                <li key={job.id}>
                  <JobCard job={job} place={{ index: -1, count: 0 }} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Sheet>
  );
}
