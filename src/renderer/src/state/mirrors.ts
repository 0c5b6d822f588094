import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '#shared/bridge.ts';
import type { Api, Events } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { Live } from '#shared/live.ts';
import type { Whitelabel } from '#shared/organization.ts';
import type { LibrarySummary, Session, Settings } from '#shared/window.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What the window knows of the core's truth. Each part is replaced whole, and only by a newer one. */
export interface Mirrors {
  /** Null until the first answer. */
  session: Session | null;
  summary: LibrarySummary | null;
  settings: Settings | null;
  /** `revision` is -1 until the first answer. */
  jobs: Events['jobs'];
  /** Null until somebody asked for it, or something happened. */
  live: Live | null;
  /** Null also before the core was asked. */
  whitelabel: Whitelabel;
  /** Rises with every change of the library: ask again for what is on screen. */
  libraryRevision: number;
  /** Why the core could not be asked at all. */
  failure: ErrorData | null;
}

type Taken = Pick<Mirrors, 'session' | 'settings' | 'live' | 'whitelabel'>;

export interface MirrorStore extends StoreApi<Mirrors> {
  /** Asks for everything once and follows the core's events until the function it returns is called. */
  follow: () => () => void;
  /** Asks for everything again, after the core could not be asked. */
  refresh: () => void;
  /** Takes the answer of a call that changes a part, before its event comes. */
  take: (news: Partial<Taken>) => void;
}

const NO_JOBS: Events['jobs'] = {
  revision: -1,
  jobs: [],
  budget: { limit: 0, usedLastMinute: 0, remaining: 0, pausedUntil: null },
};

/** The mirrors of one core, empty until `follow` is called. */
export function createMirrors(client: Api, subscribe: Bridge['subscribe']): MirrorStore {
  const store = createStore<Mirrors>(() => ({
    session: null,
    summary: null,
    settings: null,
    jobs: NO_JOBS,
    live: null,
    whitelabel: null,
    libraryRevision: 0,
    failure: null,
  }));
  // Counts what arrived, so that an answer never undoes an event that overtook it.
  const arrivals = { session: 0, settings: 0, connections: 0 };

  function take(news: Partial<Taken>): void {
    if (news.session !== undefined) arrivals.session += 1;
    if (news.settings !== undefined) arrivals.settings += 1;
    store.setState(news);
  }

  // A download changes the library many times a second, and counting it takes a while.
  const askSummary = oneAtATime(async () => {
    const { connections } = arrivals;
    const summary = await client.library.summary({});
    if (connections === arrivals.connections) store.setState({ summary });
  });

  async function askWhitelabel(): Promise<void> {
    store.setState({ whitelabel: await client.models.whitelabel({}) });
  }

  async function askAll(): Promise<void> {
    const before = { ...arrivals };
    const [session, settings, jobs] = await Promise.all([
      client.session.get({}),
      client.settings.get({}),
      client.jobs.list({}),
    ]);
    if (arrivals.session === before.session) take({ session });
    if (arrivals.settings === before.settings) take({ settings });
    if (store.getState().jobs.revision < 0) store.setState({ jobs: { revision: 0, ...jobs } });
    if (store.getState().session?.state !== 'connected') return;
    await askSummary();
    refreshWhitelabel();
  }

  const fail = (error: unknown) => store.setState({ failure: toErrorData(error) });
  // An older summary is better than none: the next change of the library asks again.
  const refreshSummary = () => void askSummary().catch(() => undefined);
  // Not known is an answer, too.
  const refreshWhitelabel = () => void askWhitelabel().catch(() => undefined);

  function follow(): () => void {
    const stop = subscribe((message) => {
      if (message.name === 'session') {
        const before = store.getState().session;
        take({ session: message.payload });
        if (isNewConnection(before, message.payload)) {
          arrivals.connections += 1;
          store.setState({ summary: null, live: null, whitelabel: null });
          refreshSummary();
          refreshWhitelabel();
        }
      }
      if (message.name === 'live') take({ live: message.payload });
      if (message.name === 'settings') take({ settings: message.payload });
      if (message.name === 'jobs' && message.payload.revision > store.getState().jobs.revision) {
        store.setState({ jobs: message.payload });
      }
      if (
        message.name === 'library' &&
        message.payload.revision > store.getState().libraryRevision
      ) {
        store.setState({ libraryRevision: message.payload.revision });
        refreshSummary();
      }
    });
    refresh();
    return stop;
  }

  function refresh(): void {
    store.setState({ failure: null });
    askAll().catch(fail);
  }

  return { ...store, follow, refresh, take };
}

function isNewConnection(before: Session | null, after: Session): boolean {
  if (after.state !== 'connected') return false;
  return before?.state !== 'connected' || before.organization.uid !== after.organization.uid;
}
