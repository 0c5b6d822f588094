import { describe, expect, it } from 'vitest';
import { askedClient, ok } from '#test/asked-client.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeHttp } from '#test/fake-http.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createHeadshotPro } from './client.ts';

describe('what the API does not know', () => {
  const unknown = { status: 404, body: { success: false, error: 'Not found', code: 'NOT_FOUND' } };

  it('is null where one thing was asked for', async () => {
    const { api, clock } = askedClient(unknown);
    expect(await clock.until(api.invites.get('a@b.example'))).toBeNull();
    expect(await clock.until(api.models.get('m'))).toBeNull();
    expect(await clock.until(api.photos.get('m', 'p'))).toBeNull();
  });

  it('is an error where a model’s photos, its favorite or a change were asked for', async () => {
    const { api, clock } = askedClient(unknown);
    const notFound = { code: 'not_found' };
    await expect(clock.until(Array.fromAsync(api.photos.list('m')))).rejects.toMatchObject(
      notFound,
    );
    await expect(clock.until(api.photos.favorite('m'))).rejects.toMatchObject(notFound);
    await expect(clock.until(api.invites.revoke('a@b.example'))).rejects.toMatchObject(notFound);
  });

  it.each([404, 400])(
    'is a wrong address where nothing of the caller was in the call: %i',
    async (status) => {
      const { api, clock } = askedClient({ ...unknown, status, body: { success: false } });
      const asked: Promise<unknown>[] = [api.organization(), api.credits()];
      asked.push(Array.fromAsync(api.models.list({ status: 'active' })));
      asked.push(
        Array.fromAsync(api.teams.list()),
        Array.fromAsync(api.members.finished()),
        Array.fromAsync(api.favorites()),
      );
      for (const failed of await clock.until(Promise.allSettled(asked))) {
        const { code, message } = (failed as PromiseRejectedResult).reason;
        expect(code).toBe('api_not_understood');
        expect(message).toContain('The API address may be wrong');
        expect(message).toContain(`(${status})`);
      }
      const ofTeam = Array.fromAsync(api.models.list({ teamId: 't' }));
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
    const { api, clock } = askedClient(ok(reply));
    expect(await clock.until(api.photos.favorite('m'))).toBeNull();
  });

  it('is not taken for one whose favorite cannot be read', async () => {
    const { api, clock } = askedClient(ok({ photo: { urls: {} } }));
    await expect(clock.until(api.photos.favorite('m'))).rejects.toMatchObject({
      code: 'api_not_understood',
    });
  });
});

describe('the batch download', () => {
  it('asks for all photos where no ids are given', async () => {
    const { api, clock, server } = askedClient(ok({ downloads: [] }));
    expect(await clock.until(api.photos.batchDownload('m'))).toEqual([]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ include: 'all' });
  });

  it('never sends an empty list, which would mean all, nor one that is too long', async () => {
    const { api, server } = askedClient(ok({ downloads: [] }));
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
      const { api, clock } = askedClient(ok({ downloads }));
      await expect(clock.until(api.photos.batchDownload('m', ['p']))).rejects.toMatchObject({
        code: 'api_not_understood',
      });
    }
  });

  it('gives a photo once', async () => {
    const item = { id: 'p', url: 'https://cdn.example/p' };
    const { api, clock } = askedClient(ok({ downloads: [item, item] }));
    expect(await clock.until(api.photos.batchDownload('m'))).toHaveLength(1);
  });
});

describe('input that would reach another address', () => {
  it.each(['', ' ', '.', '..'])('is refused as an id: %j', async (id) => {
    const { api, server } = askedClient(ok({}));
    const invalid = { code: 'invalid_input' };
    await expect(api.models.delete(id)).rejects.toMatchObject(invalid);
    await expect(api.photos.get('m', id)).rejects.toMatchObject(invalid);
    await expect(api.invites.get(id)).rejects.toMatchObject(invalid);
    expect(server.requests).toEqual([]);
  });

  it('is encoded where it is an odd id', async () => {
    const { api, clock, server } = askedClient(ok({ model: { id: 'x' } }));
    await clock.until(api.models.get('../a?b#c%2F'));
    expect(server.requests[0]?.url).toMatch(/\/models\/\.\.%2Fa%3Fb%23c%252F$/);
  });

  it('is refused as a name or a list without content', async () => {
    const { api, server } = askedClient(ok({}));
    const invalid = { code: 'invalid_input' };
    await expect(api.teams.create('  ')).rejects.toMatchObject(invalid);
    await expect(api.teams.addMembers('t', [])).rejects.toMatchObject(invalid);
    await expect(api.invites.create({ email: '' })).rejects.toMatchObject(invalid);
    expect(server.requests).toEqual([]);
  });

  it('is refused as an address of the API', () => {
    const { http } = new FakeHttp(() => ({}));
    const log = new RecordingLog();
    const ports = { http, log, clock: new FakeClock(), key: () => 'k', random: () => 0 };
    expect(() => createHeadshotPro({ ...ports, apiUrl: 'http://api.example' })).toThrow(
      expect.objectContaining({ code: 'url_refused' }),
    );
  });
});
