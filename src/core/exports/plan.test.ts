import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportCandidate, ExportOptions } from '#shared/export.ts';
import { candidate, exportOptions } from '#test/export-samples.ts';
import { planExport, previewNames } from './plan.ts';

const nothingThere = { organizationName: 'Acme', exists: () => false };

function plan(candidates: ExportCandidate[], changes: Partial<ExportOptions> = {}) {
  return planExport(exportOptions(changes), candidates, nothingThere);
}

function namesOf(candidates: ExportCandidate[], changes: Partial<ExportOptions> = {}): string[] {
  return plan(candidates, changes).targets.flatMap((it) => it.entries.map((entry) => entry.name));
}

/** Which name each photo got. */
function nameOfPhoto(candidates: ExportCandidate[], changes: Partial<ExportOptions> = {}) {
  const entries = plan(candidates, changes).targets.flatMap((target) => target.entries);
  return Object.fromEntries(entries.map((it) => [it.candidate.photoId, it.name]));
}

const anna = (photoId: string, changes: Partial<ExportCandidate> = {}) =>
  candidate({ photoId, ...changes });
const namesake = (id: string, personName = 'Anna Berg') =>
  candidate({ personId: id, modelId: `m-${id}`, photoId: `p-${id}`, personName });

describe('a plan', () => {
  it('makes one ZIP a team, with what goes in and what is missing', () => {
    const missing = { missing: 'photo_gone' as const, message: 'Deleted at HeadshotPro.' };
    const { targets } = plan([
      anna('1'),
      anna('2', { file: missing }),
      candidate({ photoId: '3', team: { id: 't2', name: 'R&D: "Labs"' } }),
      candidate({ photoId: '4', team: { id: 't3', name: 'Ops' }, file: missing }),
    ]);
    expect(targets.map((it) => [it.path, it.entries.length, it.omissions.length])).toEqual([
      [join('/exports', 'Sales.zip'), 1, 1],
      [join('/exports', 'R&D_ _Labs_.zip'), 1, 0],
      [join('/exports', 'Ops.zip'), 0, 1],
    ]);
    expect(targets[0]?.sizeBytes).toBe(5);
    expect(targets[0]?.omissions).toEqual([
      {
        team: { id: 't1', name: 'Sales' },
        modelId: 'model-1',
        photoId: '2',
        person: 'Anna Berg',
        code: 'photo_gone',
        message: 'Deleted at HeadshotPro.',
      },
    ]);
  });

  it('names a ZIP for all after the organization, and a folder after nothing', () => {
    const teams = [anna('1'), candidate({ photoId: '2', team: { id: 't2', name: 'Ops' } })];
    const zip = plan(teams, { layout: 'single-zip', template: '{team}/{photoId}' }).targets;
    expect(zip.map((it) => [it.team, it.path])).toEqual([[null, join('/exports', 'Acme.zip')]]);
    expect(zip[0]?.entries.map((it) => it.name)).toEqual(['Ops/2.jpg', 'Sales/1.jpg']);
    expect(plan(teams, { layout: 'folder' }).targets[0]?.path).toBe('/exports');
    expect(plan([], { layout: 'folder' }).targets).toEqual([]);
  });

  it('keeps ZIPs of teams apart whose names some disk takes for one', () => {
    const inTeam = (id: string, name: string) => candidate({ photoId: id, team: { id, name } });
    const paths = plan([inTeam('a', 'Sales'), inTeam('b', 'SALES'), inTeam('c', 'CON')]).targets;
    expect(paths.map((it) => it.path)).toEqual([
      expect.stringMatching(/[\\/]Sales \([0-9a-f]{6}\)\.zip$/),
      expect.stringMatching(/[\\/]SALES \([0-9a-f]{6}\)\.zip$/),
      join('/exports', '_CON.zip'),
    ]);
  });

  it('refuses to replace, before anything is written', () => {
    const taken = join('/exports', 'Sales.zip');
    const context = { organizationName: 'Acme', exists: (path: string) => path === taken };
    expect(() => planExport(exportOptions(), [anna('1')], context)).toThrow(taken);
    expect(() => planExport(exportOptions(), [anna('1')], context)).toThrowError(
      expect.objectContaining({ code: 'target_exists' }),
    );
    expect(
      planExport(exportOptions({ overwrite: true }), [anna('1')], context).targets,
    ).toHaveLength(1);
    const folder = { organizationName: 'Acme', exists: (path: string) => path.endsWith('.json') };
    expect(() => planExport(exportOptions({ layout: 'folder' }), [anna('1')], folder)).toThrow(
      /manifest\.json/,
    );
  });

  it('takes a photo asked for twice once', () => {
    expect(namesOf([anna('1'), anna('1')])).toEqual(['Anna Berg/anna-berg-01.jpg']);
  });
});

describe('names', () => {
  it('count the favorite first, then by date, then by id', () => {
    const at = (createdAt: string | null) => ({ createdAt });
    const photos = [
      anna('d', at(null)),
      anna('c', at('2025-01-02T00:00:00Z')),
      anna('b', at('2025-01-02T00:00:00Z')),
      anna('a', { ...at('2025-01-03T00:00:00Z'), favorite: true }),
    ];
    expect(nameOfPhoto(photos)).toEqual({
      a: 'Anna Berg/anna-berg-01-favorite.jpg',
      b: 'Anna Berg/anna-berg-02.jpg',
      c: 'Anna Berg/anna-berg-03.jpg',
      d: 'Anna Berg/anna-berg-04.jpg',
    });
    expect(nameOfPhoto(photos.toReversed())).toEqual(nameOfPhoto(photos));
  });

  it('do not move when a missing photo has been fetched', () => {
    const missing = { missing: 'photo_missing' as const, message: '' };
    const before = nameOfPhoto([anna('1', { file: missing }), anna('2')]);
    const after = nameOfPhoto([anna('1'), anna('2')]);
    expect(before['2']).toBe(after['2']);
  });

  it('of people called alike are told apart, whatever their order and number', () => {
    const two = [namesake('x'), namesake('y', 'ANNA BERG')];
    const names = nameOfPhoto(two);
    expect(names['p-x']).toMatch(/^Anna Berg \(([0-9a-f]{6})\)\/anna-berg-\1-01\.jpg$/);
    expect(names['p-y']).toMatch(/^ANNA BERG \(/);
    expect(nameOfPhoto([namesake('z', 'A\u0301nna Berg'), ...two.toReversed()])).toMatchObject(
      names,
    );
  });

  it('fall back from the name to the e-mail address to the model id', () => {
    const nameless = { personName: null, modelId: 'm9' };
    expect(namesOf([candidate(nameless)])).toEqual(['anna@example.com/anna-example-com-01.jpg']);
    expect(namesOf([candidate({ ...nameless, email: null })])).toEqual(['m9/m9-01.jpg']);
    expect(namesOf([candidate({ personName: '🦄', modelId: 'm9' })])).toEqual(['🦄/m9-01.jpg']);
  });

  it('of photos that a template does not tell apart get a tag of their own', () => {
    const three = [anna('1'), anna('2'), anna('3')];
    const names = nameOfPhoto(three, { template: '{first}' });
    expect(new Set(Object.values(names)).size).toBe(3);
    for (const name of Object.values(names)) expect(name).toMatch(/^Anna \([0-9a-f]{6}\)\.jpg$/);
    const two = nameOfPhoto(three.slice(0, 2), { template: '{first}' });
    expect(names).toMatchObject(two);
  });

  it('never take the place of a manifest', () => {
    const names = namesOf([candidate({ personName: 'Manifest.CSV' })], {
      template: '{person}/{photoId}',
    });
    expect(names).toEqual(['Manifest.CSV_/photo-1.jpg']);
  });

  it('have a folder even where the token is empty', () => {
    expect(namesOf([anna('1')], { template: '{liked}/{photoId}' })).toEqual(['none/1.jpg']);
  });

  it('stay within what Windows takes for a deep target folder', () => {
    const to = `/${'d'.repeat(120)}`;
    const long = candidate({ personName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(9) });
    for (const name of namesOf([long], { layout: 'folder', to })) {
      expect(to.length + 1 + name.length).toBeLessThanOrEqual(240);
    }
  });

  it('are previewed as they will be', () => {
    const photos = [namesake('x'), namesake('y'), anna('q', { personId: 'q', personName: 'Bo' })];
    const template = '{person|slug}-{number:2}';
    expect(previewNames(template, photos).toSorted()).toEqual(namesOf(photos, { template }));
  });
});
