import { z } from 'zod';
import { CAMPAIGN_STEPS } from '#shared/campaign.ts';
import type { Api } from '#shared/contract.ts';
import { LIFECYCLES, SELECTIONS } from '#shared/domain.ts';
import { LAYOUTS } from '#shared/export.ts';
import { WATCH_EVENTS } from '#shared/live.ts';
import { LONGEST_TEAM_NAME } from '#shared/team-name.ts';
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

const email = z.string().trim().min(3).max(320);
const name = z.string().trim().min(1).max(LONGEST_TEAM_NAME);
const teamId = id.nullable();
const page = { offset: z.int().min(0), limit: z.int().min(1).max(200) };
const campaignQuery = {
  step: z.enum(CAMPAIGN_STEPS).nullable(),
  teamId,
  withoutFavorite: z.boolean(),
  search: text,
  order: z.enum(['longest', 'name']),
};
const removalTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invite'), email }),
  z.strictObject({ kind: z.literal('model'), modelId: id }),
]);
/** Also what the stored rules are read by. */
export const RULE_SCHEMA = {
  on: z.enum(WATCH_EVENTS),
  teamId,
  selection,
  variant,
  template: text,
  to: text.nullable(),
  notify: z.boolean(),
  enabled: z.boolean(),
};

/** What each setting may be; also what the stored ones are read by. */
export const SETTING_SCHEMAS = {
  appearance: z.enum(['system', 'light', 'dark']),
  concurrency: z.int().min(1).max(32),
  language: z.string().min(1).max(35),
  lowCredits: z.int().min(0).max(1_000_000),
  pollMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
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
    downloadExpiring: z.strictObject({ label: text }),
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
  campaign: {
    get: nothing,
    people: z.strictObject({ ...campaignQuery, ...page }),
    saveCsv: z.strictObject(campaignQuery),
    mail: z.strictObject(campaignQuery),
    copyAddresses: z.strictObject(campaignQuery),
  },
  invites: {
    check: z.strictObject({
      content: z.union([
        z.strictObject({ text: z.string().max(5_000_000) }),
        z.strictObject({ base64: z.base64().max(7_000_000) }),
      ]),
      teamId,
    }),
    send: z.strictObject({
      invites: z
        .array(
          z.strictObject({
            line: z.int().min(0),
            email,
            teamId,
            name: text.nullable(),
            employeeId: text.nullable(),
          }),
        )
        .min(1)
        .max(20_000),
      label: text,
    }),
    results: z.strictObject({
      jobId: id,
      state: z.enum(['queued', 'unknown', 'sent', 'already', 'failed', 'cancelled']).nullable(),
      ...page,
    }),
    find: z.strictObject({ query: z.string().trim().min(1).max(500) }),
    copyLink: z.strictObject({ email }),
  },
  removals: {
    preview: removalTarget,
    download: removalTarget,
    carryOut: z.strictObject({
      target: removalTarget,
      confirmation: text,
      losePhotos: z.boolean(),
    }),
  },
  teams: {
    create: z.strictObject({ name }),
    rename: z.strictObject({ teamId: id, name }),
    deletion: z.strictObject({ teamId: id }),
    delete: z.strictObject({ teamId: id, confirmation: text }),
    addMembers: z.strictObject({
      teamId: id,
      personIds: z.array(id).max(20_000),
      emails: z.array(email).max(20_000),
    }),
  },
  models: {
    whitelabel: nothing,
    create: z.strictObject({
      email,
      teamId,
      isDevelopment: z.boolean(),
      version: z.enum(['lora', 'one-shot']).nullable(),
    }),
  },
  history: { list: z.strictObject(page) },
  live: {
    get: nothing,
    setVisible: z.strictObject({ visible: z.boolean() }),
    look: nothing,
    setReceiver: z.strictObject({
      enabled: z.boolean(),
      host: z.string().min(1).max(100),
      port: z.int().min(0).max(65_535),
      secret: z.string().max(500).nullable(),
    }),
    saveRule: z.strictObject({
      ...RULE_SCHEMA,
      id: id.nullable(),
      includeEarlier: z.boolean().exactOptional(),
    }),
    deleteRule: z.strictObject({ id }),
  },
  settings: {
    get: nothing,
    set: z.strictObject({
      appearance: SETTING_SCHEMAS.appearance.exactOptional(),
      concurrency: SETTING_SCHEMAS.concurrency.exactOptional(),
      language: SETTING_SCHEMAS.language.exactOptional(),
      lowCredits: SETTING_SCHEMAS.lowCredits.exactOptional(),
      pollMinutes: SETTING_SCHEMAS.pollMinutes.exactOptional(),
    }),
  },
  storage: { usage: nothing, removeExported: nothing, reveal: nothing },
  desktop: {
    openExternal: z.strictObject({ url: text }),
    diagnostics: nothing,
    copyText: z.strictObject({ text: z.string().max(1_000_000) }),
  },
};
