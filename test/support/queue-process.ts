/**
 * A process of its own that syncs, queues everything and downloads the first photos, then says as JSON
 * what its queue held and the most memory it ever had.
 */

import { systemClock } from '#core/clock.ts';
import { createCore } from '#core/core.ts';
import { createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';

const [apiUrl = '', apiKey = '', root = '', enough = '0'] = process.argv.slice(2);
const quiet = () => {};
const http = createHttp();
const core = createCore(
  {
    http,
    clock: systemClock,
    random: Math.random,
    log: { debug: quiet, warn: quiet, error: quiet },
  },
  { apiUrl, apiKey: () => apiKey, root, program: 'a queue that is measured' },
);
const { uid } = await core.connect();
const workspace = core.open(uid);
await workspace.sync({ photosOf: () => EVERYBODY });
const queued = await workspace.downloads.enqueue(EVERYBODY, { selection: 'all', variant: 'main' });
const stop = new AbortController();
const outcome = await workspace.downloads.run({
  signal: stop.signal,
  onProgress: ({ done }) => done >= Number(enough) && stop.abort(),
});
const left = workspace.downloads.counts().queued;
workspace.close();
await http.close();
const { maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({ queued, left, stored: outcome.stored, peakKilobytes: maxRSS }),
);
