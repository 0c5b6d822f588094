import type { Api } from '#shared/contract.ts';
import type { RereadPorts } from '../organization/reread.ts';
import { addTeamMembers } from '../organization/team-members.ts';
import { createTeam, deleteTeam, previewTeamDeletion, renameTeam } from '../organization/teams.ts';
import { online } from '../session/online.ts';
import type { DeskSession } from '../session/session.ts';

/** Teams, and who is in them. */
export function teamsService(session: DeskSession, libraryChanged: () => void): Api['teams'] {
  const changing = <T>(work: (ports: RereadPorts) => Promise<T>): Promise<T> =>
    online(session, async ({ api, workspace }) => {
      try {
        return await work({ api, library: workspace.library });
      } finally {
        libraryChanged();
      }
    });

  return {
    create: ({ name }) => changing((ports) => createTeam(name, ports)),
    rename: (wanted) => changing((ports) => renameTeam(wanted, ports)),
    deletion: ({ teamId }) => changing((ports) => previewTeamDeletion(teamId, ports)),
    delete: (wanted) => changing((ports) => deleteTeam(wanted, ports)),
    addMembers: (wanted) => changing((ports) => addTeamMembers(wanted, ports)),
  };
}
