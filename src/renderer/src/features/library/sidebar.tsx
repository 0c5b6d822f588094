import { Download, Flag, Heart, PackageOpen, UserRoundX, Users, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { LIFECYCLES } from '#shared/domain.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { connectedSession } from '../../state/selectors.ts';
import { lifecycleName } from '../../text/people.ts';
import { Badge } from '../../ui/badge.tsx';
import { LIFECYCLE_TONE } from '../../ui/lifecycle-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CampaignItem } from './campaign-item.tsx';
import styles from './sidebar.module.css';
import { LIFECYCLE_ICON } from './sidebar-icons.ts';
import { SidebarItem } from './sidebar-item.tsx';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** Where one can look: everybody, favorites, picks, each team, each step of the way. */
export function Sidebar({ footer }: { footer: ReactNode }) {
  const summary = useMirrors((mirrors) => mirrors.summary);
  const organization = useMirrors((mirrors) => connectedSession(mirrors)?.organization.name ?? '');
  const demo = useMirrors((mirrors) => connectedSession(mirrors)?.demo ?? false);
  const actions = useLibraryActions();
  const teams = summary?.teams.filter(({ id }) => id !== UNASSIGNED) ?? [];
  const unassigned = summary?.teams.find(({ id }) => id === UNASSIGNED);

  const teamMenu = (team: TeamTotals) => () => [
    {
      label: t('exportTeam', { name: team.name }),
      icon: PackageOpen,
      onSelect: () => actions.exportTeam(team),
    },
    {
      label: t('downloadTeam', { name: team.name }),
      icon: Download,
      onSelect: () => actions.downloadTeam(team),
    },
  ];

  return (
    <div className={styles['sidebar']}>
      <div className={styles['top']} />
      <nav className={styles['places']} aria-label={t('sidebar')}>
        <div className={styles['organization']}>
          <h2 dir="auto" title={organization}>
            {organization}
          </h2>
          {demo && (
            <span title={t('demoMore')}>
              <Badge tone="accent">{t('demo')}</Badge>
            </span>
          )}
        </div>
        <ul>
          <SidebarItem
            view={{ kind: 'all' }}
            icon={Users}
            label={t('all')}
            count={summary?.totals.people}
          />
          <SidebarItem
            view={{ kind: 'favorites' }}
            icon={Heart}
            label={t('favorites')}
            count={summary?.favorites}
          />
          <SidebarItem
            view={{ kind: 'picks' }}
            icon={Flag}
            label={t('picks')}
            count={summary?.picks}
          />
        </ul>
        <ul className={styles['group']}>
          <CampaignItem />
        </ul>
        <h3 className={styles['heading']}>{t('teams')}</h3>
        {summary === null ? (
          <Places />
        ) : (
          <ul>
            {teams.map((team) => (
              <SidebarItem
                key={team.id}
                view={{ kind: 'team', teamId: team.id }}
                icon={UsersRound}
                tone="neutral"
                label={team.name}
                count={team.people}
                ready={team.ready}
                menu={teamMenu(team)}
              />
            ))}
            {unassigned && unassigned.people > 0 && (
              <SidebarItem
                view={{ kind: 'team', teamId: UNASSIGNED }}
                icon={UserRoundX}
                tone="neutral"
                label={t('unassigned')}
                count={unassigned.people}
                ready={unassigned.ready}
                menu={teamMenu(unassigned)}
              />
            )}
          </ul>
        )}
        <h3 className={styles['heading']}>{t('lifecycle')}</h3>
        <ul>
          {LIFECYCLES.map((lifecycle) => (
            <SidebarItem
              key={lifecycle}
              view={{ kind: 'lifecycle', lifecycle }}
              icon={LIFECYCLE_ICON[lifecycle]}
              tone={LIFECYCLE_TONE[lifecycle]}
              label={lifecycleName(lifecycle)}
              count={summary?.lifecycles[lifecycle]}
            />
          ))}
        </ul>
      </nav>
      {footer}
    </div>
  );
}

function Places() {
  return (
    <div className={styles['loading']}>
      <Skeleton className={styles['bone']} />
      <Skeleton className={styles['bone']} />
      <Skeleton className={styles['bone']} />
      <Skeleton className={styles['bone']} />
    </div>
  );
}
