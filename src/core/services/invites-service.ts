import type { Api } from '#shared/contract.ts';
import type { Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { askOrganization } from '../invites/ask-organization.ts';
import { checkInvites } from '../invites/check.ts';
import { findInvite } from '../invites/find-invite.ts';
import { readSource } from '../invites/read-source.ts';
import { createSendTable } from '../invites/send-table.ts';
import type { Desktop } from '../ports.ts';
import { asking, online } from '../session/online.ts';
import type { DeskSession } from '../session/session.ts';

/** Inviting people: a list is checked, sent by a job, and looked up afterwards. */
export function invitesService(
  session: DeskSession,
  desktop: Pick<Desktop, 'copyText'>,
): Api['invites'] {
  const links = () => session.place().work?.workspace.invites.links ?? null;

  return {
    async check({ content, teamId }) {
      const list = readSource(content);
      const organization = await asking(session, ({ api }) => askOrganization(api));
      return checkInvites(list, organization, teamId);
    },

    send: ({ invites, label }) => online(session, async ({ jobs }) => jobs.invite(invites, label)),

    async results({ jobId, state, ...page }) {
      const { db, now } = session.place().library;
      const table = createSendTable(db, now);
      const counts = table.counts(jobId);
      const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
      const total = state === null ? all : counts[state];
      return { items: table.results(jobId, state, page), total, counts };
    },

    find: ({ query }) =>
      asking(session, ({ api, library }) =>
        findInvite(query, {
          api,
          teams: library.db.all<Team>('SELECT id, name FROM teams'),
          db: library.db,
          links: links(),
        }),
      ),

    async copyLink({ email }) {
      const link = links()?.get(email) ?? null;
      if (link === null) {
        throw new AppError(
          'not_found',
          'HeadshotPro gives a link only when it sends the invite, and this program keeps it only until it is closed. The link is in the person’s mail.',
        );
      }
      desktop.copyText(link);
    },
  };
}
