import type { CampaignStep, Funnel } from '#shared/campaign.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { classNames } from '../../ui/class-names.ts';
import { BESIDE, stepHint, stepName, WAY } from './campaign-words.ts';
import styles from './funnel-chart.module.css';
import steps from './steps.module.css';
import { t } from './texts.ts';

interface FunnelChartProps {
  funnel: Funnel;
  /** What it is about, for screen readers. */
  label: string;
  /** The step the list shows; null for all. */
  chosen: CampaignStep | null;
  /** Null takes the choice back. */
  onChoose: (step: CampaignStep | null) => void;
}

/**
 * How many came how far, as bars in a table: pale for all who came this far, strong for those who are
 * here now. A click on a step shows its people.
 */
export function FunnelChart({ funnel, label, chosen, onChoose }: FunnelChartProps) {
  const { people, at, reached } = funnel;
  const shareOf = (count: number) => (people === 0 ? 0 : count / people);
  const beside = BESIDE.filter((step) => at[step] > 0);
  const row = { chosen, onChoose };
  return (
    <table className={styles['chart']} aria-label={label}>
      <thead className="visually-hidden">
        <tr>
          <th>{t('step')}</th>
          <th>{t('reached')}</th>
          <th>{t('here')}</th>
        </tr>
      </thead>
      <tbody>
        {WAY.map((step) => (
          <StepRow key={step} step={step} {...row}>
            <td className={styles['track']} title={reachedWords(reached[step], shareOf)}>
              <span
                className={styles['came']}
                style={{ inlineSize: `${shareOf(reached[step]) * 100}%` }}
              >
                {at[step] > 0 && (
                  <span
                    className={styles['here']}
                    style={{ inlineSize: `${(at[step] / Math.max(1, reached[step])) * 100}%` }}
                  />
                )}
              </span>
              <span className="visually-hidden">{reachedWords(reached[step], shareOf)}</span>
            </td>
            <td className={styles['count']}>{formatNumber(at[step])}</td>
          </StepRow>
        ))}
      </tbody>
      {beside.length > 0 && (
        <tbody className={styles['beside']}>
          {beside.map((step) => (
            <StepRow key={step} step={step} {...row}>
              <td className={styles['hint']}>{stepHint(step)}</td>
              <td className={styles['count']}>{formatNumber(at[step])}</td>
            </StepRow>
          ))}
        </tbody>
      )}
    </table>
  );
}

interface StepRowProps extends Pick<FunnelChartProps, 'chosen' | 'onChoose'> {
  step: CampaignStep;
  children: React.ReactNode;
}

function StepRow({ step, chosen, onChoose, children }: StepRowProps) {
  const pressed = chosen === step;
  return (
    <tr className={classNames(steps['step'], styles['row'])} data-step={step} data-chosen={pressed}>
      <th scope="row" className={styles['name']}>
        <button
          type="button"
          className={classNames(styles['button'], steps['mark'])}
          aria-pressed={pressed}
          title={stepHint(step)}
          onClick={() => onChoose(pressed ? null : step)}
        >
          {stepName(step)}
        </button>
      </th>
      {children}
    </tr>
  );
}

function reachedWords(count: number, shareOf: (count: number) => number): string {
  return t('reachedShare', { count, share: formatPercent(shareOf(count)) });
}
