/**
 * A desk in a process of its own, to be killed: downloads everything from the sandbox at the address
 * and with the key it is given, into a folder. Says `working` on its output once photos arrive.
 */

import { systemClock } from '#core/clock.ts';
import { createDesk } from '#core/desk.ts';
import { createHttp } from '#core/http.ts';
import { createClient } from '#shared/client.ts';

const [apiUrl = '', apiKey = '', libraryRoot = '', cacheRoot = ''] = process.argv.slice(2);
const quiet = () => {};
const desk = createDesk(
  {
    http: createHttp(),
    clock: systemClock,
    random: Math.random,
    log: { debug: quiet, warn: quiet, error: quiet },
    vault: {
      storage: async () => ({ kind: 'os' }),
      read: async () => null,
      write: async () => {},
      forget: async () => {},
    },
    settings: { get: () => undefined, set: quiet },
    desktop: {
      chooseFolder: async () => null,
      showItem: quiet,
      trash: async () => {},
      openExternal: async () => {},
      copyText: quiet,
      copyImage: async () => {},
      startDrag: quiet,
      notify: quiet,
      showProgress: quiet,
      keepAwake: quiet,
      exportFolder: () => libraryRoot,
      about: () => ({}),
    },
    startDemo: async () => ({ apiUrl, apiKey }),
  },
  { apiUrl, libraryRoot, cacheRoot, program: 'a desk to be killed' },
);
desk.subscribe((message) => {
  if (message.name !== 'jobs') return;
  const download = message.payload.jobs.find(({ kind }) => kind === 'download');
  if ((download?.phases[1]?.done ?? 0) > 2) process.stdout.write('working\n');
});
await desk.start();
const client = createClient({ invoke: desk.dispatch, subscribe: desk.subscribe });
await client.session.connect({ apiKey, remember: false });
await client.jobs.download({
  scope: { teamIds: [], personIds: [], photos: [] },
  selection: 'all',
  variant: 'main',
  label: 'Everything',
});
