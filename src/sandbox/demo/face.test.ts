import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faceCode, faceOf } from './face.ts';
import { demoOrganization } from './organization.ts';
import { PEOPLE } from './people.ts';

const digits = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

test('a code read back is the face that was written', () => {
  fc.assert(
    fc.property(digits(24), digits(8), (id, time) => {
      const face = faceOf(id);
      const again = `${time}${faceCode(face, id.slice(15, 18))}000001`;
      expect(faceOf(again)).toEqual(face);
    }),
  );
});

test('any text has a face, always the same, and beards only where they grow', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const face = faceOf(id);
      expect(face).toEqual(faceOf(id));
      if (face.look === 'feminine') expect(face.beard).toBeNull();
    }),
  );
});

test('the written people look as written, on their member id and on every model id', () => {
  const written = new Map(
    PEOPLE.flatMap(([, people]) => people.map((person) => [person[0], person] as const)),
  );
  const people = demoOrganization({ now: new Date(0) }).people.filter(
    (person) => person.name !== 'Anna Müller',
  );
  for (const { id, name, gender, models } of people) {
    for (const faceId of [id, ...models.map((model) => model.id)]) {
      const face = faceOf(faceId);
      const [, , skin, hair, hairColor, details] = written.get(name) ?? [];
      expect(face).toMatchObject({
        look: gender === 'female' ? 'feminine' : 'masculine',
        skin,
        hair,
        hairColor,
        beard: details?.beard ?? null,
        glasses: details?.glasses ?? null,
      });
    }
  }
});

test('hair of the other list is refused by name', () => {
  const features = { ...faceOf('000000000000000000000000'), hair: 'turban' } as const;
  expect(() => faceCode(features, '000')).toThrow('turban');
});
