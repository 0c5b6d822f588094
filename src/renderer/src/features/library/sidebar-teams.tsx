import { Plus, UserRoundX, UsersRound } from 'lucide-react';
import { useEffect } from 'react';
import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import { useCommand, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useLook } from './library-context.tsx';
import styles from './sidebar.module.css';
import { SidebarItem } from './sidebar-item.tsx';
import { teamMenu } from './team-menu.ts';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';
import { useTeamActions } from './use-team-actions.ts';

/** The teams, what can be done with each, and the way to a new one. */
export function SidebarTeams() {
  const teams = useMirrors(({ summary }) => summary?.teams ?? null);
  const offline = useMirrors(isOffline);
  const photos = useLibraryActions();
  const actions = useTeamActions();
  useCommand('new-team', actions.create);
  useExistingTeam(teams);
  const shown = teams?.filter(({ id, people }) => id !== UNASSIGNED || people > 0);

  return (
    <>
      <div className={styles['head']}>
        <h3 className={styles['heading']}>{t('teams')}</h3>
        <span title={offline ? t('teamsOffline') : undefined}>
          <IconButton
            icon={Plus}
            label={t('newTeam')}
            size="small"
            disabled={offline}
            onClick={actions.create}
          />
        </span>
      </div>
      {shown === undefined ? (
        <Places />
      ) : (
        <ul>
          {shown.map((team) => {
            const isTeam = team.id !== UNASSIGNED;
            return (
              <SidebarItem
                key={team.id}
                view={{ kind: 'team', teamId: team.id }}
                icon={isTeam ? UsersRound : UserRoundX}
                tone="neutral"
                label={isTeam ? team.name : t('unassigned')}
                count={team.people}
                ready={team.ready}
                dropTeam={isTeam ? team.id : null}
                menu={() => teamMenu(team, photos, actions, offline)}
              />
            );
          })}
        </ul>
      )}
    </>
  );
}

/** Shows everybody in place of a team that is no longer there. */
function useExistingTeam(teams: readonly TeamTotals[] | null): void {
  const view = useLook((look) => look.query.view);
  const setView = useLook((look) => look.setView);
  const teamId = view.kind === 'team' && view.teamId !== UNASSIGNED ? view.teamId : null;
  const isGone = teams !== null && teamId !== null && !teams.some(({ id }) => id === teamId);
  useEffect(() => {
    if (isGone) setView({ kind: 'all' });
  }, [isGone, setView]);
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
