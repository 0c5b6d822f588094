import { MailPlus, UserRoundPlus, UsersRound } from 'lucide-react';
import { UNASSIGNED } from '#shared/export.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { t } from './texts.ts';
import { useTeamActions } from './use-team-actions.ts';

/** A team nobody is in yet, and the ways to change that. */
export function EmptyTeam({ teamId }: { teamId: string }) {
  const actions = useTeamActions();
  const offline = useMirrors(isOffline);
  const team = useMirrors(({ summary }) => summary?.teams.find(({ id }) => id === teamId));
  if (teamId === UNASSIGNED) {
    return (
      <EmptyState icon={UsersRound} title={t('emptyUnassigned')}>
        {t('emptyUnassignedText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={UsersRound}
      title={t('emptyTeam')}
      actions={
        team && (
          <>
            <Button icon={UserRoundPlus} disabled={offline} onClick={() => actions.addPeople(team)}>
              {t('addPeopleTo')}
            </Button>
            <Button icon={MailPlus} disabled={offline} onClick={() => actions.invite(team)}>
              {t('inviteTo')}
            </Button>
          </>
        )
      }
    >
      {offline ? t('teamsOffline') : t('emptyTeamText')}
    </EmptyState>
  );
}
