import { describe, expect, it } from 'vitest';
import { askedClient, ok, PHOTO } from '#test/asked-client.ts';
import type { HeadshotPro } from './client.ts';

const organization = {
  uid: 'org',
  name: 'Northlight',
  website: null,
  teams: [{ id: 't', name: 'T' }],
};

/** Every operation: how it is asked for, what goes out, what comes back and what is made of it. */
const operations: [
  name: string,
  ask: (api: HeadshotPro) => Promise<unknown>,
  request: [method: string, path: string, body?: object],
  reply: object,
  value: unknown,
][] = [
  ['§3.1 organization', (api) => api.organization(), ['GET', ''], { organization }, organization],
  ['§3.2 credits', (api) => api.credits(), ['GET', '/credits'], { credits: 42 }, 42],
  [
    '§4.1 invites',
    (api) => Array.fromAsync(api.invites.list()),
    ['GET', '/invites?limit=200&offset=0'],
    { invites: [{ email: 'a@b.example', status: 'pending' }] },
    [expect.objectContaining({ email: 'a@b.example', status: 'pending' })],
  ],
  [
    '§4.2 create an invite',
    (api) => api.invites.create({ email: 'a@b.example', teamId: 't' }),
    ['POST', '/invites', { email: 'a@b.example', teamId: 't' }],
    {
      input: { email: 'a@b.example' },
      message: 'Invite sent',
      link: 'https://x',
      id: 'k',
      teamId: 't',
    },
    { id: 'k', email: 'a@b.example', link: 'https://x', teamId: 't' },
  ],
  [
    '§4.3 an invite',
    (api) => api.invites.get('mira+x@b.example'),
    ['GET', '/invites/mira%2Bx%40b.example'],
    { invite: { email: 'mira+x@b.example', status: 'uploading', modelId: 'm' } },
    expect.objectContaining({ email: 'mira+x@b.example', modelId: 'm' }),
  ],
  [
    '§4.4 revoke an invite',
    (api) => api.invites.revoke('a@b.example'),
    ['POST', '/invites/revoke', { email: 'a@b.example' }],
    { message: 'Invite revoked' },
    undefined,
  ],
  [
    '§5.1 members',
    (api) => Array.fromAsync(api.members.list({ status: 'finished' })),
    ['GET', '/team?status=finished&limit=200&offset=0'],
    { members: [{ id: 'u', status: 'finished' }] },
    [expect.objectContaining({ id: 'u', status: 'finished' })],
  ],
  [
    '§5.2 accepted members',
    (api) => Array.fromAsync(api.members.accepted()),
    ['GET', '/team/accepted?limit=200&offset=0'],
    { members: [{ id: 'u' }], count: 1 },
    [expect.objectContaining({ status: 'accepted' })],
  ],
  [
    '§5.3 pending members',
    (api) => Array.fromAsync(api.members.pending()),
    ['GET', '/team/pending?limit=200&offset=0'],
    { members: [{ id: 'u', modelId: 'm', modelStatus: 'waiting' }], count: 1 },
    [expect.objectContaining({ status: 'pending', modelStatus: 'waiting' })],
  ],
  [
    '§5.4 finished members',
    (api) => Array.fromAsync(api.members.finished()),
    ['GET', '/team/finished?limit=200&offset=0'],
    { members: [{ id: 'u', photoCount: 40, hasFavorite: true }], count: 1 },
    [expect.objectContaining({ status: 'finished', photoCount: 40, hasFavorite: true })],
  ],
  [
    '§6.1 teams',
    (api) => Array.fromAsync(api.teams.list()),
    ['GET', '/teams?limit=200&offset=0'],
    { teams: [{ id: 't', name: 'T' }] },
    [{ id: 't', name: 'T' }],
  ],
  [
    '§6.2 create a team',
    (api) => api.teams.create(' T '),
    ['POST', '/teams', { name: 'T' }],
    { organization },
    organization,
  ],
  [
    '§6.3 rename a team',
    (api) => api.teams.rename('t/1', 'T'),
    ['PUT', '/teams/t%2F1', { name: 'T' }],
    { organization },
    organization,
  ],
  [
    '§6.4 delete a team',
    (api) => api.teams.delete('t'),
    ['DELETE', '/teams/t'],
    { organization },
    organization,
  ],
  [
    '§6.5 add members to a team',
    (api) => api.teams.addMembers('t', ['a@b.example']),
    ['POST', '/teams/t/members', { emails: ['a@b.example'] }],
    { message: 'ok' },
    undefined,
  ],
  [
    '§7.1 models',
    (api) => Array.fromAsync(api.models.list({ status: 'active', teamId: 't' })),
    ['GET', '/models?status=active&teamId=t&limit=200&offset=0'],
    {
      models: [{ id: 'm', status: 'active' }],
      pagination: { total: 1, limit: 200, offset: 0, hasMore: false },
    },
    [expect.objectContaining({ id: 'm', status: 'active' })],
  ],
  [
    '§7.2 a model',
    (api) => api.models.get('m'),
    ['GET', '/models/m'],
    { model: { id: 'm', status: 'active', photoCount: 40 } },
    expect.objectContaining({ id: 'm' }),
  ],
  [
    '§7.3 create a model',
    (api) => api.models.create({ email: 'a@b.example', isDevelopment: true, version: 'lora' }),
    ['POST', '/models', { email: 'a@b.example', isDevelopment: true, version: 'lora' }],
    { modelId: 'm', status: 'onboarding', signedUrl: 'https://x' },
    { modelId: 'm', status: 'onboarding', signedUrl: 'https://x' },
  ],
  [
    '§7.4 delete a model',
    (api) => api.models.delete('m'),
    ['DELETE', '/models/m'],
    { message: 'Model deleted', modelId: 'm' },
    undefined,
  ],
  [
    '§8.1 photos',
    (api) => Array.fromAsync(api.photos.list('m', { include: 'all', likedStatus: 'loved' })),
    ['GET', '/models/m/photos?likedStatus=loved&include=all&limit=200&offset=0'],
    { photos: [PHOTO] },
    [
      expect.objectContaining({
        photo: expect.objectContaining({ id: 'p', modelId: 'm', likedStatus: 'loved' }),
      }),
    ],
  ],
  [
    '§8.2 the favorite',
    (api) => api.photos.favorite('m'),
    ['GET', '/models/m/photos/favorite'],
    { photo: PHOTO },
    expect.objectContaining({ links: expect.objectContaining({ urls: PHOTO.urls }) }),
  ],
  [
    '§8.3 a photo',
    (api) => api.photos.get('m', 'p'),
    ['GET', '/models/m/photos/p?include=all'],
    { photo: PHOTO },
    expect.objectContaining({ photo: expect.objectContaining({ id: 'p' }) }),
  ],
  [
    '§8.4 batch download',
    (api) => api.photos.batchDownload('m', ['p']),
    ['POST', '/models/m/photos/download', { photoIds: ['p'], include: 'all' }],
    { downloads: [{ photoId: 'p', urls: PHOTO.urls }], expiresAt: '2026-02-04T09:15:00.000Z' },
    [{ photoId: 'p', urls: PHOTO.urls, expiresAt: '2026-02-04T09:15:00.000Z' }],
  ],
  [
    '§9 favorites',
    (api) => Array.fromAsync(api.favorites({ teamId: 't', include: 'all' })),
    ['GET', '/photos/favorites?teamId=t&include=all&limit=200&offset=0'],
    { photos: [{ ...PHOTO, modelId: 'm', member: { email: 'a@b.example' } }] },
    [expect.objectContaining({ person: expect.objectContaining({ email: 'a@b.example' }) })],
  ],
];

describe('the 24 operations', () => {
  it('are all here', () => {
    expect(operations).toHaveLength(24);
  });

  it.each(operations)('%s', async (_, ask, [method, path, body], reply, value) => {
    const { api, clock, server } = askedClient(ok(reply));
    expect(await clock.until(ask(api))).toEqual(value);
    const [request, ...more] = server.requests;
    expect(more).toEqual([]);
    expect(request?.method).toBe(method);
    expect(request?.url).toBe(`https://api.example/api/v2/organization${path}`);
    expect(request?.body && JSON.parse(request.body)).toEqual(body);
    expect(request?.headers['content-type']).toBe(body && 'application/json');
  });

  it.each(operations)('%s: with its payload under data', async (_, ask, __, reply, value) => {
    const { api, clock } = askedClient({ body: { success: true, data: reply } });
    expect(await clock.until(ask(api))).toEqual(value);
  });
});
