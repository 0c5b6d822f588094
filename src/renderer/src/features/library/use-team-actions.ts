import { useMemo } from 'react';
import { useDesk } from '../../state/desk-context.tsx';
import type { Overlay, TeamRef } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { t } from './texts.ts';

/** What can be done with teams, for menus, the palette and keys alike; offline each says why it cannot. */
export interface TeamActions {
  create: () => void;
  rename: (team: TeamRef) => void;
  delete: (team: TeamRef) => void;
  /** By their addresses. */
  addPeople: (team: TeamRef) => void;
  invite: (team: TeamRef) => void;
}

/** The same object from draw to draw. */
export function useTeamActions(): TeamActions {
  const { navigation, notices, mirrors } = useDesk();
  return useMemo(() => {
    function open(overlay: Overlay): void {
      if (isOffline(mirrors.getState())) notices.getState().say(t('teamsOffline'));
      else navigation.getState().open(overlay);
    }
    // A row of the sidebar knows more than crosses to a dialog.
    const ref = ({ id, name }: TeamRef): TeamRef => ({ id, name });
    return {
      create: () => open({ name: 'team-name', team: null }),
      rename: (team) => open({ name: 'team-name', team: ref(team) }),
      delete: (team) => open({ name: 'team-deletion', team: ref(team) }),
      addPeople: (team) => open({ name: 'team-members', team: ref(team), people: null }),
      invite: (team) => open({ name: 'invite', teamId: team.id }),
    };
  }, [navigation, notices, mirrors]);
}
