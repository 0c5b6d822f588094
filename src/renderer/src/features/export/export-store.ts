import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { ExportOptions, Scope } from '#shared/export.ts';
import type { ExportPreset, ExportPreview, Job } from '#shared/jobs.ts';
import { type Choices, type ChoicesMemory, FIRST_CHOICES } from './last-choices.ts';
import { templateForLayout } from './templates.ts';

/** While somebody types, the core is asked only after they paused this long. */
export const TYPING_PAUSE_MS = 150;
/** While the library changes underneath, the preview follows at most this often. */
const FOLLOW_MS = 1_000;

/** One export while it is being put together. */
export interface ExportWork {
  choices: Choices;
  /** The folder; null until the first answer. */
  to: string | null;
  overwrite: boolean;
  /** Take only what is on disk. */
  offline: boolean;
  /** The last answer that came; null before the first. */
  preview: ExportPreview | null;
  /** The preview belongs to older choices: a newer one is on its way. */
  isStale: boolean;
  /** Why there is no preview at all. */
  failure: ErrorData | null;
  presets: ExportPreset[];
  starting: boolean;
  choose: (changes: Partial<Choices>) => void;
  setOverwrite: (overwrite: boolean) => void;
  setOffline: (offline: boolean) => void;
  chooseFolder: () => Promise<void>;
  applyPreset: (id: string) => void;
  /** Throws what the core throws. */
  savePreset: (name: string) => Promise<void>;
  deletePreset: (id: string) => Promise<void>;
  /** Asks again after something in the library changed. */
  follow: () => void;
  /** Begins the export. Throws what the core throws; null where something stands in the way. */
  start: (label: string) => Promise<Job | null>;
}

export interface ExportStore extends StoreApi<ExportWork> {
  /** Asks for folder, presets and the first preview, until the returned function is called. */
  open: () => () => void;
}

interface ExportSetup {
  client: Pick<Api, 'exports' | 'jobs'>;
  scope: Scope;
  memory: ChoicesMemory;
  /** What whoever opened it already knows. */
  selection?: Choices['selection'];
  offline: boolean;
}

/** The export sheet's state for one scope. */
export function createExportStore(setup: ExportSetup): ExportStore {
  const { client, scope, memory, selection, offline } = setup;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const store = createStore<ExportWork>((set, get) => ({
    choices: { ...FIRST_CHOICES, ...memory.read(), ...(selection && { selection }) },
    to: null,
    overwrite: false,
    offline,
    preview: null,
    isStale: true,
    failure: null,
    presets: [],
    starting: false,

    choose(changes) {
      const before = get().choices;
      const choices = { ...before, ...changes };
      if (changes.layout !== undefined && changes.template === undefined) {
        choices.template = templateForLayout(before.template, before.layout, changes.layout);
      }
      set({ choices, overwrite: false });
      ask(TYPING_PAUSE_MS);
    },
    setOverwrite: (overwrite) => set({ overwrite }),
    setOffline: (next) => set({ offline: next }),

    async chooseFolder() {
      const to = await client.exports.chooseFolder({ current: get().to });
      if (to === null) return;
      set({ to, overwrite: false });
      ask(0);
    },

    applyPreset(id) {
      const preset = get().presets.find((known) => known.id === id);
      if (preset) get().choose(choicesOf(preset));
    },
    async savePreset(name) {
      set({ presets: await client.exports.savePreset({ name, ...get().choices }) });
    },
    async deletePreset(id) {
      set({ presets: await client.exports.deletePreset({ id }) });
    },

    follow() {
      if (timer === null) ask(FOLLOW_MS);
    },

    async start(label) {
      const work = get();
      const options = optionsOf(work);
      if (options === null || work.starting || obstacleOf(work) !== null) return null;
      set({ starting: true });
      try {
        const job = await client.jobs.export({ options, label, offline: work.offline });
        memory.write(work.choices);
        return job;
      } finally {
        set({ starting: false });
      }
    },
  }));

  function optionsOf({ choices, to, overwrite }: ExportWork): ExportOptions | null {
    return to === null ? null : { scope, ...choices, to, overwrite };
  }

  function ask(afterMs: number): void {
    asked += 1;
    store.setState({ isStale: true });
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void preview(asked);
    }, afterMs);
  }

  async function preview(turn: number): Promise<void> {
    const options = optionsOf(store.getState());
    if (options === null) return;
    try {
      const found = await client.exports.preview({ options });
      // An answer to what was chosen before must not stand for what is chosen now.
      if (turn === asked) store.setState({ preview: found, isStale: false, failure: null });
    } catch (error) {
      const failure = toErrorData(error);
      if (turn !== asked || failure.code === 'cancelled') return;
      store.setState({ failure, isStale: false });
    }
  }

  function open(): () => void {
    client.exports.defaultFolder({}).then(
      (to) => {
        if (store.getState().to === null) store.setState({ to });
        ask(0);
      },
      (error) => store.setState({ failure: toErrorData(error), isStale: false }),
    );
    client.exports.presets({}).then(
      (presets) => store.setState({ presets }),
      // An export works without presets; saving one tells what is wrong.
      () => undefined,
    );
    return () => {
      asked += 1;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
  }

  return { ...store, open };
}

/** Why an export cannot begin; null when it can. */
export type Obstacle = 'waiting' | 'failed' | 'template' | 'nothing' | 'nothing-here' | 'exists';

export function obstacleOf(
  work: Pick<ExportWork, 'preview' | 'failure' | 'isStale' | 'overwrite' | 'offline'>,
): Obstacle | null {
  const { preview, failure, isStale, overwrite } = work;
  if (failure !== null) return 'failed';
  if (preview === null || isStale) return 'waiting';
  if (preview.error !== null) {
    return preview.error.code === 'template_invalid' ? 'template' : 'failed';
  }
  if (preview.photos === 0) return 'nothing';
  if (photosToWrite(work) === 0) return 'nothing-here';
  return preview.targets.some(({ exists }) => exists) && !overwrite ? 'exists' : null;
}

/** How many photos the export will hold. */
export function photosToWrite({
  preview,
  offline,
}: Pick<ExportWork, 'preview' | 'offline'>): number {
  if (preview === null) return 0;
  return preview.photos - (offline ? preview.toDownload : 0);
}

/** The preset that has just these choices; null where none has. */
export function presetOf({
  presets,
  choices,
}: Pick<ExportWork, 'presets' | 'choices'>): ExportPreset | null {
  const wanted = JSON.stringify(choicesOf(choices));
  return presets.find((preset) => JSON.stringify(choicesOf(preset)) === wanted) ?? null;
}

function choicesOf({ selection, variant, layout, template }: Choices): Choices {
  return { selection, variant, layout, template };
}
