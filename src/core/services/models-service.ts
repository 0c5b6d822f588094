import type { Api } from '#shared/contract.ts';
import { createWhitelabelModel, readWhitelabel } from '../organization/whitelabel.ts';
import { online } from '../session/online.ts';
import type { DeskSession } from '../session/session.ts';

/** Sessions that the organization makes itself. */
export function modelsService(session: DeskSession, libraryChanged: () => void): Api['models'] {
  return {
    whitelabel: async () => readWhitelabel(session.place().library.db),
    create: (wanted) =>
      online(session, async ({ api, workspace }) => {
        try {
          return await createWhitelabelModel(wanted, { api, library: workspace.library });
        } finally {
          libraryChanged();
        }
      }),
  };
}
