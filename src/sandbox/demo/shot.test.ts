import { describe, expect, test } from 'vitest';
import { BACKDROPS } from './backdrops.ts';
import { figureSvg } from './figure.ts';
import { demoOrganization } from './organization.ts';
import { shotOf } from './shot.ts';

const sessions = demoOrganization({ now: new Date(0) })
  .people.flatMap((person) => person.models)
  .filter((model) => model.photos.length > 0);
const shots = sessions.map(({ id, photos }) => photos.map((photo) => shotOf(id, photo.id)));

describe('the photos of one session', () => {
  test('show one face', () => {
    for (const session of shots) {
      expect(new Set(session.map(({ face }) => JSON.stringify(face))).size).toBe(1);
    }
  });

  test('change room and clothes from each photo to the next', () => {
    for (const session of shots) {
      session.slice(1).forEach((shot, index) => {
        expect(shot.backdrop).not.toBe(session[index]?.backdrop);
        expect(shot.outfit).not.toEqual(session[index]?.outfit);
      });
    }
  });

  test('show several rooms, outfits, poses and smiles', () => {
    for (const session of shots) {
      const kinds = (of: (shot: (typeof session)[number]) => unknown) =>
        new Set(session.map((shot) => JSON.stringify(of(shot)))).size;
      expect(kinds((shot) => shot.backdrop)).toBe(Math.min(session.length, BACKDROPS.length));
      expect(kinds((shot) => shot.outfit)).toBe(7);
      expect(kinds((shot) => shot.pose)).toBe(session.length);
      expect(kinds((shot) => shot.expression)).toBeGreaterThan(1);
    }
  });
});

describe('a figure', () => {
  const paths = (svg: string) => new Set(svg.match(/<path[^>]*>/g));

  test('of another photo keeps the head and changes the clothes', () => {
    const [one, other] = shots[0] ?? [];
    if (one === undefined || other === undefined) throw new Error('The session has no two photos.');
    const size = { width: 768, height: 960 };
    const first = paths(figureSvg(one, size));
    const second = paths(figureSvg({ ...other, expression: one.expression }, size));
    const kept = [...first].filter((path) => second.has(path));
    const changed = [...first].filter((path) => !second.has(path));
    expect(kept.length).toBeGreaterThan(6);
    expect(changed.length).toBeGreaterThan(2);
  });

  test('is drawn from known parts: whatever DiceBear does not know, it leaves out', () => {
    for (const shot of shots.flat().slice(0, 300)) {
      const svg = figureSvg(shot, { width: 768, height: 960 });
      expect(svg).toContain('url(#cloth)');
      if (shot.expression.eyes === 'bright') expect(svg).toContain(shot.face.eyes);
      expect(svg).not.toContain('undefined');
    }
  });
});
