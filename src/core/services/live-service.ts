import type { Api } from '#shared/contract.ts';
import type { LiveKeeper } from '../live/live.ts';
import { asking } from '../session/online.ts';
import type { DeskSession } from '../session/session.ts';
import type { ExportFolders } from './export-folders.ts';

/** What keeps the library up to date by itself. The webhook secret goes in and never out. */
export function liveService(
  session: DeskSession,
  live: LiveKeeper,
  folders: ExportFolders,
): Api['live'] {
  return {
    get: async () => live.snapshot(),
    async setVisible({ visible }) {
      live.setVisible(visible);
    },
    look: () =>
      asking(session, async () => {
        await live.look();
        return live.snapshot();
      }),
    async setReceiver(input) {
      await live.setReceiver(input);
      return live.snapshot();
    },
    async saveRule(rule) {
      session.place();
      if (rule.to !== null) folders.require(rule.to);
      live.saveRule(rule);
      return live.snapshot();
    },
    async deleteRule({ id }) {
      session.place();
      live.deleteRule(id);
      return live.snapshot();
    },
  };
}
