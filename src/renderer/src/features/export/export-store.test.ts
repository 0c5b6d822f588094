import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { ExportOptions } from '#shared/export.ts';
import type { ExportPreset, ExportPreview, Job } from '#shared/jobs.ts';
import { createExportStore, obstacleOf, photosToWrite, presetOf } from './export-store.ts';
import { type Choices, FIRST_CHOICES, readChoices } from './last-choices.ts';
import { templateOf } from './templates.ts';

const SCOPE = { teamIds: ['sales'], personIds: [], photos: [] };
const PREVIEW: ExportPreview = {
  targets: [
    { team: null, name: 'Sales.zip', photos: 12, sizeBytes: 900, missing: 0, exists: false },
  ],
  photos: 12,
  people: 3,
  toDownload: 4,
  sizeBytes: 900,
  etaMs: 2_000,
  names: ['anna.jpg'],
  omissions: [],
  error: null,
};
const JOB = { id: 'job-1' } as Job;

function setUp(remembered: Partial<Choices> = {}) {
  const asked: ExportOptions[] = [];
  const answers: ((preview: ExportPreview) => void)[] = [];
  const started: unknown[] = [];
  const written: Choices[] = [];
  let presets: ExportPreset[] = [];
  const exports: Api['exports'] = {
    preview: ({ options }) => {
      asked.push(options);
      return new Promise((resolve) => answers.push(resolve));
    },
    chooseFolder: async () => '/chosen',
    defaultFolder: async () => '/downloads',
    presets: async () => presets,
    savePreset: async (preset) => {
      presets = [...presets, { ...preset, id: 'new' }];
      return presets;
    },
    deletePreset: async ({ id }) => {
      presets = presets.filter((preset) => preset.id !== id);
      return presets;
    },
  };
  const jobs = {
    export: async (request: unknown) => {
      started.push(request);
      return JOB;
    },
  } as unknown as Api['jobs'];
  const store = createExportStore({
    client: { exports, jobs },
    scope: SCOPE,
    memory: { read: () => remembered, write: (choices) => written.push(choices) },
    offline: false,
  });
  const answer = async (preview: Partial<ExportPreview> = {}) => {
    answers.at(-1)?.({ ...PREVIEW, ...preview });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { store, asked, answers, answer, started, written, exports };
}

async function opened(remembered?: Partial<Choices>) {
  const world = setUp(remembered);
  world.store.open();
  await vi.advanceTimersByTimeAsync(0);
  return world;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the export sheet', () => {
  it('opens with the last choices and asks what they would give', async () => {
    const { store, asked, answer } = await opened({ selection: 'loved', variant: 'original' });
    expect(asked).toEqual([
      {
        ...FIRST_CHOICES,
        scope: SCOPE,
        selection: 'loved',
        variant: 'original',
        to: '/downloads',
        overwrite: false,
      },
    ]);
    expect(obstacleOf(store.getState())).toBe('waiting');
    await answer();
    expect(store.getState()).toMatchObject({ preview: PREVIEW, isStale: false });
    expect(obstacleOf(store.getState())).toBeNull();
  });

  it('asks once after a pause in typing, not at every letter', async () => {
    const { store, asked } = await opened();
    for (const template of ['{p', '{pe', '{person}']) {
      store.getState().choose({ template });
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked.map(({ template }) => template).slice(1)).toEqual(['{person}']);
  });

  it('ignores an answer that was overtaken', async () => {
    const { store, answers, answer } = await opened();
    store.getState().choose({ selection: 'favorites' });
    await vi.advanceTimersByTimeAsync(200);
    answers[0]?.({ ...PREVIEW, photos: 999 });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().preview).toBeNull();
    await answer({ photos: 3 });
    expect(store.getState().preview?.photos).toBe(3);
  });

  it('takes the template along to another layout unless somebody wrote their own', async () => {
    const { store } = await opened();
    store.getState().choose({ layout: 'folder' });
    expect(store.getState().choices.template).toBe(templateOf('perPerson', 'folder'));
    store.getState().choose({ template: '{email}' });
    store.getState().choose({ layout: 'single-zip' });
    expect(store.getState().choices.template).toBe('{email}');
  });

  it('replaces nothing until that is wished, and forgets the wish with other choices', async () => {
    const { store, answer, started } = await opened();
    await answer({ targets: PREVIEW.targets.map((target) => ({ ...target, exists: true })) });
    expect(obstacleOf(store.getState())).toBe('exists');
    expect(await store.getState().start('Sales')).toBeNull();
    expect(started).toEqual([]);
    store.getState().setOverwrite(true);
    expect(obstacleOf(store.getState())).toBeNull();
    store.getState().choose({ layout: 'single-zip' });
    expect(store.getState().overwrite).toBe(false);
  });

  it('starts what the preview showed and remembers the choices', async () => {
    const { store, answer, started, written } = await opened();
    await answer();
    expect(await store.getState().start('Sales, all photos')).toBe(JOB);
    expect(started).toMatchObject([
      { label: 'Sales, all photos', offline: false, options: { scope: SCOPE, to: '/downloads' } },
    ]);
    expect(written).toEqual([FIRST_CHOICES]);
  });

  it('says what is wrong with a template and starts nothing', async () => {
    const { store, answer, started } = await opened();
    await answer({ error: { code: 'template_invalid', message: 'no' }, photos: 0, targets: [] });
    expect(obstacleOf(store.getState())).toBe('template');
    await store.getState().start('x');
    expect(started).toEqual([]);
  });

  it('goes on after a folder could not be used and another was chosen', async () => {
    const world = setUp();
    const { preview } = world.exports;
    world.exports.preview = async () => {
      throw new AppError('invalid_input', 'Choose the folder first.');
    };
    world.store.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(obstacleOf(world.store.getState())).toBe('failed');
    world.exports.preview = preview;
    await world.store.getState().chooseFolder();
    await vi.advanceTimersByTimeAsync(0);
    expect(world.asked.at(-1)?.to).toBe('/chosen');
    await world.answer();
    expect(obstacleOf(world.store.getState())).toBeNull();
  });

  it('follows a changing library without ever starving', async () => {
    const { store, asked, answer } = await opened();
    await answer();
    for (let change = 0; change < 30; change += 1) {
      store.getState().follow();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThan(6);
  });

  it('asks nobody any more once it is closed', async () => {
    const world = setUp();
    const close = world.store.open();
    await vi.advanceTimersByTimeAsync(0);
    world.store.getState().choose({ selection: 'liked' });
    close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.asked).toHaveLength(1);
  });
});

describe('without the network', () => {
  it('counts only what is on disk', () => {
    expect(photosToWrite({ preview: PREVIEW, offline: false })).toBe(12);
    expect(photosToWrite({ preview: PREVIEW, offline: true })).toBe(8);
  });

  it('has nothing to export where nothing is on disk', () => {
    const preview = { ...PREVIEW, toDownload: PREVIEW.photos };
    const work = { preview, failure: null, isStale: false, overwrite: false };
    expect(obstacleOf({ ...work, offline: true })).toBe('nothing-here');
    expect(obstacleOf({ ...work, offline: false })).toBeNull();
  });
});

describe('presets', () => {
  it('are saved, recognised, applied and deleted', async () => {
    const { store } = await opened();
    store.getState().choose({ selection: 'favorites', template: '{last}' });
    await store.getState().savePreset('Intranet');
    expect(presetOf(store.getState())?.name).toBe('Intranet');
    store.getState().choose({ selection: 'all' });
    expect(presetOf(store.getState())).toBeNull();
    store.getState().applyPreset('new');
    expect(store.getState().choices).toMatchObject({ selection: 'favorites', template: '{last}' });
    await store.getState().deletePreset('new');
    expect(store.getState().presets).toEqual([]);
  });
});

describe('remembered choices', () => {
  it('are read as far as they are understood', () => {
    expect(readChoices(FIRST_CHOICES)).toEqual(FIRST_CHOICES);
    expect(readChoices({ selection: 'best', variant: 'main', layout: 'folder' })).toEqual({
      variant: 'main',
    });
    expect(readChoices('nonsense')).toEqual({});
    expect(readChoices(null)).toEqual({});
  });
});
