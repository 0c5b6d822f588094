import { z } from 'zod';
import type { Api } from '#shared/contract.ts';
import { LIFECYCLES, SELECTIONS } from '#shared/domain.ts';
import { LAYOUTS } from '#shared/export.ts';
import { SORT_KEYS } from '#shared/window.ts';

/** One schema for each call of the contract: a forgotten one does not compile. */
export type InputSchemas = {
  readonly [Service in keyof Api]: {
    readonly [Method in keyof Api[Service]]: z.ZodType<Input<Api[Service][Method]>>;
  };
};

type Input<Method> = Method extends (input: infer I) => unknown ? I : never;

const nothing = z.strictObject({}) as z.ZodType<Record<string, never>>;
const id = z.string().min(1).max(500);
const text = z.string().max(2_000);
const ids = z.array(id).max(1_000_000);
const photo = z.strictObject({ modelId: id, photoId: id });
const photos = z.array(photo).max(1_000_000);

const scope = z.strictObject({ teamIds: ids, personIds: ids, photos });
const selection = z.enum(SELECTIONS);
const variant = z.enum(['main', 'original']);
const layout = z.enum(LAYOUTS);
const exportOptions = z.strictObject({
  scope,
  selection,
  variant,
  layout,
  template: text,
  to: text,
  overwrite: z.boolean(),
});

const lifecycle = z.enum(LIFECYCLES);
const peopleQuery = {
  view: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('favorites') }),
    z.strictObject({ kind: z.literal('picks') }),
    z.strictObject({ kind: z.literal('team'), teamId: id }),
    z.strictObject({ kind: z.literal('lifecycle'), lifecycle }),
  ]),
  filter: z.strictObject({
    search: text,
    hasFavorite: z.boolean().nullable(),
    rated: z.boolean().nullable(),
    downloaded: z.boolean().nullable(),
    isNew: z.boolean().nullable(),
    lifecycle: lifecycle.nullable(),
  }),
  sort: z.strictObject({ key: z.enum(SORT_KEYS), descending: z.boolean() }),
};

const job = z.strictObject({ jobId: id });
const preset = { name: z.string().trim().min(1).max(100), selection, variant, layout };

/** What each setting may be; also what the stored ones are read by. */
export const SETTING_SCHEMAS = {
  appearance: z.enum(['system', 'light', 'dark']),
  concurrency: z.int().min(1).max(32),
  language: z.string().min(1).max(35),
} as const;

/** Also what the stored presets are read by. */
export const PRESET_SCHEMA = z.strictObject({ ...preset, template: text });

export const INPUT_SCHEMAS: InputSchemas = {
  session: {
    get: nothing,
    connect: z.strictObject({ apiKey: text, remember: z.boolean() }),
    connectDemo: nothing,
    retry: nothing,
    forget: nothing,
  },
  library: { summary: nothing, markVisited: nothing },
  people: {
    list: z.strictObject({
      ...peopleQuery,
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    ids: z.strictObject(peopleQuery),
    get: z.strictObject({ personId: id }),
  },
  photos: {
    mark: z.strictObject({
      photos,
      pick: z.enum(['pick', 'reject']).nullable().exactOptional(),
      stars: z.int().min(0).max(5).exactOptional(),
    }),
    details: photo,
    reveal: photo,
    copy: photo,
    startDrag: z.strictObject({ photos: z.array(photo).min(1).max(1_000) }),
  },
  jobs: {
    list: nothing,
    sync: z.strictObject({ full: z.boolean() }),
    download: z.strictObject({ scope, selection, variant, label: text }),
    export: z.strictObject({ options: exportOptions, label: text, offline: z.boolean() }),
    pause: job,
    resume: job,
    cancel: job,
    move: z.strictObject({ jobId: id, to: z.enum(['up', 'down', 'first']) }),
    failures: job,
    retryFailed: job,
    again: job,
    reveal: job,
    remove: job,
  },
  exports: {
    preview: z.strictObject({ options: exportOptions }),
    chooseFolder: z.strictObject({ current: text.nullable() }),
    defaultFolder: nothing,
    presets: nothing,
    savePreset: PRESET_SCHEMA,
    deletePreset: z.strictObject({ id }),
  },
  settings: {
    get: nothing,
    set: z.strictObject({
      appearance: SETTING_SCHEMAS.appearance.exactOptional(),
      concurrency: SETTING_SCHEMAS.concurrency.exactOptional(),
      language: SETTING_SCHEMAS.language.exactOptional(),
    }),
  },
  storage: { usage: nothing, removeExported: nothing, reveal: nothing },
  desktop: {
    openExternal: z.strictObject({ url: text }),
    diagnostics: nothing,
    copyText: z.strictObject({ text: z.string().max(1_000_000) }),
  },
};
