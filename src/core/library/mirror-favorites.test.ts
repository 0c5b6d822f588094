import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { favorite, member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { photosOfPerson } from './photos.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

describe('favorites', () => {
  const members = [member('mira', { modelId: 'm1' }), member('tove', { modelId: 'm2' })];
  const models = [model('m1'), model('m2')];
  const photos = {
    m1: [photo('m1', 'a', { likedStatus: 'loved' }), photo('m1', 'b')],
    m2: [photo('m2', 'c')],
  };
  const unplaced = (...favorites: ReturnType<typeof favorite>[]) =>
    sample.library.mirror.favorites(favorites).map(({ photo: { id } }) => id);

  it('follow the newest choice, and are forgotten when there is none', () => {
    sample.sync({ members, models, photos, favorites: [favorite('a', { modelId: 'm1' })] });
    expect(sample.favoriteOf('mira')).toEqual(['a']);
    sample.sync({ members, models, favorites: [favorite('b', { modelId: 'm1' })] });
    expect(sample.favoriteOf('mira')).toEqual(['b']);
    sample.sync({ members, models, favorites: [] });
    expect(sample.favoriteOf('mira')).toEqual([null]);
  });

  it('do not wipe out a rating that they leave out, and bring one that they know', () => {
    sample.sync({ members, models, photos });
    expect(unplaced(favorite('a', { modelId: 'm1' }))).toEqual([]);
    expect(photosOfPerson(sample.library.db, 'mira')).toMatchObject([
      { photoId: 'a', likedStatus: 'loved', favorite: true },
      { photoId: 'b', likedStatus: 'none', favorite: false },
    ]);
    expect(unplaced(favorite('b', { modelId: 'm1', likedStatus: 'liked' }))).toEqual([]);
    expect(photosOfPerson(sample.library.db, 'mira')[0]).toMatchObject({ likedStatus: 'liked' });
  });

  it('make a shoot be listed again when nobody had seen the photo before', () => {
    sample.sync({ members, models, photos });
    unplaced(favorite('a', { modelId: 'm1' }), favorite('new', { modelId: 'm2' }));
    expect(sample.stateOf('m1')?.listedAt).not.toBeNull();
    expect(sample.stateOf('m2')?.listedAt).toBeNull();
  });

  it('without a model id are joined by photo, member id or address', () => {
    sample.sync({ members, models, photos });
    expect(unplaced(favorite('a'))).toEqual([]);
    expect(unplaced(favorite('n1', { person: { id: 'tove' } }))).toEqual([]);
    expect([sample.favoriteOf('mira'), sample.favoriteOf('tove')]).toEqual([['a'], ['n1']]);
    expect(unplaced(favorite('n2', { person: { email: 'TOVE@northlight.example ' } }))).toEqual([]);
    expect(sample.favoriteOf('tove')).toEqual(['n2']);
  });

  it('wait for the photo lists where a person has several shoots, or nobody is named', () => {
    const two = [...models, model('m3', { email: 'mira@northlight.example' })];
    sample.sync({ members, models: two, photos });
    const { mirror } = sample.library;
    const ofMira = favorite('new', { person: { id: 'mira' } });
    const ofNobody = favorite('newer');
    expect(unplaced(ofMira, ofNobody)).toEqual(['new', 'newer']);
    expect(mirror.candidateModels([])).toEqual(new Set());
    expect(mirror.candidateModels([ofMira])).toEqual(new Set(['m1', 'm3']));
    expect(mirror.candidateModels([ofNobody])).toEqual(new Set(['m1', 'm2', 'm3']));
    unplaced(favorite('a', { modelId: 'm1' }));
    expect(mirror.candidateModels([ofNobody])).toEqual(new Set(['m2', 'm3']));
    mirror.photos('m3', [photo('m3', 'new')], null);
    expect(unplaced(ofMira)).toEqual([]);
    expect(sample.favoriteOf('mira')).toEqual(expect.arrayContaining(['new']));
  });
});
