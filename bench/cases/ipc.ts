import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createRandom } from '#sandbox/random.ts';
import type { ExportOptions } from '#shared/export.ts';
import type { Job } from '#shared/jobs.ts';
import type { PeopleQuery } from '#shared/window.ts';
import { type DeskProcess, startDeskProcess, startLargeSandbox } from '../support/desk-process.ts';
import { largeLibrary } from '../support/large-library.ts';
import { LARGE, largeOrganization } from '../support/large-organization.ts';
import { type BenchCase, type Figure, quantile } from '../support/result.ts';

/** People whose photos are here as files, to be exported; the others have none. */
const EXPORTED_PEOPLE = 2500;
const DOWNLOADED_PEOPLE = 100;
const QUICK_SHARE = 0.1;
/** Between two calls, on average: somebody who types and scrolls without a rest. */
const MEAN_PAUSE_MS = 80;
const SLOWEST_MS = 50;

/** How long calls of the window wait for their answer while the core works as fast as it can. */
export const ipc: BenchCase = {
  name: 'ipc',
  title: 'Answers to the window while the core works, 10,000 people and 400,000 photos',
  async run({ folder, quick }) {
    const share = quick ? QUICK_SHARE : 1;
    const { root, uid } = await largeLibrary({ ...LARGE, stored: { people: EXPORTED_PEOPLE } });
    const libraryRoot = join(folder, 'library');
    // Links, so that what is downloaded here stays here; but its own catalogue.
    execFileSync('cp', ['-al', root, libraryRoot]);
    const catalogue = join(uid, 'catalogue.sqlite');
    execFileSync('cp', [
      '--remove-destination',
      join(root, catalogue),
      join(libraryRoot, catalogue),
    ]);
    const organization = largeOrganization(LARGE);
    const exportRoot = join(folder, 'exports');
    mkdirSync(exportRoot);

    const { child, apiUrl, apiKey } = await startLargeSandbox();
    try {
      const desk = await startDeskProcess({
        libraryRoot,
        cacheRoot: join(folder, 'cache'),
        exportRoot,
        apiUrl,
        organization,
      });
      const measure = phaseMeter(desk);
      const people = organization.people.map(({ id }) => id);
      const exported = people.slice(0, EXPORTED_PEOPLE * share);
      const downloaded = people.slice(EXPORTED_PEOPLE).slice(0, DOWNLOADED_PEOPLE * share);
      try {
        return {
          figures: [
            ...(await measure('sync', async () => {
              await desk.ask('session.connect', { apiKey, remember: false });
              await untilIdle(desk);
            })),
            ...(await measure('nothing else to do', () => setTimeout(5_000 * share))),
            ...(await measure('preview of an export of everything', () =>
              desk.ask('exports.preview', { options: exportOf(exportRoot, []) }),
            )),
            ...(await measure(
              `download of ${downloaded.length * LARGE.photosPerPerson} photos`,
              () =>
                done(desk, 'jobs.download', {
                  label: 'Bench',
                  scope: { teamIds: [], personIds: downloaded, photos: [] },
                  selection: 'all',
                  variant: 'main',
                }),
            )),
            ...(await measure(`export of ${exported.length * LARGE.photosPerPerson} photos`, () =>
              done(desk, 'jobs.export', {
                label: 'Bench',
                options: exportOf(exportRoot, exported),
                offline: true,
              }),
            )),
          ],
        };
      } finally {
        await desk.close();
      }
    } finally {
      child.disconnect();
    }
  },
};

/** Measures calls at random moments while `work` is under way. */
function phaseMeter(desk: DeskProcess) {
  const random = createRandom('ipc');
  return async (phase: string, work: () => Promise<unknown>): Promise<Figure[]> => {
    await desk.delays();
    const times: number[] = [];
    const calls: Promise<unknown>[] = [];
    let working = true;
    const startedMs = performance.now();
    const worked = work().finally(() => {
      working = false;
    });
    while (working) {
      await setTimeout(-Math.log(1 - random()) * MEAN_PAUSE_MS);
      const [path, input] = callAt(random);
      const askedMs = performance.now();
      calls.push(desk.ask(path, input).then(() => times.push(performance.now() - askedMs)));
    }
    await worked;
    await Promise.all(calls);
    const seconds = (performance.now() - startedMs) / 1000;
    const { p99, max } = await desk.delays();
    return [
      { name: `${phase}: took`, value: seconds, unit: 's' },
      {
        name: `${phase}: half of ${times.length} calls within`,
        value: quantile(times, 0.5),
        unit: 'ms',
      },
      {
        name: `${phase}: 99 % of calls within`,
        value: quantile(times, 0.99),
        unit: 'ms',
        goal: { atMost: SLOWEST_MS },
      },
      { name: `${phase}: the slowest call`, value: Math.max(...times), unit: 'ms' },
      { name: `${phase}: event loop late, 99 % within`, value: p99, unit: 'ms' },
      { name: `${phase}: event loop late, at most`, value: max, unit: 'ms' },
    ];
  };
}

const WORDS = ['a', 'an', 'zoë', 'nguyễn', '美', 'berg', 'kowal', 'xq'];

/** What a window asks for, about as often as it does. */
function callAt(random: () => number): [path: string, input: object] {
  const kind = random();
  const offset = Math.floor(random() * (LARGE.people / 100)) * 100;
  const search = WORDS[Math.floor(random() * WORDS.length)] ?? '';
  if (kind < 0.4) return ['people.list', { ...everybody(''), offset, limit: 100 }];
  if (kind < 0.7) return ['people.list', { ...everybody(search), offset: 0, limit: 100 }];
  if (kind < 0.8) return ['jobs.list', {}];
  if (kind < 0.9) return ['session.get', {}];
  return ['library.summary', {}];
}

function everybody(search: string): PeopleQuery {
  return {
    view: { kind: 'all' },
    sort: { key: 'name', descending: false },
    filter: {
      search,
      hasFavorite: null,
      rated: null,
      downloaded: null,
      isNew: null,
      lifecycle: null,
    },
  };
}

function exportOf(to: string, personIds: string[]): ExportOptions {
  return {
    scope: { teamIds: [], personIds, photos: [] },
    selection: 'all',
    variant: 'main',
    layout: 'zip-per-team',
    template: '{person}/{person|slug}-{number:2}-{favorite}',
    to,
    overwrite: false,
  };
}

async function done(desk: DeskProcess, path: string, request: object): Promise<void> {
  const { id } = await desk.ask<Job>(path, request);
  await untilIdle(desk);
  const { jobs } = await desk.ask<{ jobs: Job[] }>('jobs.list');
  const job = jobs.find((it) => it.id === id);
  if (job?.state !== 'done' || job.failed > 0) {
    throw new Error(`${path} ended as ${job?.state}: ${job?.error?.message}`);
  }
}

async function untilIdle(desk: DeskProcess): Promise<void> {
  for (;;) {
    await setTimeout(200);
    const { jobs } = await desk.ask<{ jobs: Job[] }>('jobs.list');
    if (!jobs.some(({ state }) => ['waiting', 'running', 'offline'].includes(state))) return;
  }
}
