import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Job } from '#shared/jobs.ts';
import type { Phase } from '#shared/progress.ts';
import type { PersonRow } from '#shared/window.ts';
import { DEFAULT_VIEWPORT } from '../../test/host/launched-app.ts';
import { LARGE } from '../support/large-organization.ts';
import { installMeter, type ScrollFigures, type ScrollPlan } from '../support/page-meter.ts';
import { plainPages } from '../support/plain-pages.ts';
import { type BenchCase, type Figure, median } from '../support/result.ts';
import { ask, openWindowStage, synced, type WindowStage } from '../support/window-stage.ts';

const FIRST_VIEW_MS = 1500;
const ANSWER_MS = 100;
const MOST_NODES = 3000;
const ENDED: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled']);
/** After a list has changed, until everything that follows from it is done. */
const SETTLE_MS = 400;

/** Typed letter by letter: names, a word of two, an address, nobody. */
const WORDS = ['anna b', 'wei', 'brien', 'zoe s', 'kowalska m', '12@', 'xq'];
const EVERYBODY = {
  view: { kind: 'all' },
  filter: {
    search: '',
    hasFavorite: null,
    rated: null,
    downloaded: null,
    isNew: null,
    lifecycle: null,
  },
  sort: { key: 'name', descending: false },
} as const;

/** The window on 10,000 people and 400,000 photos, at rest and while photos are fetched and packed. */
export const window: BenchCase = {
  name: 'window',
  title: `Window in Chromium, ${LARGE.people} people with ${LARGE.photosPerPerson} photos each (software rendering)`,
  async run({ folder, quick }) {
    const way: ScrollPlan = { stops: quick ? 6 : 20, moveMs: 600 };
    const stage = await openWindowStage(join(folder, 'stage'));
    try {
      return {
        figures: [
          ...(await firstViews(stage, quick ? 2 : 5)),
          ...(await atRest(stage, way)),
          ...(await whileDownloading(stage, way)),
          ...(await whileExporting(stage, way)),
          ...(await plain(stage, way, join(folder, 'plain'))),
        ],
      };
    } finally {
      await stage.close();
    }
  },
};

/** From navigation to people that somebody can click: as the program starts, and the page anew. */
async function firstViews(stage: WindowStage, starts: number): Promise<Figure[]> {
  const cold: number[] = [];
  const again: number[] = [];
  const firstView = async (page: Page) =>
    (await page.evaluate(() => globalThis.window.meter.firstView())).interactiveMs;
  for (let start = 0; start < starts; start++) {
    const page = await stage.open();
    cold.push(await firstView(page));
    await synced(page);
    await page.reload();
    again.push(await firstView(page));
  }
  const goal = { atMost: FIRST_VIEW_MS };
  return [
    {
      name: 'program started: navigation to people, interactive',
      value: median(cold),
      unit: 'ms',
      goal,
    },
    { name: 'the same, the slowest', value: Math.max(...cold), unit: 'ms' },
    { name: 'page loaded again: interactive', value: median(again), unit: 'ms', goal },
  ];
}

async function atRest(stage: WindowStage, way: ScrollPlan): Promise<Figure[]> {
  const page = await stage.open();
  await synced(page);
  const figures = await answers(page, '');
  figures.push(...scrollFigures('grid', await scroll(page, way)));
  figures.push(await heap(page, 'after the grid'));
  await page.getByRole('radio', { name: 'List', exact: true }).click();
  figures.push(...scrollFigures('list', await scroll(page, way)));
  await page.getByRole('radio', { name: 'Grid', exact: true }).click();
  figures.push(await heap(page, 'after the list'));
  await page.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    grid?.closest('[class*="scroller"]')?.scrollTo({ top: 0 });
  });
  await page.locator('[role="grid"] [data-index="0"]').dblclick();
  await page.locator('[data-photo]').first().waitFor();
  figures.push(...scrollFigures('one person’s photos', await scroll(page, { ...way, stops: 3 })));
  return figures;
}

async function whileDownloading(stage: WindowStage, way: ScrollPlan): Promise<Figure[]> {
  const { absentTeam } = stage;
  return whileWorking(stage, way, 'download', (page) =>
    ask<Job>(page, 'jobs.download', {
      scope: { teamIds: [absentTeam.id], personIds: [], photos: [] },
      label: absentTeam.name,
      selection: 'all',
      variant: 'main',
    }),
  );
}

async function whileExporting(stage: WindowStage, way: ScrollPlan): Promise<Figure[]> {
  const { presentTeam } = stage;
  return whileWorking(stage, way, 'zip', async (page) =>
    ask<Job>(page, 'jobs.export', {
      options: {
        scope: { teamIds: [presentTeam.id], personIds: [], photos: [] },
        selection: 'all',
        variant: 'main',
        layout: 'zip-per-team',
        template: '{person|slug}-{number:2}',
        to: await ask<string>(page, 'exports.defaultFolder'),
        overwrite: true,
      },
      label: presentTeam.name,
      offline: true,
    }),
  );
}

/** Scrolls and searches while a job is in the midst of `phase`, and says how far it came meanwhile. */
async function whileWorking(
  stage: WindowStage,
  way: ScrollPlan,
  phase: Phase,
  begin: (page: Page) => Promise<Job>,
): Promise<Figure[]> {
  const page = await stage.open();
  await synced(page);
  const { id } = await begin(page);
  const job = async () => {
    const { jobs } = await ask<{ jobs: Job[] }>(page, 'jobs.list');
    const found = jobs.find((candidate) => candidate.id === id);
    if (!found) throw new Error('The job is gone.');
    return { state: found.state, done: found.phases.find((it) => it.phase === phase)?.done ?? 0 };
  };
  let before = await job();
  while (before.done === 0) {
    if (ENDED.has(before.state))
      throw new Error(`The job has ended before ${phase}: ${before.state}.`);
    await page.waitForTimeout(50);
    before = await job();
  }
  const startedMs = performance.now();
  const figures = await answers(page, `during ${phase}: `);
  figures.push(...scrollFigures(`during ${phase}: grid`, await scroll(page, way)));
  const after = await job();
  const seconds = (performance.now() - startedMs) / 1000;
  await ask(page, 'jobs.cancel', { jobId: id });
  return [
    ...figures,
    {
      name: `during ${phase}: photos meanwhile${after.state === 'running' ? '' : ` (${after.state})`}`,
      value: (after.done - before.done) / seconds,
      unit: 'a second',
    },
  ];
}

/** The same way through pages without any program. */
async function plain({ browser }: WindowStage, way: ScrollPlan, folder: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { name, url } of await plainPages(folder, LARGE.people)) {
    const context = await browser.newContext({ viewport: DEFAULT_VIEWPORT });
    await context.addInitScript(installMeter);
    const page = await context.newPage();
    await page.goto(url);
    const seen = await scroll(page, way);
    figures.push(...plainFigures(name, seen), await heap(page, name));
    await context.close();
  }
  return figures;
}

const scroll = (page: Page, way: ScrollPlan) =>
  page.evaluate((plan) => globalThis.window.meter.scroll(plan), way);

/** From each key to the painted people it leaves; keys that change nothing to be seen are left out. */
async function answers(page: Page, when: string): Promise<Figure[]> {
  const times: number[] = [];
  const field = page.getByRole('searchbox', { name: 'Search by name or e-mail' });
  for (const word of WORDS) {
    await field.fill('');
    await page.waitForTimeout(SETTLE_MS);
    let before = LARGE.people;
    for (let length = 1; length <= word.length; length++) {
      const { total, first } = await found(page, word.slice(0, length));
      const key = word.charAt(length - 1);
      if (total === before) {
        await field.press(key);
        continue;
      }
      before = total;
      const answer = page.evaluate(([count, name]) => globalThis.window.meter.answer(count, name), [
        total,
        first,
      ] as const);
      await field.press(key);
      times.push(await answer);
    }
  }
  await field.fill('');
  await page.waitForTimeout(SETTLE_MS);
  return [
    {
      name: `${when}key to painted result, median`,
      value: median(times),
      unit: 'ms',
      goal: { atMost: ANSWER_MS },
    },
    {
      name: `${when}key to painted result, slowest of ${times.length}`,
      value: Math.max(...times),
      unit: 'ms',
      goal: { atMost: ANSWER_MS },
    },
  ];
}

/** Whom the core finds: what the window then has to show. */
async function found(page: Page, search: string): Promise<{ total: number; first: string }> {
  const query = { ...EVERYBODY, filter: { ...EVERYBODY.filter, search }, offset: 0, limit: 1 };
  const { total, items } = await ask<{ total: number; items: PersonRow[] }>(
    page,
    'people.list',
    query,
  );
  return { total, first: items[0]?.name ?? '' };
}

function scrollFigures(what: string, seen: ScrollFigures): Figure[] {
  return [
    ...plainFigures(what, seen),
    {
      name: `${what}: blank cells while moving, at most`,
      value: seen.blankWhileMoving,
      unit: 'cells',
    },
    {
      name: `${what}: blank cells 100 ms after it came to rest, at most`,
      value: seen.blankAtRest,
      unit: 'cells',
      goal: { atMost: 0 },
    },
    {
      name: `${what}: pictures still to come then`,
      value: (100 * seen.picturelessAtRest) / Math.max(1, seen.seenAtRest),
      unit: '%',
    },
    {
      name: `${what}: to the last picture in sight, at most`,
      value: seen.allPicturesMs,
      unit: 'ms',
    },
    {
      name: `${what}: nodes in the document, texts included, at most`,
      value: Math.max(seen.mostElements, seen.mostNodes),
      unit: 'nodes',
      goal: { atMost: MOST_NODES },
    },
  ];
}

function plainFigures(what: string, seen: ScrollFigures): Figure[] {
  return [
    { name: `${what}: longest frame`, value: seen.longestFrameMs, unit: 'ms' },
    {
      name: `${what}: frames over 50 ms`,
      value: (100 * seen.framesOver50) / seen.frames,
      unit: '%',
    },
    { name: `${what}: frames a second`, value: seen.framesASecond, unit: 'frames' },
  ];
}

/** What the page's program holds after everything unused was let go. */
async function heap(page: Page, when: string): Promise<Figure> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { name: `JavaScript heap, ${when}`, value: usedSize / 1e6, unit: 'MB' };
}
