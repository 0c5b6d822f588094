import type { Bridge, EventMessage, Reply } from '#shared/bridge.ts';
import type { Api } from '#shared/contract.ts';
import { AppError, toErrorData } from '#shared/errors.ts';
import type { KeyStorage, Session, Settings } from '#shared/window.ts';
import { createPreviewExports } from './preview-exports.ts';
import { createPreviewJobs, type JobScene } from './preview-jobs.ts';
import { createPreviewPeople } from './preview-people.ts';

/** What a preview shows. Each can be said in its address: `?people=10000&offline=1`. */
export interface PreviewOptions {
  /** 60 unless given. */
  people?: number;
  state?: 'welcome' | 'connected';
  offline?: boolean;
  hasKey?: boolean;
  appearance?: Settings['appearance'];
  language?: string;
  /** Calls whose path begins like this fail: `people.list`. */
  failing?: string | null;
  /** How long every call takes. */
  delayMs?: number;
  /** Whether there is a key store; yes unless given. */
  hasKeyStore?: boolean;
  /** A real organization in place of the demo. */
  isReal?: boolean;
  /** Which jobs there are to begin with. */
  jobs?: JobScene;
}

/** A core that only pretends: for looking at the window without network, key or library. */
export function createPreviewBridge(options: PreviewOptions = {}): Bridge & { close(): void } {
  const nowMs = Date.now();
  const listeners = new Set<(message: EventMessage) => void>();
  const people = createPreviewPeople(options.people ?? 60, nowMs);
  const exports = createPreviewExports(people);
  const jobs = createPreviewJobs(announceJobs, nowMs, options.jobs);
  let revision = 0;
  const keyStorage: KeyStorage =
    options.hasKeyStore === false
      ? {
          kind: 'session',
          reason:
            'This system has no key store that is unlocked, so the key is kept until you quit.',
        }
      : { kind: 'os' };
  let settings: Settings = {
    appearance: options.appearance ?? 'system',
    concurrency: 8,
    language: options.language ?? 'en',
  };
  let session: Session =
    options.state === 'welcome' ? { state: 'welcome', keyStorage } : connected();

  function connected(): Session {
    const { uid, name, website } = people.organization;
    const offline = options.offline ?? false;
    return {
      state: 'connected',
      organization: { uid, name, website },
      demo: options.isReal !== true,
      keyStorage,
      hasKey: options.hasKey ?? true,
      online: !offline,
      problem: offline
        ? { code: 'api_unreachable', message: 'HeadshotPro cannot be reached.' }
        : null,
    };
  }
  function emit(message: EventMessage): void {
    for (const listener of listeners) listener(message);
  }
  function announceJobs(): void {
    revision += 1;
    emit({ name: 'jobs', payload: { revision, jobs: jobs.list(), budget: jobs.budget() } });
  }
  function announceLibrary(): void {
    revision += 1;
    emit({ name: 'library', payload: { revision } });
  }
  function become(next: Session): Session {
    session = next;
    emit({ name: 'session', payload: session });
    return session;
  }
  const api: Api = {
    session: {
      get: async () => session,
      async connect({ apiKey }) {
        if (apiKey.includes('refused')) {
          throw new AppError(
            'key_refused',
            'HeadshotPro refused this key. Check it and try again.',
          );
        }
        return become(connected());
      },
      connectDemo: async () => become(connected()),
      retry: async () => session,
      forget: async () => become({ state: 'welcome', keyStorage }),
    },
    library: { summary: async () => people.summary(), markVisited: async () => undefined },
    people: {
      async list({ offset, limit, ...query }) {
        const found = people.query(query);
        return { items: found.slice(offset, offset + limit), total: found.length };
      },
      ids: async (query) => people.query(query).map((person) => person.id),
      async get({ personId }) {
        const detail = people.detail(personId);
        if (detail === null) throw new AppError('not_found', 'This person is not in the library.');
        return detail;
      },
    },
    photos: {
      async mark({ photos, ...news }) {
        people.mark(photos, news);
        announceLibrary();
      },
      details: async () =>
        ['main', 'thumbnail'].map((variant) => ({
          variant,
          state: 'stored',
          type: 'image/jpeg',
          sizeBytes: variant === 'main' ? 412_310 : 18_204,
          width: variant === 'main' ? 768 : 240,
          height: variant === 'main' ? 960 : 300,
          sha256: '9f2c41d0'.repeat(8),
          storedAt: new Date(nowMs - 3_600_000).toISOString(),
          verifiedAt: new Date(nowMs - 3_600_000).toISOString(),
        })),
      reveal: async () => undefined,
      copy: async () => undefined,
      startDrag: async () => undefined,
    },
    jobs: {
      list: async () => ({ jobs: jobs.list(), budget: jobs.budget() }),
      sync: async () => jobs.start('sync', 'Everything new', 0),
      download: async ({ label, scope }) => jobs.start('download', label, exports.photosIn(scope)),
      export: async ({ label, options: { scope } }) =>
        jobs.start('export', label, exports.photosIn(scope)),
      pause: async ({ jobId }) => jobs.change(jobId, { state: 'paused' }),
      resume: async ({ jobId }) => jobs.change(jobId, { state: 'running' }),
      cancel: async ({ jobId }) =>
        jobs.change(jobId, { state: 'cancelled', endedAt: new Date().toISOString() }),
      move: async () => undefined,
      failures: async () => [
        {
          person: 'Lerato Mokoena',
          team: 'Customer Success',
          modelId: 'm1',
          photoId: 'p1',
          code: 'photo_gone',
          message: 'HeadshotPro no longer has this photo.',
        },
        {
          person: 'Bartosz Zając',
          team: 'Customer Success',
          modelId: 'm2',
          photoId: 'p2',
          code: 'photo_truncated',
          message: 'The download ended early three times. Try again later.',
        },
      ],
      retryFailed: async ({ jobId }) =>
        jobs.start('download', jobs.find(jobId)?.label ?? 'Failed photos', 2),
      again: async ({ jobId }) => jobs.start('export', jobs.find(jobId)?.label ?? 'Export', 10),
      reveal: async () => undefined,
      remove: async ({ jobId }) => jobs.remove(jobId),
    },
    exports: exports.service,
    settings: {
      get: async () => settings,
      async set(news) {
        settings = { ...settings, ...news };
        emit({ name: 'settings', payload: settings });
        return settings;
      },
    },
    storage: {
      usage: async () => ({
        folder: '/home/alex/Headshots/Larkmoor Instruments',
        usedBytes: people.summary().totals.storedBytes,
        freeBytes: 218_400_000_000,
        removable: { files: 214, sizeBytes: 214 * 412_000 },
      }),
      removeExported: async () => ({ files: 214, sizeBytes: 214 * 412_000 }),
      reveal: async () => undefined,
    },
    desktop: {
      openExternal: async () => undefined,
      diagnostics: async () => ({ text: 'Headshot Desk 0.1.0\nPreview\n' }),
      copyText: async () => undefined,
    },
  };

  return {
    async invoke(path, input): Promise<Reply> {
      const [service = '', method = ''] = path.split('.');
      if (options.delayMs) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
      try {
        if (options.failing && path.startsWith(options.failing)) {
          throw new AppError('library_damaged', 'The library could not be read. Check the disk.');
        }
        const call = Reflect.get(Reflect.get(api, service), method) as (_: unknown) => unknown;
        return { ok: true, value: await call(input) };
      } catch (error) {
        return { ok: false, error: toErrorData(error) };
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: jobs.close,
  };
}
