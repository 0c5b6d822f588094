import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeHttp, type FakeReply, inTurn } from '#test/fake-http.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { systemClock } from '../clock.ts';
import { createHttp } from '../http.ts';
import { createHeadshotPro, type HeadshotPro } from './client.ts';

function setUp(...replies: FakeReply[]) {
  const clock = new FakeClock();
  const server = new FakeHttp(inTurn(...replies));
  const log = new RecordingLog();
  const ports = { http: server.http, clock, log, key: () => 'key-1234', random: () => 0.5 };
  const api = createHeadshotPro({ ...ports, apiUrl: 'https://api.example/api/v2/' });
  return { api, clock, server, log };
}

const ok = (body: object): FakeReply => ({ body: { success: true, ...body } });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

const organization = {
  uid: 'org',
  name: 'Northlight',
  website: null,
  teams: [{ id: 't', name: 'T' }],
};
const photo = {
  id: 'p',
  status: 'active',
  likedStatus: 'loved',
  urls: { main: 'https://cdn.example/p' },
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
    (api) => all(api.invites.list()),
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
    (api) => all(api.members.list({ status: 'finished' })),
    ['GET', '/team?status=finished&limit=200&offset=0'],
    { members: [{ id: 'u', status: 'finished' }] },
    [expect.objectContaining({ id: 'u', status: 'finished' })],
  ],
  [
    '§5.2 accepted members',
    (api) => all(api.members.accepted()),
    ['GET', '/team/accepted?limit=200&offset=0'],
    { members: [{ id: 'u' }], count: 1 },
    [expect.objectContaining({ status: 'accepted' })],
  ],
  [
    '§5.3 pending members',
    (api) => all(api.members.pending()),
    ['GET', '/team/pending?limit=200&offset=0'],
    { members: [{ id: 'u', modelId: 'm', modelStatus: 'waiting' }], count: 1 },
    [expect.objectContaining({ status: 'pending', modelStatus: 'waiting' })],
  ],
  [
    '§5.4 finished members',
    (api) => all(api.members.finished()),
    ['GET', '/team/finished?limit=200&offset=0'],
    { members: [{ id: 'u', photoCount: 40, hasFavorite: true }], count: 1 },
    [expect.objectContaining({ status: 'finished', photoCount: 40, hasFavorite: true })],
  ],
  [
    '§6.1 teams',
    (api) => all(api.teams.list()),
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
    (api) => all(api.models.list({ status: 'active', teamId: 't' })),
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
    (api) => all(api.photos.list('m', { include: 'all', likedStatus: 'loved' })),
    ['GET', '/models/m/photos?likedStatus=loved&include=all&limit=200&offset=0'],
    { photos: [photo] },
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
    { photo },
    expect.objectContaining({ links: expect.objectContaining({ urls: photo.urls }) }),
  ],
  [
    '§8.3 a photo',
    (api) => api.photos.get('m', 'p'),
    ['GET', '/models/m/photos/p?include=all'],
    { photo },
    expect.objectContaining({ photo: expect.objectContaining({ id: 'p' }) }),
  ],
  [
    '§8.4 batch download',
    (api) => api.photos.batchDownload('m', ['p']),
    ['POST', '/models/m/photos/download', { photoIds: ['p'], include: 'all' }],
    { downloads: [{ photoId: 'p', urls: photo.urls }], expiresAt: '2026-02-04T09:15:00.000Z' },
    [{ photoId: 'p', urls: photo.urls, expiresAt: '2026-02-04T09:15:00.000Z' }],
  ],
  [
    '§9 favorites',
    (api) => all(api.favorites({ teamId: 't', include: 'all' })),
    ['GET', '/photos/favorites?teamId=t&include=all&limit=200&offset=0'],
    { photos: [{ ...photo, modelId: 'm', member: { email: 'a@b.example' } }] },
    [expect.objectContaining({ person: expect.objectContaining({ email: 'a@b.example' }) })],
  ],
];

describe('the 24 operations', () => {
  it('are all here', () => {
    expect(operations).toHaveLength(24);
  });

  it.each(operations)('%s', async (_, ask, [method, path, body], reply, value) => {
    const { api, clock, server } = setUp(ok(reply));
    expect(await clock.until(ask(api))).toEqual(value);
    const [request, ...more] = server.requests;
    expect(more).toEqual([]);
    expect(request?.method).toBe(method);
    expect(request?.url).toBe(`https://api.example/api/v2/organization${path}`);
    expect(request?.body && JSON.parse(request.body)).toEqual(body);
    expect(request?.headers['content-type']).toBe(body && 'application/json');
  });

  it.each(operations)('%s: with its payload under data', async (_, ask, __, reply, value) => {
    const { api, clock } = setUp({ body: { success: true, data: reply } });
    expect(await clock.until(ask(api))).toEqual(value);
  });
});

describe('what the API does not know', () => {
  const unknown = { status: 404, body: { success: false, error: 'Not found', code: 'NOT_FOUND' } };

  it('is null where one thing was asked for', async () => {
    const { api, clock } = setUp(unknown);
    expect(await clock.until(api.invites.get('a@b.example'))).toBeNull();
    expect(await clock.until(api.models.get('m'))).toBeNull();
    expect(await clock.until(api.photos.get('m', 'p'))).toBeNull();
  });

  it('is an error where a model’s photos, its favorite or a change were asked for', async () => {
    const { api, clock } = setUp(unknown);
    const notFound = { code: 'not_found' };
    await expect(clock.until(all(api.photos.list('m')))).rejects.toMatchObject(notFound);
    await expect(clock.until(api.photos.favorite('m'))).rejects.toMatchObject(notFound);
    await expect(clock.until(api.invites.revoke('a@b.example'))).rejects.toMatchObject(notFound);
  });

  it.each([404, 400])(
    'is a wrong address where nothing of the caller was in the call: %i',
    async (status) => {
      const { api, clock } = setUp({ ...unknown, status, body: { success: false } });
      const asked: Promise<unknown>[] = [api.organization(), api.credits()];
      asked.push(all(api.models.list({ status: 'active' })));
      asked.push(all(api.teams.list()), all(api.members.finished()), all(api.favorites()));
      for (const failed of await clock.until(Promise.allSettled(asked))) {
        const { code, message } = (failed as PromiseRejectedResult).reason;
        expect(code).toBe('api_not_understood');
        expect(message).toContain('The API address may be wrong');
        expect(message).toContain(`(${status})`);
      }
      const ofTeam = all(api.models.list({ teamId: 't' }));
      await expect(clock.until(ofTeam)).rejects.not.toMatchObject({ code: 'api_not_understood' });
    },
  );
});

describe('a model without a favorite', () => {
  it.each([
    { photo: null, message: 'No favorite photo selected' },
    { message: 'None' },
    { data: { photo: null } },
  ])('gives null: %j', async (reply) => {
    const { api, clock } = setUp(ok(reply));
    expect(await clock.until(api.photos.favorite('m'))).toBeNull();
  });

  it('is not taken for one whose favorite cannot be read', async () => {
    const { api, clock } = setUp(ok({ photo: { urls: {} } }));
    await expect(clock.until(api.photos.favorite('m'))).rejects.toMatchObject({
      code: 'api_not_understood',
    });
  });
});

describe('lists', () => {
  it('go through all pages, each item once', async () => {
    const page = (from: number, count: number, hasMore: boolean) =>
      ok({
        models: Array.from({ length: count }, (_, index) => ({ id: `m${from + index}` })),
        pagination: { total: 350, limit: 200, offset: from, hasMore },
      });
    const { api, clock, server } = setUp(page(0, 200, true), page(200, 150, false));
    expect(await clock.until(all(api.models.list()))).toHaveLength(350);
    expect(server.requests[1]?.url).toContain('limit=200&offset=200');
  });

  /** A server that refuses pages of more than `most`, and has 130 models. */
  function sparing(most: number) {
    const world = setUp();
    world.server.handler = (_, url) => {
      const [limit, offset] = ['limit', 'offset'].map((name) => Number(url.searchParams.get(name)));
      if (!limit || limit > most) return { status: 400, body: { success: false, error: 'limit' } };
      const ids = Array.from({ length: 130 }, (_, index) => ({ id: `m${index}` }));
      const models = ids.slice(offset, (offset ?? 0) + limit);
      return ok({ models, pagination: { total: 130, limit, offset } });
    };
    const limits = () =>
      world.server.requests.map(({ url }) => new URL(url).searchParams.get('limit'));
    return { ...world, limits };
  }

  it.each([
    [100, ['200', '100', '100']],
    [50, ['200', '100', '50', '50', '50']],
  ])(
    'are asked for in smaller pages where the server allows %i only, from then on',
    async (most, expected) => {
      const { api, clock, limits } = sparing(most);
      expect(await clock.until(all(api.models.list()))).toHaveLength(130);
      expect(limits()).toEqual(expected);
      expect(await clock.until(all(api.models.list()))).toHaveLength(130);
      expect(
        limits()
          .slice(expected.length)
          .every((limit) => limit === String(most)),
      ).toBe(true);
    },
  );

  it('that are refused for another reason are refused in any size, and the size stays', async () => {
    const { api, clock, server, limits } = sparing(0);
    await expect(clock.until(all(api.photos.list('m')))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(limits()).toEqual(['200', '100', '50']);
    server.handler = () => ok({ models: [] });
    await clock.until(all(api.models.list()));
    expect(limits().at(-1)).toBe('200');
  });

  it('leave out what cannot be used, and log how much', async () => {
    const { api, clock, log } = setUp(ok({ models: [{ id: 'm' }, { title: 'no id' }, null] }));
    expect(await clock.until(all(api.models.list()))).toHaveLength(1);
    expect(log.lines.join()).toContain('"unusable":2');
  });

  it('that are no lists are not understood', async () => {
    const { api, clock } = setUp(ok({ models: { m: {} } }));
    await expect(clock.until(all(api.models.list()))).rejects.toMatchObject({
      code: 'api_not_understood',
    });
  });

  it('of favorites may be under favorites', async () => {
    const { api, clock } = setUp(ok({ favorites: [photo] }));
    expect(await clock.until(all(api.favorites()))).toHaveLength(1);
  });

  it('of invites know an address in any case as one', async () => {
    const { api, clock } = setUp(
      ok({ invites: [{ email: 'A@b.example' }, { email: 'a@B.example' }] }),
    );
    expect(await clock.until(all(api.invites.list()))).toHaveLength(1);
  });
});

describe('the batch download', () => {
  it('asks for all photos where no ids are given', async () => {
    const { api, clock, server } = setUp(ok({ downloads: [] }));
    expect(await clock.until(api.photos.batchDownload('m'))).toEqual([]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ include: 'all' });
  });

  it('never sends an empty list, which would mean all, nor one that is too long', async () => {
    const { api, server } = setUp(ok({ downloads: [] }));
    const tooMany = Array.from({ length: 201 }, (_, index) => `p${index}`);
    for (const ids of [[], tooMany]) {
      await expect(api.photos.batchDownload('m', ids)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    expect(server.requests).toEqual([]);
  });

  it('is not understood when nothing of its reply can be used', async () => {
    for (const downloads of [undefined, 'text', [{ photoId: 'p' }, { file: 'x' }]]) {
      const { api, clock } = setUp(ok({ downloads }));
      await expect(clock.until(api.photos.batchDownload('m', ['p']))).rejects.toMatchObject({
        code: 'api_not_understood',
      });
    }
  });

  it('gives a photo once', async () => {
    const item = { id: 'p', url: 'https://cdn.example/p' };
    const { api, clock } = setUp(ok({ downloads: [item, item] }));
    expect(await clock.until(api.photos.batchDownload('m'))).toHaveLength(1);
  });
});

describe('input that would reach another address', () => {
  it.each(['', ' ', '.', '..'])('is refused as an id: %j', async (id) => {
    const { api, server } = setUp(ok({}));
    const invalid = { code: 'invalid_input' };
    await expect(api.models.delete(id)).rejects.toMatchObject(invalid);
    await expect(api.photos.get('m', id)).rejects.toMatchObject(invalid);
    await expect(api.invites.get(id)).rejects.toMatchObject(invalid);
    expect(server.requests).toEqual([]);
  });

  it('is encoded where it is an odd id', async () => {
    const { api, clock, server } = setUp(ok({ model: { id: 'x' } }));
    await clock.until(api.models.get('../a?b#c%2F'));
    expect(server.requests[0]?.url).toMatch(/\/models\/\.\.%2Fa%3Fb%23c%252F$/);
  });

  it('is refused as a name or a list without content', async () => {
    const { api, server } = setUp(ok({}));
    const invalid = { code: 'invalid_input' };
    await expect(api.teams.create('  ')).rejects.toMatchObject(invalid);
    await expect(api.teams.addMembers('t', [])).rejects.toMatchObject(invalid);
    await expect(api.invites.create({ email: '' })).rejects.toMatchObject(invalid);
    expect(server.requests).toEqual([]);
  });

  it('is refused as an address of the API', () => {
    expect(() => createHeadshotPro({ ...ports(), apiUrl: 'http://api.example' })).toThrow(
      expect.objectContaining({ code: 'url_refused' }),
    );
  });
});

function ports() {
  const { http } = new FakeHttp(() => ({}));
  const log = new RecordingLog();
  return { http, log, clock: new FakeClock(), key: () => 'k', random: () => 0 };
}

describe('over the real network', () => {
  async function serve(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    use: (api: HeadshotPro) => Promise<void>,
  ) {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = createHttp();
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const log = new RecordingLog();
    try {
      await use(
        createHeadshotPro({
          apiUrl,
          http,
          log,
          clock: systemClock,
          key: () => 'k-1',
          random: () => 0,
        }),
      );
    } finally {
      await http.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('reads many lists at once and learns the limit', async () => {
    await serve(
      (request, response) => {
        const status = request.headers.authorization === 'Bearer k-1' ? 200 : 401;
        response.writeHead(status, {
          'x-ratelimit-limit': '1000',
          'content-type': 'application/json',
        });
        response.end(JSON.stringify({ success: true, photos: [photo], path: request.url }));
      },
      async (api) => {
        const lists = Array.from({ length: 60 }, (_, index) => all(api.photos.list(`m${index}`)));
        expect((await Promise.all(lists)).map((photos) => photos.length)).toEqual(
          Array(60).fill(1),
        );
        expect(api.budget()).toMatchObject({ limit: 1000, usedLastMinute: 60, remaining: 940 });
      },
    );
  });

  it('tries again when the connection breaks off in a body', async () => {
    let calls = 0;
    await serve(
      (_, response) => {
        const body = JSON.stringify({ success: true, credits: 5 });
        response.writeHead(200, { 'content-length': body.length });
        calls++;
        if (calls > 1) return response.end(body);
        response.write(body.slice(0, 10));
        return setTimeout(() => response.destroy(), 20);
      },
      async (api) => {
        expect(await api.credits()).toBe(5);
        expect(calls).toBe(2);
      },
    );
  });

  it('is let go at once when a call is cancelled, and still counts', async () => {
    const cancel = new AbortController();
    const closed = Promise.withResolvers<void>();
    await serve(
      (request) => {
        request.socket.once('close', () => closed.resolve());
        cancel.abort();
      },
      async (api) => {
        const call = api.credits({ signal: cancel.signal });
        await expect(call).rejects.toMatchObject({ code: 'cancelled' });
        await closed.promise;
        expect(api.budget().usedLastMinute).toBe(1);
      },
    );
  });

  it('does not take the key along a redirect', async () => {
    const paths: (string | undefined)[] = [];
    await serve(
      (request, response) => {
        paths.push(request.url);
        response.writeHead(302, { location: '/login' }).end();
      },
      async (api) => {
        await expect(api.credits()).rejects.toMatchObject({ code: 'api_not_understood' });
        expect(paths).toEqual(['/api/v2/organization/credits']);
      },
    );
  });
});
