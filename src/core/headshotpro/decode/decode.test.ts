import { describe, expect, it } from 'vitest';
import { decodeList } from './list.ts';
import { organization, team } from './organization.ts';
import { createdModel, invite, member, model, sentInvite } from './people.ts';
import { downloadItem, favoritePhoto, linkedPhoto } from './photos.ts';

const NOW = Date.parse('2026-02-03T09:15:00.000Z');
const TOMORROW = '2026-02-04T09:15:00.000Z';

describe('an organization', () => {
  it('is read with its teams', () => {
    const given = {
      uid: 'org_7f3k29ab',
      name: 'Northlight Surveying',
      website: 'https://northlight.example',
      teams: [{ id: 'team_field01', name: 'Field crew' }],
      plan: 'new field',
    };
    const { plan, ...known } = given;
    expect(organization.parse(given)).toEqual(known);
  });

  it('may lack everything but its uid; unusable teams are left out', () => {
    expect(organization.parse({ uid: 7 })).toEqual({
      uid: '7',
      name: '7',
      website: null,
      teams: [],
    });
    const teams = [{ id: 'a', name: 'A' }, { name: 'no id' }, null, 'text', { id: 'b' }];
    expect(organization.parse({ uid: 'o', teams }).teams).toEqual([
      { id: 'a', name: 'A' },
      { id: 'b', name: 'b' },
    ]);
    expect(organization.safeParse({ name: 'no uid' }).success).toBe(false);
  });
});

describe('people', () => {
  it('an invite without a model, a team or a date has nulls; no e-mail makes it unusable', () => {
    expect(invite.parse({ email: ' tove@northlight.example ', status: 'pending' })).toEqual({
      email: 'tove@northlight.example',
      status: 'pending',
      modelId: null,
      teamId: null,
      teamName: null,
      createdAt: null,
    });
    expect(invite.parse({ email: 'a@b.example', status: 'dreaming' }).status).toBe('dreaming');
    expect(invite.safeParse({ email: '', status: 'pending' }).success).toBe(false);
  });

  it('a sent invite has the address of the reply, else the one that was asked', () => {
    const reply = { input: { email: 'sanna@northlight.example' }, link: 'https://x', id: 'k3v9q2' };
    const schema = sentInvite('asked@northlight.example');
    expect(schema.parse(reply)).toEqual({
      id: 'k3v9q2',
      email: 'sanna@northlight.example',
      link: 'https://x',
      teamId: null,
    });
    expect(schema.parse({})).toMatchObject({ email: 'asked@northlight.example', link: null });
  });

  it('a member may have nothing but an id', () => {
    expect(member(null).parse({ id: 12 })).toEqual({
      id: '12',
      email: null,
      name: null,
      status: null,
      teamId: null,
      teamName: null,
      modelId: null,
      modelStatus: null,
      joinedAt: null,
      photoCount: null,
      hasFavorite: null,
    });
    expect(member(null).safeParse({ email: 'a@b.example' }).success).toBe(false);
  });

  it('a member keeps an unknown status, and has that of its list where it carries none', () => {
    expect(member('finished').parse({ id: 'a', status: 'retired' }).status).toBe('retired');
    expect(member('finished').parse({ id: 'a' }).status).toBe('finished');
  });

  it('a finished member has counts, also as text; a wrong one is none', () => {
    const row = { id: 'a', photoCount: '40', hasFavorite: true };
    expect(member(null).parse(row)).toMatchObject({ photoCount: 40, hasFavorite: true });
    const wrong = { id: 'a', photoCount: 'many', hasFavorite: 'yes' };
    expect(member(null).parse(wrong)).toMatchObject({ photoCount: null, hasFavorite: null });
  });

  it('a model may lack title, e-mail, team and end; empty text counts as lacking', () => {
    const row = { id: 'm', uid: 'u', email: '', title: '  ', status: 'active', finishedAt: 'soon' };
    expect(model.parse(row)).toEqual({
      id: 'm',
      uid: 'u',
      email: null,
      title: null,
      status: 'active',
      teamId: null,
      teamName: null,
      isDevelopment: false,
      createdAt: null,
      finishedAt: null,
    });
    expect(model.parse({ id: 'm' }).status).toBe('unknown');
    expect(model.parse({ id: 'm', status: 'generating' }).status).toBe('generating');
  });

  it('a created model needs its id', () => {
    expect(createdModel.parse({ modelId: 'm', status: 'onboarding', signedUrl: null })).toEqual({
      modelId: 'm',
      status: 'onboarding',
      signedUrl: null,
    });
    expect(createdModel.safeParse({ status: 'onboarding' }).success).toBe(false);
  });
});

describe('fields', () => {
  it.each([
    ...['', ' ', '.', '..', 'a\0b', 'a\nb', '\ud800', 'https://cdn.example/a?signature=S'],
    ...[1.5, 2 ** 53, Number.POSITIVE_INFINITY, true, null, {}, []],
  ])('%j can be no id', (given) => {
    expect(team.safeParse({ id: given, name: 'A' }).success).toBe(false);
  });

  it.each([
    ['2026-01-20T11:05:00Z', '2026-01-20T11:05:00.000Z'],
    ['2026-01-20 11:05', '2026-01-20T11:05:00.000Z'],
    ['2026-01-20T11:05:00.123456', '2026-01-20T11:05:00.123Z'],
    ['2026-01-20T11:05:00+01:00', '2026-01-20T10:05:00.000Z'],
    ['2026-01-20', '2026-01-20T00:00:00.000Z'],
    ['Tue, 20 Jan 2026 11:05:00 GMT', '2026-01-20T11:05:00.000Z'],
    ['photo 7', null],
    ['2026', null],
    ['2026-13-40T00:00:00Z', null],
    ['soon', null],
  ])('the time %j is %j, wherever the machine is', (given, expected) => {
    expect(model.parse({ id: 'm', createdAt: given }).createdAt).toBe(expected);
  });

  it.each([-1, 1.5, '-1', '1e3', '0x10', '', null])('%j is no count', (photoCount) => {
    expect(member(null).parse({ id: 'a', photoCount }).photoCount).toBeNull();
  });
});

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

describe('a list', () => {
  it('leaves out what cannot be used and says how much came', () => {
    const rows = [{ id: 'a', name: 'A' }, { name: 'no id' }, 'text', null, { id: 5, name: 'B' }];
    expect(decodeList(rows, team)).toEqual({
      items: [
        { id: 'a', name: 'A' },
        { id: '5', name: 'B' },
      ],
      received: 5,
    });
  });

  it.each([undefined, null, 'text', { 0: { id: 'a' } }])('is none if it is %j', (value) => {
    expect(decodeList(value, team)).toBeNull();
  });
});
