import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportOptions } from '#test/export-samples.ts';
import { member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { createExports, type Exports } from './exports.ts';

let sample: SampleLibrary;
let exports: Exports;
let to: string;
afterEach(() => sample.remove());
beforeEach(() => {
  sample = new SampleLibrary();
  sample.sync({
    // One name: both ZIPs carry a tag.
    teams: [
      { id: 't1', name: 'Sales' },
      { id: 't2', name: 'Sales' },
    ],
    members: [
      member('anna', { name: 'Anna', teamId: 't1', modelId: 'm1' }),
      member('bo', { name: 'Bo', teamId: 't2', modelId: 'm2' }),
    ],
    models: [model('m1'), model('m2')],
    photos: { m1: [photo('m1', 'a'), photo('m1', 'b')], m2: [photo('m2', 'c')] },
  });
  sample.store('m1', 'a');
  sample.store('m2', 'c');
  sample.library.files.setState({ modelId: 'm2', photoId: 'c', variant: 'main' }, 'removed');
  exports = createExports(sample.library);
  to = join(sample.root, 'to');
  mkdirSync(to);
});

it('counts what a download would bring', () => {
  const { plan, toDownload } = exports.preview(exportOptions({ to }));
  expect(plan.targets.map(({ entries }) => entries.length)).toEqual([2, 1]);
  expect(toDownload).toBe(2);
});

it.each(['zip-per-team', 'single-zip', 'folder'] as const)(
  'finds what is in the way of a %s, as the preview does',
  async (layout) => {
    const options = exportOptions({ to, layout });
    await exports.assertPossible(options);
    const { plan } = exports.preview(options);
    const target = plan.targets.at(-1);
    const inTheWay =
      layout === 'folder' ? join(to, target?.entries.at(-1)?.name ?? '') : (target?.path ?? '');
    mkdirSync(join(inTheWay, '..'), { recursive: true });
    writeFileSync(inTheWay, '');
    const taken = expect.objectContaining({ code: 'target_exists' });
    expect(() => exports.preview(options)).toThrow(taken);
    await expect(exports.assertPossible(options)).rejects.toThrow(taken);
    await exports.assertPossible({ ...options, overwrite: true });
  },
);

it('refuses a template that is none', async () => {
  const options = exportOptions({ to, template: '{nobody}' });
  await expect(exports.assertPossible(options)).rejects.toThrow(
    expect.objectContaining({ code: 'template_invalid' }),
  );
});

it('finds a file in the place of its folder, or above it, before anything is fetched', async () => {
  writeFileSync(join(to, 'file'), 'mine');
  for (const inTheWay of [join(to, 'file'), join(to, 'file', 'below')]) {
    await expect(exports.assertPossible(exportOptions({ to: inTheWay }))).rejects.toMatchObject({
      code: 'disk_failed',
      message: expect.stringMatching(/in the way/),
    });
  }
  await exports.assertPossible(exportOptions({ to: join(to, 'new', 'folder') }));
  expect(readdirSync(to)).toEqual(['file']);
});
