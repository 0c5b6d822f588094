import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExportCandidate, type ExportOptions, LAYOUTS } from '#shared/export.ts';
import { anyText, inAnotherForm } from '#test/awkward-names.ts';
import { candidate, exportOptions } from '#test/export-samples.ts';
import { runs } from '#test/property-runs.ts';
import { planExport } from './plan.ts';
import { MAX_SEGMENT_BYTES, safeName, segmentBudget } from './safe-name.ts';
import { slug } from './slug.ts';
import { parseTemplate, TEMPLATE_TOKENS } from './template.ts';

const DEVICE = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;
/** What different disks take for the same: case, composition, compatibility forms. */
const FOLDINGS: ((name: string) => string)[] = [
  (name) => name.normalize('NFC').toLowerCase(),
  (name) => name.normalize('NFD').toUpperCase(),
  (name) => name.normalize('NFKC').toUpperCase().toLowerCase(),
];

function isTemplate(source: string): boolean {
  try {
    parseTemplate(source);
    return true;
  } catch {
    return false;
  }
}

const token = fc
  .tuple(fc.constantFrom(...Object.keys(TEMPLATE_TOKENS)), fc.constantFrom('', '|slug'))
  .map(([name, filter]) => `{${name}${filter}}`);
const piece = fc.oneof(
  { weight: 3, arbitrary: token },
  fc.constantFrom('{number:3}', '-', ' ', '_', '.', 'CON', 'photo', 'é', '🦄'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const segment = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const anyTemplate = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map((segments) => segments.join('/'))
  .filter(isTemplate);

/** Photos of a few people in a few teams, whose names are often alike. */
const anyPhotos: fc.Arbitrary<ExportCandidate[]> = anyText
  .chain((name) => {
    const text = fc.oneof(anyText, inAnotherForm(name));
    const id = fc.oneof(fc.constantFrom('a', 'b', 'A', '\ud800', '\ud801'), anyText);
    const photo = fc.record({
      team: fc.record({ id: fc.constantFrom('t1', 't2', '\ud800', '\ud801'), name: text }),
      personId: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      personName: fc.option(text),
      email: fc.option(text),
      modelId: fc.oneof(fc.constantFrom('m1', 'm2'), id),
      photoId: id,
      favorite: fc.boolean(),
      likedStatus: fc.constantFrom('none', 'liked', 'loved', 'adored'),
      createdAt: fc.option(fc.constantFrom('2025-01-01T00:00:00Z', 'yesterday', '1969-12-31')),
    });
    return fc.array(photo, { maxLength: 20 });
  })
  .map((photos) => photos.map((photo) => candidate(photo)));

function planned(candidates: readonly ExportCandidate[], changes: Partial<ExportOptions>) {
  const context = { organizationName: 'Acme', exists: () => false };
  return planExport(exportOptions(changes), candidates, context).targets;
}

/** The full path of each photo, by the photo. */
function pathsOf(candidates: readonly ExportCandidate[], changes: Partial<ExportOptions>) {
  return new Map(
    planned(candidates, changes).flatMap(({ path, entries }) =>
      entries.map((entry) => {
        const { modelId, photoId } = entry.candidate;
        return [JSON.stringify([modelId, photoId]), `${path}/${entry.name}`] as const;
      }),
    ),
  );
}

/** What every system takes as it is, and puts below the folder that it is given. */
function expectSafe(path: string): void {
  expect(path).toBe(path.normalize('NFC'));
  expect(path.isWellFormed()).toBe(true);
  for (const name of path.split('/')) {
    expect(name).not.toMatch(/[<>:"\\|?*\p{C}\p{Zl}\p{Zp}]|^[-. ]|[. ]$|^$/u);
    expect(name).not.toMatch(DEVICE);
    expect(Buffer.byteLength(`${name}.part`)).toBeLessThanOrEqual(143);
  }
  expect(posix.relative('/to', posix.resolve('/to', path))).toBe(path);
  expect(win32.relative('C:\\to', win32.resolve('C:\\to', path)).replaceAll('\\', '/')).toBe(path);
}

function expectDistinct(names: readonly string[]): void {
  for (const fold of FOLDINGS) expect(new Set(names.map(fold)).size).toBe(names.length);
}

describe('the names of an export', () => {
  it('are safe, distinct and short enough, whatever people, teams and photos are called', () => {
    const anyFolder = fc.integer({ min: 1, max: 170 }).map((length) => `/${'d'.repeat(length)}`);
    const anyLayout = fc.constantFrom(...LAYOUTS);
    fc.assert(
      fc.property(anyPhotos, anyTemplate, anyLayout, anyFolder, (photos, template, layout, to) => {
        const targets = planned(photos, { template, layout, to });
        expectDistinct(targets.map(({ path }) => path));
        for (const { path, entries } of targets) {
          if (layout !== 'folder') expectSafe(posix.relative(to, path));
          const names = entries.map(({ name }) => name);
          for (const name of names) expectSafe(name);
          expectDistinct([...names, 'manifest.csv', 'manifest.json']);
          const depth = template.split('/').length;
          const { units } = segmentBudget(depth, layout === 'folder' ? to : null);
          for (const name of names.flatMap((each) => each.split('/'))) {
            expect(name.length).toBeLessThanOrEqual(units);
          }
        }
        // Each photo is in exactly one place.
        const asked = new Set(photos.map((it) => JSON.stringify([it.modelId, it.photoId])));
        expect(targets.flatMap(({ entries }) => entries)).toHaveLength(asked.size);
      }),
      runs(300),
    );
  });

  it('do not depend on the order of the photos, nor on which are here already', () => {
    const shuffled = anyPhotos.chain((photos) => {
      const unique = [...new Map(photos.map((it) => [it.modelId + it.photoId, it])).values()];
      const order = fc.shuffledSubarray(unique, { minLength: unique.length });
      return fc.tuple(fc.constant(unique), order, fc.array(fc.boolean()));
    });
    fc.assert(
      fc.property(shuffled, anyTemplate, ([photos, inOtherOrder, here], template) => {
        const paths = pathsOf(photos, { template });
        expect(pathsOf(inOtherOrder, { template })).toEqual(paths);
        const missing = { missing: 'photo_missing', message: 'Gone.' } as const;
        const some = photos.map((it, at) => (here[at] ? it : { ...it, file: missing }));
        for (const [photo, path] of pathsOf(some, { template }))
          expect(paths.get(photo)).toBe(path);
      }),
      runs(150),
    );
  });

  it('stay when somebody joins who is called otherwise, and when one more namesake does', () => {
    const joins = fc.record({ namesake: fc.boolean(), name: anyText });
    const template = '{person}/{photoId}';
    fc.assert(
      fc.property(anyPhotos, joins, (photos, { namesake, name }) => {
        const to = { template, layout: 'single-zip' } as const;
        const alike = ['x', 'y'].map((id) => ({
          ...candidate({ personId: id, modelId: `namesake-${id}`, personName: `Zyx ${name}` }),
        }));
        const before = namesake ? [...photos, ...alike] : photos;
        const joined = candidate({ personId: 'new', modelId: 'new', personName: `Zyx ${name}` });
        const paths = pathsOf([...before, joined], to);
        for (const [photo, path] of pathsOf(before, to)) expect(paths.get(photo)).toBe(path);
      }),
      runs(150),
    );
  });
});

describe('a safe name', () => {
  it('is safe, within its budget, and its own safe name', () => {
    const anyBudget = fc.record({
      bytes: fc.integer({ min: 8, max: MAX_SEGMENT_BYTES }),
      units: fc.integer({ min: 4, max: 120 }),
    });
    fc.assert(
      fc.property(anyText, anyBudget, (text, budget) => {
        const name = safeName(text, budget);
        if (name !== '') expectSafe(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(budget.bytes);
        expect(name.length).toBeLessThanOrEqual(budget.units);
        expect(safeName(name, budget)).toBe(name);
        expect(safeName(text.normalize('NFD'), budget)).toBe(
          safeName(text.normalize('NFC'), budget),
        );
      }),
      runs(2000),
    );
  });
});

describe('a slug', () => {
  it('is the same for composed and decomposed text, and its own slug', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = slug(text);
        expect(slug(once)).toBe(once);
        expect(slug(text.normalize('NFD'))).toBe(slug(text.normalize('NFC')));
        expect(once).not.toMatch(/[\s/\\<>:"|?*.\p{C}]/u);
      }),
      runs(1500),
    );
  });
});
