import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { FIELD_CREW, MIRA, MIRA_MODEL, OSKAR_MODEL, startNorthlight } from '#test/northlight.ts';
import type { Call } from '#test/sandbox-caller.ts';
import { callerOf } from '#test/sandbox-caller.ts';

let sandbox: Sandbox;
let call: Call;
beforeEach(async () => {
  sandbox = await startNorthlight();
  call = callerOf(sandbox);
});
afterEach(() => sandbox.close());

const photosOf = (modelId: string) => `/organization/models/${modelId}/photos`;
const miras = photosOf(MIRA_MODEL);
const signed = expect.stringMatching(
  /^http:\/\/127\.0\.0\.1:\d+\/photos\/[\w-]+\.jpg\?.*signature=/,
);
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const everyUrl = { main: signed, thumbnail: signed, original: signed };
const favorite = {
  id: 'photo-0',
  modelId: MIRA_MODEL,
  status: 'active',
  likedStatus: 'loved',
  createdAt: '2026-01-20T11:05:00.000Z',
  urls: { main: signed },
  expiresAt: instant,
};

interface Photos {
  photos: { id: string; urls: Record<string, string> }[];
}

async function ids(query: string): Promise<string[]> {
  const { body } = await call<Photos>('GET', `${miras}?${query}`);
  return body.photos.map(({ id }) => id);
}

test('the list has active photos with their main URL and when it ends', async () => {
  const { status, body } = await call<Photos>('GET', miras);
  expect(status).toBe(200);
  const { modelId, ...row } = favorite;
  expect(body.photos[0]).toEqual(row);
  expect(body).toMatchObject({ pagination: { total: 3, limit: 50, offset: 0, hasMore: false } });
});

test('include=all gives the variants that exist', async () => {
  const { body } = await call<Photos>('GET', `${miras}?include=all`);
  expect(body.photos[0]?.urls).toEqual(everyUrl);
  expect(body.photos[1]?.urls).toEqual({ main: signed });
  expect((await call('GET', `${miras}?include=original`)).status).toBe(400);
});

test('photos are filtered by status and rating', async () => {
  expect(await ids('')).toEqual(['photo-0', 'photo-1', 'photo-2']);
  expect(await ids('status=deleted')).toEqual(['photo-3']);
  expect(await ids('likedStatus=loved')).toEqual(['photo-0']);
  expect(await ids('likedStatus=none')).toEqual(['photo-2']);
  expect(await ids('limit=1&offset=1')).toEqual(['photo-1']);
  expect((await call('GET', `${miras}?likedStatus=adored`)).status).toBe(400);
  expect((await call('GET', `${miras}?status=hidden`)).status).toBe(400);
});

test('a model that is not done has no photos, an unknown one is not found', async () => {
  const { status, body } = await call('GET', photosOf(OSKAR_MODEL));
  expect(status).toBe(200);
  expect(body).toMatchObject({ photos: [], pagination: { total: 0 } });
  for (const path of ['', '/favorite', '/photo-0']) {
    expect((await call('GET', photosOf('none') + path)).status).toBe(404);
  }
  expect((await call('POST', `${photosOf('none')}/download`, {})).status).toBe(404);
});

test('the favorite comes with its main URL only; none is a success', async () => {
  expect((await call('GET', `${miras}/favorite`)).body).toEqual({ success: true, photo: favorite });
  const { status, body } = await call('GET', `${photosOf(OSKAR_MODEL)}/favorite`);
  expect(status).toBe(200);
  expect(body).toEqual({ success: true, photo: null, message: 'No favorite photo selected' });
});

test('one photo comes with the URLs asked for', async () => {
  expect((await call('GET', `${miras}/photo-0`)).body).toEqual({ success: true, photo: favorite });
  const { body } = await call('GET', `${miras}/photo-0?include=all`);
  expect(body).toEqual({ success: true, photo: { ...favorite, urls: everyUrl } });
  expect((await call('GET', `${miras}/none`)).status).toBe(404);
});

test('the batch signs the photos asked for under one expiry, leaving out what it does not know', async () => {
  const photoIds = ['photo-2', 'nobody', 'photo-3', 'photo-0'];
  const { status, body } = await call('POST', `${miras}/download`, { photoIds, include: 'all' });
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    downloads: [
      { photoId: 'photo-0', urls: everyUrl },
      { photoId: 'photo-2', urls: everyUrl },
    ],
    expiresAt: instant,
  });
});

test.each([
  ['an empty object', {}],
  ['an empty list', { photoIds: [] }],
  ['no body', undefined],
])('the batch takes %s for every photo', async (_case, sent) => {
  const { body } = await call<{ downloads: unknown[] }>('POST', `${miras}/download`, sent);
  expect(body.downloads).toHaveLength(3);
  expect(body.downloads[0]).toEqual({ photoId: 'photo-0', urls: { main: signed } });
});

test.each([[{ photoIds: 'photo-0' }], [{ photoIds: [1] }], [{ include: 'some' }]])(
  'the batch refuses %j',
  async (sent) => {
    const { status, body } = await call('POST', `${miras}/download`, sent);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_REQUEST' });
  },
);

test('the favorites of the organization come with their person', async () => {
  const { body } = await call('GET', '/organization/photos/favorites');
  const member = {
    id: MIRA.id,
    email: MIRA.email,
    name: 'Mira Dahl',
    teamId: FIELD_CREW.id,
    teamName: FIELD_CREW.name,
  };
  expect(body).toEqual({
    success: true,
    photos: [{ ...favorite, member }],
    pagination: { total: 1, limit: 50, offset: 0, hasMore: false },
  });
  const all = await call<Photos>('GET', '/organization/photos/favorites?include=all');
  expect(all.body.photos[0]?.urls).toEqual(everyUrl);
  const none = await call('GET', '/organization/photos/favorites?teamId=team_office2');
  expect(none.body).toMatchObject({ photos: [], pagination: { total: 0 } });
});

test('what people do to their photos shows', async () => {
  const { organization } = sandbox;
  organization.ratePhoto(MIRA_MODEL, 'photo-2', 'loved');
  expect(await ids('likedStatus=loved')).toEqual(['photo-0', 'photo-2']);
  organization.chooseFavorite(MIRA_MODEL, 'photo-2');
  expect((await call('GET', `${miras}/favorite`)).body).toMatchObject({ photo: { id: 'photo-2' } });
  organization.deletePhoto(MIRA_MODEL, 'photo-2');
  expect((await call('GET', `${miras}/favorite`)).body).toMatchObject({ photo: null });
  const added = organization.addPhotos(MIRA_MODEL, 2).map(({ id }) => id);
  expect(await ids('')).toEqual(['photo-0', 'photo-1', ...added]);
  expect(() => organization.ratePhoto(MIRA_MODEL, 'none', 'liked')).toThrow(/no photo none/);
});
