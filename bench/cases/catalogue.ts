import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#core/clock.ts';
import { createCore } from '#core/core.ts';
import { createHttp } from '#core/http.ts';
import type { Database } from '#core/library/database.ts';
import { type Library, openLibrary } from '#core/library/library.ts';
import { organizationFolder } from '#core/library/paths.ts';
import { queryPeople } from '#core/library/people-query.ts';
import { toPersonRows } from '#core/library/person-rows.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { summarizeLibrary } from '#core/library/summary.ts';
import { queryCampaign, readCampaign } from '#core/organization/campaign.ts';
import type { CampaignQuery } from '#shared/campaign.ts';
import type { Layout } from '#shared/export.ts';
import type { LibraryFilter, PeopleQuery } from '#shared/window.ts';
import type { PlanCost } from '../subjects/plan.ts';
import { startLargeSandbox } from '../support/desk-process.ts';
import { largeLibrary } from '../support/large-library.ts';
import { LARGE, largeOrganization } from '../support/large-organization.ts';
import { type BenchCase, type Figure, median } from '../support/result.ts';

const ANSWER_MS = 50;
const PLAN_S = 2;
const PAGE = 100;
const LOW_CREDITS = 10;
const ROUNDS = 15;
const PLAN_ROUNDS = 5;
/** People with 100,000 photos. */
const SOME_PEOPLE = 2500;

const PLAN = fileURLToPath(new URL('../subjects/plan.ts', import.meta.url));
const LOG = { debug: () => {}, warn: () => {}, error: () => {} };

/** What is asked of the catalogue of a large company, and what a sync costs that finds nothing new. */
export const catalogue: BenchCase = {
  name: 'catalogue',
  title: 'The catalogue of 10,000 people and 400,000 photos',
  async run({ folder, quick }) {
    const { root, uid } = await largeLibrary({ ...LARGE, stored: 'on paper' });
    // The sync writes to it: the one that is kept stays as it is.
    cpSync(organizationFolder(root, uid), organizationFolder(folder, uid), { recursive: true });
    const rounds = quick ? 3 : ROUNDS;
    const planRounds = quick ? 1 : PLAN_ROUNDS;
    return {
      figures: [
        ...answers(folder, uid, rounds),
        ...(await plans(organizationFolder(folder, uid), planRounds)),
        ...(await syncs(folder, uid)),
      ],
    };
  },
};

function answers(root: string, uid: string, rounds: number): Figure[] {
  const open = (): Library =>
    openLibrary(uid, { root, clock: systemClock, log: LOG, program: 'bench' });
  const times = (work: () => void) =>
    Array.from({ length: rounds }, () => {
      const startedMs = performance.now();
      work();
      return performance.now() - startedMs;
    });
  const figure = (name: string, work: () => void): Figure => {
    const value = median(times(work));
    return { name, value, unit: 'ms', goal: { atMost: ANSWER_MS } };
  };
  const opened = figure('open and close', () => open().close());
  const library = open();
  const { db } = library;
  try {
    const first = performance.now();
    page(db, everybody());
    const firstMs = performance.now() - first;
    return [
      opened,
      {
        name: 'first page, nothing read yet',
        value: firstMs,
        unit: 'ms',
        goal: { atMost: ANSWER_MS },
      },
      figure('first page', () => page(db, everybody())),
      figure('last page', () => page(db, everybody(), LARGE.people - PAGE)),
      ...['a', 'an', 'siobhan', 'Zoë Q. Nguyễn', '美咲', 'nobody at all'].map((search) =>
        figure(`search “${search}”`, () => page(db, everybody({ search }))),
      ),
      figure('filter: without a favorite', () => page(db, everybody({ hasFavorite: false }))),
      figure('filter: rated', () => page(db, everybody({ rated: true }))),
      figure('campaign: funnel', () => void readCampaign(db, { lowCredits: LOW_CREDITS })),
      figure('campaign: first page of everybody', () => campaignPage(db, '')),
      figure('campaign: search “an”', () => campaignPage(db, 'an')),
      figure('team counts and totals', () =>
        summarizeLibrary(db, { nowMs: Date.now(), lowCredits: LOW_CREDITS }),
      ),
    ];
  } finally {
    library.close();
  }
}

function page(db: Database, query: PeopleQuery, offset = 0): void {
  toPersonRows(db, queryPeople(db, query, { offset, limit: PAGE }).people);
}

function campaignPage(db: Database, search: string): void {
  const query: CampaignQuery = {
    step: null,
    teamId: null,
    withoutFavorite: false,
    search,
    order: 'longest',
  };
  queryCampaign(db, query, { offset: 0, limit: PAGE, nowMs: Date.now() });
}

function everybody(filter: Partial<LibraryFilter> = {}): PeopleQuery {
  return {
    view: { kind: 'all' },
    sort: { key: 'name', descending: false },
    filter: {
      search: '',
      hasFavorite: null,
      rated: null,
      downloaded: null,
      isNew: null,
      lifecycle: null,
      ...filter,
    },
  };
}

async function plans(folder: string, rounds: number): Promise<Figure[]> {
  const some = largeOrganization(LARGE)
    .people.slice(0, SOME_PEOPLE)
    .map(({ id }) => id);
  const kinds: [Layout, string[]][] = [
    ['zip-per-team', some],
    ['zip-per-team', []],
    ['single-zip', []],
    ['folder', []],
  ];
  const figures: Figure[] = [];
  for (const [layout, personIds] of kinds) {
    const costs: PlanCost[] = [];
    for (let round = 0; round < rounds; round++)
      costs.push(await planCost(folder, layout, personIds));
    const name = `plan, ${layout}, ${costs[0]?.photos.toLocaleString('en')} photos`;
    const seconds = median(costs.map(({ ms }) => ms)) / 1000;
    const goal = layout === 'zip-per-team' ? { goal: { atMost: PLAN_S } } : {};
    figures.push({ name, value: seconds, unit: 's', ...goal });
    const bytes = median(costs.map((cost) => cost.bytes));
    figures.push({ name: `${name}: memory`, value: bytes / 1e6, unit: 'MB' });
  }
  return figures;
}

async function planCost(folder: string, layout: Layout, personIds: string[]): Promise<PlanCost> {
  const child = fork(PLAN, [folder, layout, ...personIds]);
  const [cost] = (await once(child, 'message')) as [PlanCost];
  await once(child, 'exit');
  return cost;
}

/** The second of two syncs: the first may find something, the second cannot. */
async function syncs(root: string, uid: string): Promise<Figure[]> {
  const { child, apiUrl, apiKey } = await startLargeSandbox();
  const http = createHttp();
  let calls = 0;
  const counting: typeof http = Object.assign(
    (request: Parameters<typeof http>[0]) => {
      calls++;
      return http(request);
    },
    { close: http.close },
  );
  const ports = { http: counting, clock: systemClock, random: Math.random, log: LOG };
  const core = createCore(ports, { apiUrl, apiKey: () => apiKey, root, program: 'bench' });
  const workspace = core.open(uid);
  try {
    const sync = () => workspace.sync({ photosOf: () => EVERYBODY });
    await sync();
    calls = 0;
    const startedMs = performance.now();
    const { listed } = await sync();
    const seconds = (performance.now() - startedMs) / 1000;
    if (listed > 0) throw new Error(`${listed} sessions were listed although nothing had changed.`);
    return [
      { name: 'sync with nothing changed', value: seconds, unit: 's' },
      { name: 'sync with nothing changed: calls', value: calls, unit: 'calls' },
    ];
  } finally {
    workspace.close();
    await http.close();
    child.disconnect();
  }
}
