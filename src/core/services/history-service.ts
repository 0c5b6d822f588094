import type { Api } from '#shared/contract.ts';
import { createHistory } from '../organization/history.ts';
import type { DeskSession } from '../session/session.ts';

/** What was done from this computer. */
export function historyService(session: DeskSession): Api['history'] {
  return {
    list: async (page) => createHistory(session.place().library).list(page),
  };
}
