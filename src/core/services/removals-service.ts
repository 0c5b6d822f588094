import type { Api } from '#shared/contract.ts';
import {
  carryOutRemoval,
  photosAtRisk,
  previewRemoval,
  type RemovalPorts,
} from '../organization/removals.ts';
import { type OnlinePlace, online } from '../session/online.ts';
import type { DeskSession } from '../session/session.ts';

/** Revoking invites and deleting sessions: said beforehand, made safe, agreed to, done. */
export function removalsService(session: DeskSession, libraryChanged: () => void): Api['removals'] {
  const portsOf = ({ api, workspace }: OnlinePlace): RemovalPorts => {
    const { library, invites } = workspace;
    return { api, library, links: invites.links };
  };

  return {
    preview: (target) => online(session, (place) => previewRemoval(target, portsOf(place))),

    download: (target) =>
      online(session, async (place) => {
        const { loss, photos } = await photosAtRisk(target, portsOf(place));
        libraryChanged();
        const label = loss.person;
        return place.jobs.add(
          {
            kind: 'download',
            label,
            scope: { teamIds: [], personIds: [], photos },
            selection: 'all',
            variant: 'main',
            everySize: true,
          },
          label,
        );
      }),

    carryOut: ({ target, ...agreement }) =>
      online(session, async (place) => {
        try {
          return await carryOutRemoval(target, agreement, portsOf(place));
        } finally {
          libraryChanged();
        }
      }),
  };
}
