import { allOfCampaign, readCampaign } from '#core/organization/campaign.ts';
import { writeCampaignCsv } from '#core/organization/campaign-list.ts';
import { createHistory } from '#core/organization/history.ts';
import type { CampaignStep, Funnel } from '#shared/campaign.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count, table } from '../format.ts';
import { resolveTeam } from '../scope.ts';

/** What `campaign` shows, and of whom its CSV is. */
export interface CampaignOptions {
  csv?: string;
  team?: string;
  step?: CampaignStep;
  withoutFavorite?: boolean;
}

const COLUMNS: [heading: string, value: (funnel: Funnel) => number][] = [
  ['People', ({ people }) => people],
  ['Invited', ({ at }) => at.pending],
  ['Accepted', ({ at }) => at.accepted],
  ['Uploading', ({ at }) => at.uploading],
  ['Generating', ({ at }) => at.generating],
  ['Ready', ({ at }) => at.completed],
  ['Failed', ({ at }) => at.failed],
  ['No favorite', ({ withoutFavorite }) => withoutFavorite],
];

/** `campaign`: how far everybody is, by team, as of the last sync; and whom it is about, as CSV. */
export async function campaign(
  { reading, terminal, path, clock }: CliContext,
  options: CampaignOptions,
): Promise<number> {
  const { csv } = options;
  const { found, people } = reading(({ db }) => {
    const { team, step = null, withoutFavorite = false } = options;
    const teamId = team === undefined ? null : resolveTeam(db, team);
    const query = { step, teamId, withoutFavorite, search: '', order: 'longest' } as const;
    return {
      found: readCampaign(db, { lowCredits: 0 }),
      people: csv === undefined ? [] : allOfCampaign(db, query, clock.now()),
    };
  });
  if (csv !== undefined) await writeCampaignCsv(path(csv), people);
  terminal.json({
    campaign: found,
    ...(csv !== undefined && { csv: path(csv), written: people.length }),
  });
  const rows = [...found.teams, found.everybody].map((funnel) => [
    funnel.team?.name ?? 'Everybody',
    ...COLUMNS.map(([, value]) => String(value(funnel))),
  ]);
  const head = ['Team', ...COLUMNS.map(([heading]) => heading)];
  const right = COLUMNS.map((_, column) => column + 1);
  for (const line of table([head, ...rows], right)) terminal.say(line);
  const { left, pendingInvites, cap } = found.credits;
  if (left !== null) {
    terminal.say(
      `${count(left, 'credit')} left; ${count(pendingInvites, 'open invite')}, of at most ${cap}`,
    );
  }
  terminal.say(found.syncedAt ? `Last sync ${found.syncedAt}` : 'Not synced to the end yet');
  if (csv !== undefined) {
    terminal.say(`${count(people.length, 'person', 'people')} written to ${path(csv)}`);
  }
  return EXIT.done;
}

/** `history`: what was done to the organization from this computer, the latest first. */
export async function history(
  { reading, terminal }: CliContext,
  { limit = 50, offset = 0 }: { limit?: number; offset?: number },
): Promise<number> {
  const page = reading((library) => createHistory(library).list({ offset, limit }));
  terminal.json({ actions: page.items, total: page.total });
  const rows = page.items.map(({ startedAt, kind, subject, state, detail, error }) => [
    startedAt,
    kind,
    state,
    subject,
    error?.message ?? detail ?? '',
  ]);
  for (const line of table([['When', 'What', 'State', 'Whom', 'Outcome'], ...rows])) {
    terminal.say(line);
  }
  terminal.say(count(page.total, 'action'));
  return EXIT.done;
}
