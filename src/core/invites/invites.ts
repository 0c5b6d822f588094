import { isAppError } from '#shared/errors.ts';
import type { SendState } from '#shared/invites.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import type { Library } from '../library/library.ts';
import { rereadIfPossible } from '../organization/reread.ts';
import type { Clock, Random } from '../ports.ts';
import { createInviteLinks, type InviteLinks } from './invite-links.ts';
import { recordSends } from './record-sends.ts';
import { sendList } from './send-list.ts';
import { type SendPorts, settleUnknown } from './send-one.ts';
import { createSendTable, type SendTable } from './send-table.ts';

/** Inviting people, one or many; whatever happens, nobody twice. */
export interface Invites {
  table: SendTable;
  links: InviteLinks;
  /** Sends what is left of a job's lines; how many ended in what state. Throws what stops all of it. */
  send(
    jobId: string,
    options: { signal: AbortSignal; onProgress?: OnProgress },
  ): Promise<Record<SendState, number>>;
  /**
   * Sends nothing more of a job. Rejects where HeadshotPro cannot be asked about the line that was
   * under way: it stays `unknown`.
   */
  cancel(jobId: string, signal: AbortSignal): Promise<void>;
}

export function createInvites(options: {
  api: HeadshotProApi;
  library: Library;
  clock: Clock;
  random: Random;
}): Invites {
  const { api, library, clock, random } = options;
  const table = createSendTable(library.db, library.now);
  const links = createInviteLinks();
  const ports: SendPorts = { api, table, links, clock, random };

  /** What came of a job goes into the history, and the catalogue follows as far as it can be read now. */
  const conclude = async (jobId: string): Promise<void> => {
    await recordSends(library, jobId, table);
    await follow();
  };
  /** Where it cannot be read now the next sync brings it: what was sent was sent. */
  const follow = () => rereadIfPossible({ api, library }, { invites: true, credits: true });

  return {
    table,
    links,
    async send(jobId, run) {
      const before = endedOf(table.counts(jobId));
      try {
        const counts = await sendList(jobId, ports, run);
        if (endedOf(counts) > before) await conclude(jobId);
        return counts;
      } catch (error) {
        if (isAppError(error, 'insufficient_credits', 'invite_limit')) await follow();
        throw error;
      }
    },
    async cancel(jobId, signal) {
      table.cancelQueued(jobId);
      if (table.unknown(jobId).length > 0) {
        await settleUnknown(jobId, ports, signal);
        table.cancelQueued(jobId);
      }
      const { sent, already, failed } = table.counts(jobId);
      if (sent + already + failed > 0) await conclude(jobId);
    },
  };
}

function endedOf({ queued, unknown, ...ended }: Record<SendState, number>): number {
  return Object.values(ended).reduce((sum, n) => sum + n, 0);
}
