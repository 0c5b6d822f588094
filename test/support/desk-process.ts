/**
 * A desk in a process of its own, to be killed: arguments are the address and key of a sandbox, a
 * folder that keeps library, cache, settings, trash and exports, and what to do there. It goes on with
 * what an earlier one left, does that, and ends. Says `working` on its output once photos arrive.
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemClock } from '#core/clock.ts';
import { createDesk } from '#core/desk.ts';
import { createHttp } from '#core/http.ts';
import { createClient } from '#shared/client.ts';
import type { Api } from '#shared/contract.ts';

/** What a desk can be told to do. */
export type Deed = 'download' | 'export' | 'remove-exported' | 'invites';

const [apiUrl = '', apiKey = '', folder = '', deed = ''] = process.argv.slice(2);
const everything = {
  scope: { teamIds: [], personIds: [], photos: [] },
  selection: 'all' as const,
  variant: 'main' as const,
};

const DEEDS: Record<Deed, (client: Api) => Promise<unknown>> = {
  download: (client) => client.jobs.download({ ...everything, label: 'Everything' }),
  export: async (client) => {
    const { jobs } = await client.jobs.list({});
    if (jobs.some(({ kind, endedAt }) => kind === 'export' && endedAt === null)) return;
    const to = join(folder, 'exports');
    const template = '{person|slug}-{number:2}';
    const options = {
      ...everything,
      layout: 'zip-per-team',
      template,
      to,
      overwrite: true,
    } as const;
    await client.jobs.export({ label: 'Everything', offline: false, options });
  },
  invites: async (client) => {
    const { jobs } = await client.jobs.list({});
    if (jobs.some(({ kind }) => kind === 'invites')) return;
    const invites = Array.from({ length: 60 }, (_, index) => ({
      line: index + 1,
      email: `new-${index}@x.example`,
      teamId: null,
      name: null,
      employeeId: null,
    }));
    await client.invites.send({ invites, label: 'A list' });
  },
  'remove-exported': (client) => client.storage.removeExported({}),
};

const quiet = () => {};
const http = createHttp();
const desk = createDesk(
  {
    http,
    clock: systemClock,
    random: Math.random,
    log: { debug: quiet, warn: quiet, error: (...said) => process.stderr.write(`${said}\n`) },
    vault: {
      storage: async () => ({ kind: 'os' }),
      read: async (name) => (name === 'api-key' ? apiKey : null),
      write: async () => {},
      forget: async () => {},
    },
    settings: fileSettings(join(folder, 'settings.json')),
    desktop: {
      chooseFolder: async () => null,
      saveFile: async () => null,
      showItem: quiet,
      trash: async (path) => {
        await mkdir(join(folder, 'trash'), { recursive: true });
        await rename(path, join(folder, 'trash', basename(path)));
      },
      openExternal: async () => {},
      openMail: async () => {},
      copyText: quiet,
      copyImage: async () => {},
      startDrag: quiet,
      notify: quiet,
      showProgress: quiet,
      keepAwake: quiet,
      exportFolder: () => join(folder, 'exports'),
      about: () => ({}),
    },
    startDemo: async () => ({ apiUrl, apiKey }),
  },
  {
    apiUrl,
    libraryRoot: join(folder, 'libraries'),
    cacheRoot: join(folder, 'cache'),
    program: 'a desk to be killed',
  },
);
desk.subscribe((message) => {
  if (message.name !== 'jobs') return;
  const { jobs } = message.payload;
  const download = jobs.find(({ kind }) => kind === 'download');
  if ((download?.phases[1]?.done ?? 0) > 2) process.stdout.write('working\n');
});
await desk.start();
const client = createClient({ invoke: desk.dispatch, subscribe: desk.subscribe });
await until(async () => {
  const session = await client.session.get({});
  return session.state === 'connected' && session.online && session.problem === null;
});
const isIdle = async () =>
  (await client.jobs.list({})).jobs.every(({ endedAt }) => endedAt !== null);
// Removing waits for whatever works.
if (deed === 'remove-exported') await until(isIdle);
await DEEDS[deed as Deed](client);
await until(isIdle);
const { jobs } = await client.jobs.list({});
process.stdout.write(`${JSON.stringify(jobs.find(({ kind }) => kind === deed) ?? null)}\n`);
await desk.close();
await http.close();

/** Looks after each event, and now and then. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 200);
      const stop = desk.subscribe(() => {
        clearTimeout(timer);
        stop();
        resolve();
      });
    });
  }
}

function fileSettings(file: string) {
  const read = (): Record<string, unknown> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      return {};
    }
  };
  return {
    get: (key: string) => read()[key],
    set: (key: string, value: unknown) => {
      writeFileSync(`${file}.part`, JSON.stringify({ ...read(), [key]: value }));
      renameSync(`${file}.part`, file);
    },
  };
}
