import { performance } from 'node:perf_hooks';
import { systemClock } from '#core/clock.ts';
import { planExport } from '#core/exports/plan.ts';
import { chosenPhotos } from '#core/library/chosen-photos.ts';
import { readLibrary } from '#core/library/library.ts';
import type { ExportOptions, Layout } from '#shared/export.ts';

/**
 * The plan of one export, as the export thread makes it: `node plan.ts <library> <layout> [person …]`.
 * Tells its parent what that took.
 */

/** What a plan took. */
export interface PlanCost {
  photos: number;
  ms: number;
  /** Of memory, beyond what the process has when it begins. */
  bytes: number;
}

const [folder = '', layout = '', ...personIds] = process.argv.slice(2);
const options: ExportOptions = {
  scope: { teamIds: [], personIds, photos: [] },
  selection: 'all',
  variant: 'main',
  layout: layout as Layout,
  template: '{person}/{person|slug}-{number:2}-{favorite}',
  to: '/exports',
  overwrite: true,
};
const library = readLibrary(folder, { clock: systemClock });
const before = process.memoryUsage.rss();
const startedMs = performance.now();
const candidates = chosenPhotos(library.db, library.paths, options.scope, options);
const plan = planExport(options, candidates, { organizationName: 'Large', exists: () => false });
const cost: PlanCost = {
  photos: plan.targets.reduce((sum, { entries }) => sum + entries.length, 0),
  ms: performance.now() - startedMs,
  bytes: process.resourceUsage().maxRSS * 1024 - before,
};
library.close();
process.send?.(cost);
