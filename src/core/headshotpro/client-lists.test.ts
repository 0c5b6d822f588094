import { describe, expect, it } from 'vitest';
import { askedClient, ok, PHOTO } from '#test/asked-client.ts';

describe('lists', () => {
  it('go through all pages, each item once', async () => {
    const page = (from: number, count: number, hasMore: boolean) =>
      ok({
        models: Array.from({ length: count }, (_, index) => ({ id: `m${from + index}` })),
        pagination: { total: 350, limit: 200, offset: from, hasMore },
      });
    const { api, clock, server } = askedClient(page(0, 200, true), page(200, 150, false));
    expect(await clock.until(Array.fromAsync(api.models.list()))).toHaveLength(350);
    expect(server.requests[1]?.url).toContain('limit=200&offset=200');
  });

  /** A server that refuses pages of more than `most`, and has 130 models. */
  function sparing(most: number) {
    const world = askedClient();
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
      expect(await clock.until(Array.fromAsync(api.models.list()))).toHaveLength(130);
      expect(limits()).toEqual(expected);
      expect(await clock.until(Array.fromAsync(api.models.list()))).toHaveLength(130);
      expect(
        limits()
          .slice(expected.length)
          .every((limit) => limit === String(most)),
      ).toBe(true);
    },
  );

  it('that are refused for another reason are refused in any size, and the size stays', async () => {
    const { api, clock, server, limits } = sparing(0);
    await expect(clock.until(Array.fromAsync(api.photos.list('m')))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(limits()).toEqual(['200', '100', '50']);
    server.handler = () => ok({ models: [] });
    await clock.until(Array.fromAsync(api.models.list()));
    expect(limits().at(-1)).toBe('200');
  });

  it('leave out what cannot be used, and log how much', async () => {
    const { api, clock, log } = askedClient(
      ok({ models: [{ id: 'm' }, { title: 'no id' }, null] }),
    );
    expect(await clock.until(Array.fromAsync(api.models.list()))).toHaveLength(1);
    expect(log.lines.join()).toContain('"unusable":2');
  });

  it('that are no lists are not understood', async () => {
    const { api, clock } = askedClient(ok({ models: { m: {} } }));
    await expect(clock.until(Array.fromAsync(api.models.list()))).rejects.toMatchObject({
      code: 'api_not_understood',
    });
  });

  it('of favorites may be under favorites', async () => {
    const { api, clock } = askedClient(ok({ favorites: [PHOTO] }));
    expect(await clock.until(Array.fromAsync(api.favorites()))).toHaveLength(1);
  });

  it('of invites know an address in any case as one', async () => {
    const { api, clock } = askedClient(
      ok({ invites: [{ email: 'A@b.example' }, { email: 'a@B.example' }] }),
    );
    expect(await clock.until(Array.fromAsync(api.invites.list()))).toHaveLength(1);
  });
});
