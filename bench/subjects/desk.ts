import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '#core/clock.ts';
import { createDesk } from '#core/desk.ts';
import { createHttp } from '#core/http.ts';
import type { Desktop } from '#core/ports.ts';
import type { Reply } from '#shared/bridge.ts';

/**
 * The core as the window's shell serves it, in a process of its own, without a window: calls come as
 * messages. `node desk.ts <libraries> <cache> <exports> <apiUrl> <uid> <name>`.
 */

/** What the process is told: a call of the contract, or to say how late its event loop was since. */
export type ToDesk = { id: number; path: string; input: unknown } | { id: number; path: 'delays' };
export interface FromDesk {
  id: number;
  reply: Reply | { ok: true; value: LoopDelays };
}

/** How late timers were, in ms. */
export interface LoopDelays {
  p99: number;
  max: number;
}

const [libraryRoot = '', cacheRoot = '', exportRoot = '', apiUrl = '', uid = '', name = ''] =
  process.argv.slice(2);

const nothing = () => {};
const complain = (message: string, facts?: object) => {
  process.stderr.write(`${message} ${JSON.stringify(facts)}\n`);
};
const desktop: Desktop = {
  chooseFolder: async () => exportRoot,
  saveFile: async () => null,
  showItem: nothing,
  trash: async () => {},
  openExternal: async () => {},
  openMail: async () => {},
  copyText: nothing,
  copyImage: async () => {},
  startDrag: nothing,
  notify: nothing,
  showProgress: nothing,
  keepAwake: nothing,
  exportFolder: () => exportRoot,
  about: () => ({}),
};
const settings = new Map<string, unknown>([
  ['lastLibrary', { uid, name, website: null, demo: false }],
]);
const desk = createDesk(
  {
    http: createHttp(),
    clock: systemClock,
    random: Math.random,
    log: { debug: nothing, warn: complain, error: complain },
    vault: {
      storage: async () => ({ kind: 'os' }),
      read: async () => null,
      write: async () => {},
      forget: async () => {},
    },
    settings: { get: (key) => settings.get(key), set: (key, value) => settings.set(key, value) },
    desktop,
    startDemo: async () => ({ apiUrl, apiKey: '' }),
  },
  { apiUrl, libraryRoot, cacheRoot, program: 'bench' },
);
const delays = monitorEventLoopDelay({ resolution: 2 });
delays.enable();
// The window hears of everything, too: each event is put into words for it.
desk.subscribe((message) => void JSON.stringify(message));
await desk.start();

const answer = async (message: ToDesk): Promise<FromDesk> => {
  const { id, path } = message;
  if (!('input' in message)) {
    const value = { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6 };
    delays.reset();
    return { id, reply: { ok: true, value } };
  }
  return { id, reply: await desk.dispatch(path, message.input) };
};
process.on('message', (message: ToDesk) => {
  void answer(message).then((said) => process.send?.(said));
});
process.once('disconnect', () => void desk.close().finally(() => process.exit()));
process.send?.({ id: 0, reply: { ok: true, value: null } } satisfies FromDesk);
