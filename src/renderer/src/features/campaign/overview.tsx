import { HeartOff } from 'lucide-react';
import { useStore } from 'zustand';
import type { Campaign } from '#shared/campaign.ts';
import { formatPercent } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import type { CampaignStores } from './campaign-store.ts';
import { teamWords } from './campaign-words.ts';
import { CreditsCard } from './credits-card.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import styles from './overview.module.css';
import { TeamBars } from './team-bars.tsx';
import { t } from './texts.ts';

/** The numbers: how far people have come, over all or in the chosen team, what is left, each team. */
export function Overview({ stores, campaign }: { stores: CampaignStores; campaign: Campaign }) {
  const { query, narrow } = useStore(stores.store);
  const { everybody, teams, credits } = campaign;
  const funnel = teams.find(({ team }) => team?.id === query.teamId) ?? everybody;
  const { people, at, withoutFavorite } = funnel;
  const title =
    funnel.team === null ? t('funnel') : t('funnelOf', { team: teamWords(funnel.team) });

  return (
    <div className={styles['overview']}>
      <div className={styles['cards']}>
        <section className={styles['card']} aria-label={title}>
          <div className={styles['head']}>
            <h2 className={styles['title']} dir="auto">
              {title}
            </h2>
            {people > 0 && (
              <p className={styles['ready']}>
                <strong>{t('ready', { share: formatPercent(at.completed / people) })}</strong>{' '}
                {t('readyOf', { ready: at.completed, count: people })}
              </p>
            )}
          </div>
          <FunnelChart
            funnel={funnel}
            label={title}
            chosen={query.step}
            onChoose={(step) => narrow({ step, withoutFavorite: false })}
          />
          {withoutFavorite > 0 && (
            <Button
              look="plain"
              icon={HeartOff}
              className={styles['favorites']}
              aria-pressed={query.withoutFavorite}
              onClick={() => narrow({ step: null, withoutFavorite: !query.withoutFavorite })}
            >
              {t('withoutFavorite', { count: withoutFavorite })}
            </Button>
          )}
        </section>
        <div className={styles['card']}>
          <CreditsCard credits={credits} />
        </div>
      </div>
      <TeamBars teams={teams} chosen={query.teamId} onChoose={(teamId) => narrow({ teamId })} />
    </div>
  );
}
