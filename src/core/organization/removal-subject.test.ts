import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Model } from '#shared/domain.ts';
import { invite, model, SampleLibrary } from '#test/library-samples.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { askSubject } from './removal-subject.ts';

const EMAIL = 'mira@northlight.example';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

/** The sessions that go with Mira's invite, which names `first`, where HeadshotPro has these. */
async function lost(models: Model[]): Promise<string[]> {
  const api = {
    invites: { get: async () => invite(EMAIL, { status: 'completed', modelId: 'first' }) },
    models: {
      async *list() {
        yield* models;
      },
    },
    photos: { async *list() {} },
  } as unknown as HeadshotProApi;
  const target = { kind: 'invite', email: EMAIL } as const;
  const subject = await askSubject(target, { api, library: sample.library });
  return subject.models.map((each) => each.model.id);
}

it('a session is the person’s by the invite, by its address whatever its case, and by its user', async () => {
  expect(
    await lost([
      model('first', { uid: 'anon_1' }),
      model('by-address', { email: EMAIL.toUpperCase() }),
      model('by-user', { uid: 'anon_1', email: 'home@mail.example' }),
      model('another', { uid: 'anon_2', email: 'oskar@northlight.example' }),
      model('of-nobody'),
    ]),
  ).toEqual(['first', 'by-address', 'by-user']);
});

it('a session that the library knows to be theirs goes, too, and one that is deleted does not', async () => {
  sample.sync({ models: [model('known', { email: EMAIL })] });
  expect(
    await lost([
      model('first'),
      model('known'),
      model('gone', { email: EMAIL, status: 'deleted' }),
    ]),
  ).toEqual(['first', 'known']);
});
