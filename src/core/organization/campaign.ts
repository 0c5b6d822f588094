import {
  CAMPAIGN_STEPS,
  type Campaign,
  type CampaignPerson,
  type CampaignQuery,
  type CampaignStep,
  type Funnel,
} from '#shared/campaign.ts';
import { UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import { inviteExpiry } from '../invites/invite-status.ts';
import type { Database, Params } from '../library/database.ts';
import { containsPattern } from '../library/text-keys.ts';
import { CAMPAIGN_ROWS } from './campaign-rows.ts';
import { readCredits } from './credits.ts';

const DAY_MS = 86_400_000;

/** The steps that lead on to the next, in order. */
const WAY = ['pending', 'accepted', 'uploading', 'generating', 'completed'] as const;

/** How an organization's people stand on the way from invite to headshots, as of the last sync. */
export function readCampaign(db: Database, { lowCredits }: { lowCredits: number }): Campaign {
  const totals = new Map(
    db.all<{ id: string; name: string }>(TEAMS).map((team) => [team.id, emptyFunnel(team)]),
  );
  const everybody = emptyFunnel(null);
  for (const row of db.all<CountRow>(COUNTS)) {
    const team = totals.get(row.teamId) ?? emptyFunnel({ id: UNASSIGNED, name: UNASSIGNED_NAME });
    totals.set(row.teamId, team);
    for (const funnel of [everybody, team]) add(funnel, row);
  }
  const organization = db.get<{ syncedAt: string | null }>(
    'SELECT synced_at AS syncedAt FROM organization',
  );
  return {
    everybody,
    teams: [...totals.values()],
    credits: readCredits(db, lowCredits),
    syncedAt: organization?.syncedAt ?? null,
  };
}

/** A page of the people a query leaves, in its order, and how many there are of them in all. */
export function queryCampaign(
  db: Database,
  query: CampaignQuery,
  { offset, limit, nowMs }: { offset: number; limit: number; nowMs: number },
): { items: CampaignPerson[]; total: number } {
  const { where, params } = conditionOf(query);
  const all = db.table<RowKey>(
    `SELECT personId, email FROM (${CAMPAIGN_ROWS}) ${where} ORDER BY ${ORDERS[query.order]}`,
    params,
  );
  const rowOf = readRows(db, all.slice(offset, offset + limit));
  const items = all.slice(offset, offset + limit).flatMap((key) => rowOf(key) ?? []);
  return { items: items.map((row) => toPerson(row, nowMs)), total: all.length };
}

/** Everybody a query leaves, in its order. */
export function allOfCampaign(db: Database, query: CampaignQuery, nowMs: number): CampaignPerson[] {
  return queryCampaign(db, query, { offset: 0, limit: Number.POSITIVE_INFINITY, nowMs }).items;
}

const TEAMS = 'SELECT id, name FROM teams WHERE gone_at IS NULL ORDER BY sort_key, id';

const COUNTS = `SELECT teamId, step, COUNT(*) AS people,
    SUM(step = 'completed' AND NOT hasFavorite) AS withoutFavorite
  FROM (${CAMPAIGN_ROWS}) GROUP BY teamId, step`;

interface CountRow {
  teamId: string;
  step: CampaignStep;
  people: number;
  withoutFavorite: number;
}

type CampaignRow = Omit<CampaignPerson, 'days' | 'expiresAt' | 'hasFavorite'> & {
  teamId: string;
  invitedAt: string | null;
  hasFavorite: number;
  sortKey: string;
  searchKey: string;
};

/** What tells one row from all others: a withdrawn invite has no person. */
type RowKey = [personId: string | null, email: string | null];

function readRows(db: Database, keys: readonly RowKey[]) {
  const select = (column: 'personId' | 'email', values: (string | null)[]) =>
    db.all<CampaignRow>(
      `SELECT * FROM (${CAMPAIGN_ROWS}) WHERE ${column} IN (SELECT value FROM json_each(:values))
       ${column === 'email' ? 'AND personId IS NULL' : ''}`,
      { values: JSON.stringify(values) },
    );
  const people = keys.flatMap(([personId]) => personId ?? []);
  const withdrawn = keys.flatMap(([personId, email]) => (personId === null ? email : []));
  const ofPerson = new Map(select('personId', people).map((row) => [row.personId, row]));
  const ofInvite = new Map(
    withdrawn.length === 0 ? [] : select('email', withdrawn).map((row) => [row.email, row]),
  );
  return ([personId, email]: RowKey) =>
    personId === null ? ofInvite.get(email) : ofPerson.get(personId);
}

/** Who waits for something comes before who is ready or gone; without a known time, after the others. */
const ORDERS = {
  longest: `step IN ('completed', 'gone'), since IS NULL, since, sortKey, personId`,
  name: 'sortKey, personId',
} satisfies Record<CampaignQuery['order'], string>;

const MAX_WORDS = 8;

function conditionOf(query: CampaignQuery): { where: string; params: Params } {
  const { step, teamId, withoutFavorite, search } = query;
  const all: string[] = [];
  const params: Params = {};
  if (step !== null) {
    all.push('step = :step');
    params['step'] = step;
  }
  if (teamId !== null) {
    all.push('teamId = :teamId');
    params['teamId'] = teamId;
  }
  if (withoutFavorite) all.push(`step = 'completed' AND NOT hasFavorite`);
  for (const [index, word] of search.trim().split(/\s+/).slice(0, MAX_WORDS).entries()) {
    if (word === '') continue;
    params[`word${index}`] = containsPattern(word);
    all.push(`searchKey LIKE :word${index} ESCAPE '\\'`);
  }
  return { where: all.length > 0 ? `WHERE ${all.join(' AND ')}` : '', params };
}

function toPerson(row: CampaignRow, nowMs: number): CampaignPerson {
  const { since, invitedAt, teamId } = row;
  return {
    personId: row.personId,
    name: row.name,
    email: row.email,
    teamId: teamId === UNASSIGNED ? null : teamId,
    teamName: row.teamName,
    step: row.step,
    inviteStatus: row.inviteStatus,
    memberStatus: row.memberStatus,
    modelId: row.modelId,
    since,
    days: since === null ? null : Math.max(0, Math.floor((nowMs - Date.parse(since)) / DAY_MS)),
    expiresAt: row.step === 'pending' ? inviteExpiry('pending', invitedAt) : null,
    photoCount: row.photoCount,
    hasFavorite: row.hasFavorite === 1,
    employeeId: row.employeeId,
  };
}

function emptyFunnel(team: Funnel['team']): Funnel {
  const at = Object.fromEntries(CAMPAIGN_STEPS.map((step) => [step, 0])) as Funnel['at'];
  const reached = Object.fromEntries(WAY.map((step) => [step, 0])) as Funnel['reached'];
  return { team, people: 0, at, reached, withoutFavorite: 0 };
}

function add(funnel: Funnel, { step, people, withoutFavorite }: CountRow): void {
  funnel.at[step] += people;
  if (step === 'gone') return;
  funnel.people += people;
  funnel.withoutFavorite += withoutFavorite;
  // Whoever failed had come as far as the photos being made.
  const last = WAY.indexOf(step === 'failed' ? 'generating' : step);
  for (const passed of WAY.slice(0, last + 1)) funnel.reached[passed] += people;
}
