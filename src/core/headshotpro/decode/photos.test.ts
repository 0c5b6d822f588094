import { describe, expect, it } from 'vitest';
import { downloadItem, favoritePhoto, linkedPhoto } from './photos.ts';

const NOW = Date.parse('2026-02-03T09:15:00.000Z');
const TOMORROW = '2026-02-04T09:15:00.000Z';

describe('a photo', () => {
  const urls = { main: 'https://cdn.example/a', thumbnail: 'https://cdn.example/t' };

  it('is read with its links; the model is the one that was asked for', () => {
    const row = {
      id: 'p',
      modelId: 'other',
      status: 'active',
      likedStatus: 'loved',
      createdAt: '2026-01-20T11:05:00.000Z',
      urls: { ...urls, poster: 'https://cdn.example/new' },
      expiresAt: '2026-02-04T08:00:00.000Z',
    };
    expect(linkedPhoto('m', NOW).parse(row)).toEqual({
      photo: {
        id: 'p',
        modelId: 'm',
        status: 'active',
        likedStatus: 'loved',
        createdAt: '2026-01-20T11:05:00.000Z',
      },
      links: { photoId: 'p', urls, expiresAt: '2026-02-04T08:00:00.000Z' },
    });
  });

  it.each([undefined, null, '', 'tomorrow', {}])(
    'has links for 24 h from the reply where expiresAt is %j',
    (expiresAt) => {
      const row = { id: 'p', urls, expiresAt };
      expect(linkedPhoto('m', NOW).parse(row).links.expiresAt).toBe(TOMORROW);
    },
  );

  it('may have no links and no rating', () => {
    for (const without of [undefined, null, {}, 'text', { main: null, original: '' }]) {
      expect(linkedPhoto('m', NOW).parse({ id: 'p', urls: without })).toMatchObject({
        photo: { status: 'active', likedStatus: 'none', createdAt: null },
        links: { urls: {} },
      });
    }
  });
});

describe('an item of a batch download', () => {
  const item = downloadItem('2026-02-04T01:00:00.000Z', NOW);
  const main = 'https://cdn.example/a';

  it.each([
    ['photoId', { photoId: 'p', id: 'x', _id: 'y', urls: { main } }],
    ['id', { id: 'p', _id: 'y', urls: { main } }],
    ['_id', { _id: 'p', urls: { main } }],
  ])('has its id in %s', (_, row) => {
    expect(item.parse(row).photoId).toBe('p');
  });

  it.each([
    ['urls', { urls: { main, original: 'o' }, url: 'x' }, { main, original: 'o' }],
    ['url', { url: main, main: 'x' }, { main }],
    ['downloadUrl', { downloadUrl: main }, { main }],
    [
      'main, thumbnail, original',
      { main, thumbnail: 't', original: 'o' },
      { main, thumbnail: 't', original: 'o' },
    ],
    ['original alone', { original: 'o' }, { original: 'o' }],
    ['url, beside urls without any', { urls: {}, url: main }, { main }],
  ])('has its URLs in %s', (_, row, urls) => {
    expect(item.parse({ photoId: 'p', ...row }).urls).toEqual(urls);
  });

  it('ends with its own expiry, else with that of the batch, else 24 h after the reply', () => {
    const row = { photoId: 'p', url: main };
    const own = { ...row, expiresAt: '2026-02-04T02:00:00.000Z' };
    expect(item.parse(own).expiresAt).toBe('2026-02-04T02:00:00.000Z');
    expect(item.parse(row).expiresAt).toBe('2026-02-04T01:00:00.000Z');
    expect(downloadItem(undefined, NOW).parse(row).expiresAt).toBe(TOMORROW);
  });

  it('without an id or a URL is unusable', () => {
    expect(item.safeParse({ urls: { main } }).success).toBe(false);
    expect(item.safeParse({ photoId: 'p' }).success).toBe(false);
    expect(item.safeParse({ photoId: 'p', urls: { main: '' } }).success).toBe(false);
    expect(item.safeParse(main).success).toBe(false);
  });
});

describe('a favorite', () => {
  const photo = {
    id: 'p',
    modelId: 'm',
    likedStatus: 'loved',
    urls: { main: 'https://cdn.example/a' },
  };
  const who = {
    email: 'mira@northlight.example',
    name: 'Mira Dahl',
    teamId: 't',
    teamName: 'Field',
  };
  const read = (item: unknown) => favoritePhoto(NOW).parse(item);
  const expected = {
    photo: { id: 'p', modelId: 'm', status: 'active', likedStatus: 'loved', createdAt: null },
    links: { photoId: 'p', urls: { main: 'https://cdn.example/a' }, expiresAt: TOMORROW },
  };

  it.each([
    ['member', { ...photo, member: { id: 'u', ...who } }, 'u'],
    ['user', { ...photo, user: { id: 'u', ...who } }, 'u'],
    ['the item itself', { ...photo, ...who }, null],
  ])('has its person in %s', (_, item, id) => {
    expect(read(item)).toEqual({ ...expected, person: { id, ...who } });
  });

  it.each([
    ['photo, with a member', { photo, member: { id: 'u', ...who } }, 'u'],
    ['photo, with the person on the item', { photo, ...who }, null],
    [
      'photo, with links beside it',
      { photo: { id: 'p', likedStatus: 'loved' }, modelId: 'm', urls: photo.urls, ...who },
      null,
    ],
  ])('has its photo in %s', (_, item, id) => {
    expect(read(item)).toEqual({ ...expected, person: { id, ...who } });
  });

  it.each([
    ['the photo’s own', { photo: { id: 'p' } }],
    ['the photo’s own, as photoId', { photo: { photoId: 'p' } }],
    ['the photo’s own, as _id', { photo: { _id: 'p' } }],
    ['photo itself', { photo: 'p' }],
    ['photoId', { photoId: 'p' }],
  ])('has its id in %s, before an id that is the choice’s', (_, where) => {
    expect(read({ id: 'fav_1', ...where, modelId: 'm', urls: photo.urls })).toMatchObject({
      photo: { id: 'p', modelId: 'm' },
      links: { photoId: 'p', urls: photo.urls },
    });
  });

  it('may have a number for its photo’s id, but never an address', () => {
    expect(read({ photo: 7, modelId: 'm' }).photo.id).toBe('7');
    const address = { id: 'p', photo: 'https://cdn.example/a?signature=S', modelId: 'm' };
    expect(read(address).photo.id).toBe('p');
  });

  it('may call the name title', () => {
    const { name, ...rest } = who;
    expect(read({ ...photo, ...rest, title: name }).person.name).toBe('Mira Dahl');
    expect(read({ ...photo, user: { ...rest, title: name } }).person.name).toBe('Mira Dahl');
  });

  it('may lack the person and the model', () => {
    expect(read({ id: 'p', urls: photo.urls })).toMatchObject({
      photo: { id: 'p', modelId: null },
      person: { id: null, email: null, name: null, teamId: null, teamName: null },
    });
    expect(read({ id: 'p', member: { modelId: 'm' } }).photo.modelId).toBe('m');
  });

  it('without a photo id is unusable', () => {
    expect(favoritePhoto(NOW).safeParse({ member: { id: 'u' } }).success).toBe(false);
    expect(favoritePhoto(NOW).safeParse(null).success).toBe(false);
  });
});
