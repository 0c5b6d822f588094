import { isAbsolute, join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSegment, libraryPaths, organizationFolder } from './paths.ts';

const SAFE = /^[a-z0-9][a-z0-9_~-]*$/;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const ODD = [
  '',
  '.',
  '..',
  '/',
  '\\',
  'a/b',
  '../../x',
  'CON',
  'con',
  'aux',
  'lpt1',
  'a b',
  'a.',
  'a:',
];

/** Any text at all, and above all the pairs that file systems mix up. */
const ids = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(...ODD, 'x'.repeat(300), 'x'.repeat(301), 'é', 'e\u0301'),
  fc.stringMatching(/^[aAbB._-]{1,4}$/),
);

describe('an id as a path segment', () => {
  it('keeps an ordinary id as it is', () => {
    expect(idSegment('66b0c2f19d3e4a7b5c81f0a2')).toBe('66b0c2f19d3e4a7b5c81f0a2');
    expect(idSegment('org_7f3k29ab')).toBe('org_7f3k29ab');
  });

  it('is short, no device of Windows, and of characters every disk takes, whatever the id', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const segment = idSegment(id);
        expect(segment).toMatch(SAFE);
        expect(segment).not.toMatch(DEVICE);
        expect(segment.length).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('is another one for every other id, also where the disk ignores case', () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        fc.pre(one !== other);
        expect(idSegment(one).toLowerCase()).not.toBe(idSegment(other).toLowerCase());
      }),
    );
    const segments = ['Abc', 'abc', 'ABC', 'abc ', 'é', 'e\u0301', ...ODD].map(idSegment);
    expect(new Set(segments).size).toBe(segments.length);
  });

  it('never takes an id for the name that stands for another id', () => {
    const made = idSegment('Some/Id');
    expect(idSegment(made)).not.toBe(made);
  });
});

it('a photo is inside the photo folder, whatever its ids', () => {
  const root = join(sep, 'data', 'library');
  fc.assert(
    fc.property(ids, ids, ids, (uid, modelId, photoId) => {
      const paths = libraryPaths(organizationFolder(root, uid));
      const inside = relative(paths.photos, paths.photo(modelId, photoId, 'main', 'jpg'));
      expect(isAbsolute(inside) || inside.startsWith('..')).toBe(false);
      expect(inside.split(sep)).toHaveLength(2);
      expect(relative(root, paths.photos).split(sep)).toHaveLength(2);
    }),
  );
});
