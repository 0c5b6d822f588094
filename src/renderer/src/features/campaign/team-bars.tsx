import { useState } from 'react';
import type { Funnel } from '#shared/campaign.ts';
import { formatNumber } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { BESIDE, stepName, teamWords, WAY } from './campaign-words.ts';
import steps from './steps.module.css';
import styles from './team-bars.module.css';
import { t } from './texts.ts';

const SHOWN = 8;
/** In the order of the bar; who is gone is no part of it. */
const PARTS = [...[...WAY].reverse(), BESIDE[0]] as const;

interface TeamBarsProps {
  teams: readonly Funnel[];
  /** The team the view is about; null for all. */
  chosen: string | null;
  onChoose: (teamId: string | null) => void;
}

/** A row for each team, with a bar of how its people are spread over the steps. */
export function TeamBars({ teams, chosen, onChoose }: TeamBarsProps) {
  const [all, setAll] = useState(false);
  const known = teams.filter(({ people, team }) => people > 0 && team !== null);
  if (known.length < 2) return null;
  const shown = all ? known : known.filter(({ team }, at) => at < SHOWN || team?.id === chosen);
  return (
    <section className={styles['teams']} aria-label={t('teams')}>
      <h2 className={styles['title']}>{t('teams')}</h2>
      <table className={styles['table']} aria-label={t('teams')}>
        <thead className="visually-hidden">
          <tr>
            <th>{t('team')}</th>
            {PARTS.map((step) => (
              <th key={step}>{stepName(step)}</th>
            ))}
            <th>{t('completed')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((funnel) => (
            <TeamRow key={funnel.team?.id} funnel={funnel} chosen={chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
      {known.length > SHOWN && (
        <Button look="plain" className={styles['more']} onClick={() => setAll(!all)}>
          {all ? t('fewerTeams') : t('allTeams', { count: known.length })}
        </Button>
      )}
    </section>
  );
}

type TeamRowProps = Pick<TeamBarsProps, 'chosen' | 'onChoose'> & { funnel: Funnel };

function TeamRow({ funnel: { team, people, at }, chosen, onChoose }: TeamRowProps) {
  if (team === null) return null;
  const pressed = team.id === chosen;
  return (
    <tr className={styles['row']} data-chosen={pressed}>
      <th scope="row" className={styles['name']}>
        <button
          type="button"
          className={styles['button']}
          aria-pressed={pressed}
          title={t('showTeam', { team: teamWords(team) })}
          onClick={() => onChoose(pressed ? null : team.id)}
        >
          <span dir="auto">{teamWords(team)}</span>
        </button>
      </th>
      {PARTS.map((step) => (
        <td
          key={step}
          className={classNames(steps['step'], styles['part'])}
          data-step={step}
          title={`${stepName(step)}: ${formatNumber(at[step])}`}
          style={{ flexGrow: at[step] }}
          data-empty={at[step] === 0}
        >
          <span className="visually-hidden">{formatNumber(at[step])}</span>
        </td>
      ))}
      <td className={styles['ready']}>{t('readyCount', { ready: at.completed, people })}</td>
    </tr>
  );
}
