import { Check, Circle, CircleDot } from 'lucide-react';
import type { Job } from '#shared/jobs.ts';
import { formatBytes } from '../../text/format.ts';
import { type PhaseState, phaseStates } from './job-progress.ts';
import { countText, jobTitle, phaseName } from './job-words.ts';
import styles from './phase-list.module.css';
import { t } from './texts.ts';

const ICONS: Record<PhaseState, typeof Check> = { done: Check, current: CircleDot, next: Circle };

/** The steps of a job, each with its own count. */
export function PhaseList({ job }: { job: Job }) {
  return (
    <ol className={styles['phases']} aria-label={t('phases', { label: jobTitle(job) })}>
      {phaseStates(job).map(({ phase, state }) => {
        const Icon = ICONS[state];
        return (
          <li
            key={phase.phase}
            className={styles['phase']}
            data-state={state}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <Icon />
            <span className={styles['name']}>{phaseName(phase.phase)}</span>
            <span className={styles['count']}>
              {state === 'next' ? (
                <span className="visually-hidden">{t('phaseNext')}</span>
              ) : (
                <>
                  {phase.failed > 0 && (
                    <span className={styles['failed']}>
                      {t('phaseFailed', { count: phase.failed })}
                    </span>
                  )}
                  {phase.bytes > 0 && phase.phase !== 'list' && (
                    <span className={styles['bytes']}>{formatBytes(phase.bytes)}</span>
                  )}
                  {countText(phase)}
                  {state === 'done' && <span className="visually-hidden">{t('phaseDone')}</span>}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
