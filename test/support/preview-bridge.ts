import type { Bridge, EventMessage, Reply } from '#shared/bridge.ts';
import type { Api } from '#shared/contract.ts';
import { AppError, toErrorData } from '#shared/errors.ts';
import type { ExportOptions } from '#shared/export.ts';
import type { ExportPreset, ExportPreview } from '#shared/jobs.ts';
import type { KeyStorage, Session, Settings } from '#shared/window.ts';
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

const NOTHING: ExportPreview = {
  targets: [],
  photos: 0,
  people: 0,
  toDownload: 0,
  sizeBytes: 0,
  etaMs: null,
  names: [],
  omissions: [],
  error: null,
};

const SAMPLE = [
  ['Anna', 'Müller'],
  ['Arjun', 'Mehta'],
  ['Brooke', 'Castellano'],
  ['Chidinma', 'Okonkwo'],
] as const;

/** About what the core would call the first files; good enough to look at. */
function sampleNames(template: string, photos: number): string[] {
  return Array.from({ length: Math.min(12, photos) }, (_, index) => {
    const [first, last] = SAMPLE[Math.floor(index / 3)] ?? SAMPLE[0];
    const values: Record<string, string> = {
      first,
      last,
      person: `${first} ${last}`,
      team: 'Sales',
      email: `${first}.${last}@larkmoor.example`.toLowerCase(),
      number: String((index % 3) + 1).padStart(2, '0'),
      favorite: index % 3 === 0 ? 'favorite' : '',
    };
    const name = template.replace(/[-_. ]?\{(\w+)(?::\d)?(\|slug)?\}/g, (whole, token, slug) => {
      const value = values[String(token)] ?? String(token);
      const separator = whole.startsWith('{') ? '' : whole.charAt(0);
      const plain = value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return value === '' ? '' : separator + (slug ? plain.replace(/[^a-z0-9]+/g, '-') : value);
    });
    return `${name}.jpg`;
  });
}

/** A core that only pretends: for looking at the window without network, key or library. */
export function createPreviewBridge(options: PreviewOptions = {}): Bridge & { close(): void } {
  const nowMs = Date.now();
  const listeners = new Set<(message: EventMessage) => void>();
  const people = createPreviewPeople(options.people ?? 60, nowMs);
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
  let presets: ExportPreset[] = [];

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
  function photosIn({ teamIds, personIds, photos }: ExportOptions['scope']): number {
    const all = teamIds.length + personIds.length + photos.length === 0;
    const totals = people.summary();
    const ofTeams = totals.teams
      .filter((team) => all || teamIds.includes(team.id))
      .reduce((sum, team) => sum + team.photos, 0);
    const ofPeople = personIds.reduce(
      (sum, id) => sum + (people.detail(id)?.person.photoCount ?? 0),
      0,
    );
    return ofTeams + ofPeople + photos.length;
  }
  function preview(wanted: ExportOptions): ExportPreview {
    if (wanted.template.includes('{oops')) {
      const message = 'The brace at position 1 of the template is never closed.';
      return { ...NOTHING, error: { code: 'template_invalid', message } };
    }
    const photos =
      wanted.selection === 'all'
        ? photosIn(wanted.scope)
        : Math.ceil(photosIn(wanted.scope) / (wanted.selection === 'favorites' ? 20 : 6));
    const { teamIds, personIds } = wanted.scope;
    const teams = people
      .summary()
      .teams.filter(({ id, photos: some }) =>
        teamIds.length + personIds.length === 0 ? some > 0 : teamIds.includes(id),
      );
    const together = { team: null, name: 'Larkmoor Instruments.zip' };
    const targets = (
      wanted.layout === 'zip-per-team' && teams.length > 0
        ? teams.map(({ id, name }) => ({ team: { id, name }, name: `${name}.zip` }))
        : [together]
    ).map((target, _, all) => ({
      ...target,
      photos: Math.ceil(photos / all.length),
      sizeBytes: Math.ceil(photos / all.length) * 412_000,
      missing: target.name === 'Sales.zip' ? 3 : 0,
      // One team's file lies there from last time.
      exists: target.name === 'Leadership.zip' && !wanted.overwrite,
    }));
    return {
      targets,
      photos,
      people: 10,
      toDownload: Math.floor(photos / 3),
      sizeBytes: photos * 412_000,
      etaMs: photos * 220,
      names: sampleNames(wanted.template, targets[0]?.photos ?? 0),
      omissions:
        wanted.selection === 'all' && photos > 200
          ? [
              {
                message: 'HeadshotPro no longer has this photo.',
                photos: 3,
                people: ['Giulia D’Amico', 'Νίκος Παπαδόπουλος'],
              },
            ]
          : [],
      error: null,
    };
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
      download: async ({ label, scope }) => jobs.start('download', label, photosIn(scope)),
      export: async ({ label, options: { scope } }) => jobs.start('export', label, photosIn(scope)),
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
    exports: {
      preview: async ({ options: wanted }) => preview(wanted),
      chooseFolder: async () => '/home/alex/Pictures/Headshots',
      defaultFolder: async () => '/home/alex/Downloads',
      presets: async () => presets,
      async savePreset(preset) {
        presets = [...presets, { ...preset, id: `preset-${String(presets.length + 1)}` }];
        return presets;
      },
      async deletePreset({ id }) {
        presets = presets.filter((preset) => preset.id !== id);
        return presets;
      },
    },
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
