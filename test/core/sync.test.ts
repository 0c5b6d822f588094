import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPerson, listPeople, modelsOfPerson } from '#core/library/people.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { Model, Person } from '#sandbox/entities.ts';
import type { Progress } from '#shared/progress.ts';
import { MirroredSandbox } from '#test/mirrored-sandbox.ts';

const READY = 6;
/** Organization, teams with it, credits, invites, members, finished members, models, favorites. */
const LISTS = 7;
const NO_GAPS = { failed: [], incomplete: [], skipped: [] };

let here: MirroredSandbox;
beforeEach(async () => {
  here = await MirroredSandbox.start({ people: READY, photosPerPerson: 4, unfinished: 5 });
});
afterEach(() => here.close());

const person = (index: number) => here.organization.people[index] as Person;
const modelOf = (index: number) => person(index).models[0] as Model;
const stored = (index: number) => getPerson(here.library.db, person(index).id);

function expectMirrored(): void {
  expect(here.mirrored()).toEqual(here.truth());
}

describe('the first sync', () => {
  it('takes a handful of lists and one call for each model', async () => {
    const report = await here.sync();
    expect(report).toEqual({ listed: READY, unchanged: 0, ...NO_GAPS });
    expectMirrored();
    expect(here.calls()).toHaveLength(LISTS + READY);
    expect(new Set(here.calls()).size).toBe(LISTS + READY);
    expect(here.calls().every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('says what it is doing in true numbers', async () => {
    const progress: Progress[] = [];
    await here.sync({ onProgress: (at) => progress.push(at) });
    const photos = progress.filter(({ label }) => label === 'photos');
    const lists = progress.filter(({ label }) => label !== 'photos');
    expect(photos.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(lists.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(photos.every(({ phase, total }) => phase === 'list' && total === READY)).toBe(true);
    expect(lists.every(({ phase, total }) => phase === 'list' && total === 7)).toBe(true);
  });

  it('knows where everybody stands', async () => {
    await here.sync();
    const people = listPeople(here.library.db, {}).items;
    const count = (wanted: string) => people.filter((one) => one.lifecycle === wanted).length;
    expect(people).toHaveLength(READY + 5);
    expect([count('ready'), count('invited'), count('accepted'), count('in_progress')]).toEqual([
      READY,
      1,
      1,
      3,
    ]);
  });

  it('lends the links that come with the favorites', async () => {
    const links: string[] = [];
    await here.sync({ onLinks: (modelId, { photoId }) => links.push(`${modelId} ${photoId}`) });
    expect(links.toSorted()).toEqual(here.truth().favorites);
  });

  it('lists the photos of those in scope only, or of nobody', async () => {
    expect(await here.sync({ photosOf: null })).toMatchObject({ listed: 0, unchanged: 0 });
    expect(here.calls()).toHaveLength(LISTS);
    const teamIds = [person(0).teamId ?? ''];
    await here.sync({ photosOf: () => ({ ...EVERYBODY, teamIds }) });
    const ofTeam = here.organization.people.filter(
      ({ teamId, models }) => teamId === teamIds[0] && models[0]?.status === 'active',
    );
    expect(here.listed()).toEqual(ofTeam.map(({ models }) => models[0]?.id).toSorted());
    await here.sync();
    expect(here.listed()).toHaveLength(READY - ofTeam.length);
    expectMirrored();
  });
});

describe('a later sync', () => {
  beforeEach(() => here.sync());

  it('lists nobody’s photos when nothing has changed', async () => {
    const report = await here.sync();
    expect(report).toEqual({ listed: 0, unchanged: READY, ...NO_GAPS });
    expect(here.calls()).toHaveLength(LISTS);
    expectMirrored();
  });

  it.each<[string, () => string]>([
    [
      'a new shoot',
      () => {
        const model = here.organization.startModel(person(1).email);
        here.organization.addPhotos(model.id, 3);
        here.organization.setModelStatus(model.id, 'active');
        return model.id;
      },
    ],
    [
      'a shoot that finished again',
      () => {
        here.organization.setModelStatus(modelOf(1).id, 'generatingHeadshots');
        here.sandbox.advance(60_000);
        here.organization.setModelStatus(modelOf(1).id, 'active');
        return modelOf(1).id;
      },
    ],
    [
      'another number of photos',
      () => {
        here.organization.addPhotos(modelOf(1).id, 1);
        return modelOf(1).id;
      },
    ],
    [
      'a favorite nobody had seen',
      () => {
        const [old] = [...modelOf(1).photos.keys()].slice(-1);
        modelOf(1).photos.delete(old ?? '');
        const [photo] = here.organization.addPhotos(modelOf(1).id, 1);
        here.organization.chooseFavorite(modelOf(1).id, photo?.id ?? '');
        return modelOf(1).id;
      },
    ],
  ])('lists only what has changed: %s', async (_, change) => {
    const modelId = change();
    const { unchanged } = await here.sync();
    expect(here.listed()).toEqual([modelId]);
    const ready = [...here.organization.models.values()].filter(
      ({ status }) => status === 'active',
    );
    expect(unchanged).toBe(ready.length - 1);
    expectMirrored();
    await here.sync();
    expect(here.listed()).toEqual([]);
  });

  it('takes in a new member, a new favorite, a new team and a moved person by the lists alone', async () => {
    const team = here.organization.addTeam('Zürich');
    person(0).teamId = team.id;
    here.organization.invite('new@plain.example', team.id);
    here.organization.join('new@plain.example', 'Nora New');
    const [, second] = [...modelOf(2).photos.keys()];
    here.organization.chooseFavorite(modelOf(2).id, second ?? '');
    modelOf(3).favoritePhotoId = null;
    await here.sync();
    expect(here.calls()).toHaveLength(LISTS);
    expectMirrored();
    expect(listPeople(here.library.db, { teamId: team.id }).items).toHaveLength(2);
  });

  it('brings new ratings when it is a full one', async () => {
    const [photoId] = [...modelOf(0).photos.keys()].slice(-1);
    here.organization.ratePhoto(modelOf(0).id, photoId ?? '', 'loved');
    await here.sync();
    expect(here.mirrored()).not.toEqual(here.truth());
    expect(await here.sync({ full: true })).toMatchObject({ listed: READY, unchanged: 0 });
    expectMirrored();
  });
});

describe('a person with several shoots', () => {
  it('has them apart, each with its favorite', async () => {
    const model = here.organization.startModel(person(0).email);
    const [photo] = here.organization.addPhotos(model.id, 2);
    here.organization.setModelStatus(model.id, 'active');
    here.organization.chooseFavorite(model.id, photo?.id ?? '');
    await here.sync();
    expect(modelsOfPerson(here.library.db, person(0).id)).toMatchObject([
      { id: model.id, photoCount: 2, favoritePhotoId: photo?.id },
      { id: modelOf(0).id, photoCount: 4, favoritePhotoId: modelOf(0).favoritePhotoId },
    ]);
    expect(stored(0)?.photoCount).toBe(6);
  });
});
