import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeHttp, type FakeReply, inTurn } from '#test/fake-http.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createHeadshotPro } from './client.ts';

function setUp(...replies: FakeReply[]) {
  const server = new FakeHttp(inTurn(...replies));
  const ports = { http: server.http, clock: new FakeClock(), log: new RecordingLog() };
  const rest = { key: () => 'key-1234', random: () => 0.5 };
  const { v1 } = createHeadshotPro({ ...ports, ...rest, apiUrl: 'https://api.example/api/v2' });
  return { v1, server };
}

const asked = ({ requests }: FakeHttp) => requests.map(({ method, url }) => `${method} ${url}`);
const V1 = 'https://api.example/api/v1/organization';
const notFound: FakeReply = { status: 404, body: { success: false, code: 'NOT_FOUND' } };

describe('what goes out', () => {
  it('is beside V2, with the same key', async () => {
    const { v1, server } = setUp({ body: { success: true, credits: 7 } });
    expect(await v1.credits()).toBe(7);
    expect(asked(server)).toEqual([`GET ${V1}/credits`]);
    expect(server.requests[0]?.headers['authorization']).toBe('Bearer key-1234');
  });

  it.each([404, 405])(
    'asks for the credits as the first description does after a %i',
    async (status) => {
      const refused = { status, body: { success: false, error: 'Cannot GET' } };
      const { v1, server } = setUp(refused, { body: { success: true, data: { credits: '7' } } });
      expect(await v1.credits()).toBe(7);
      expect(asked(server)).toEqual([`GET ${V1}/credits`, `POST ${V1}/credits`]);
    },
  );

  it('does not ask twice where the key is refused', async () => {
    const { v1, server } = setUp({ status: 401, body: { success: false, code: 'UNAUTHORIZED' } });
    await expect(v1.credits()).rejects.toMatchObject({ code: 'key_refused' });
    expect(server.requests).toHaveLength(1);
  });

  it('escapes the id of an invite', async () => {
    const { v1, server } = setUp(notFound);
    expect(await v1.inviteById('a/b?c')).toBeNull();
    expect(asked(server)).toEqual([`GET ${V1}/invite/id/a%2Fb%3Fc`]);
  });

  it('never sends an invite twice on its own', async () => {
    const { v1, server } = setUp({ status: 502, body: { success: false } });
    await expect(v1.invite({ email: 'a@b.example' })).rejects.toMatchObject({ code: 'api_failed' });
    expect(server.requests).toHaveLength(1);
  });

  it('needs an address of which it knows the version', async () => {
    const server = new FakeHttp(inTurn());
    const ports = { http: server.http, clock: new FakeClock(), log: new RecordingLog() };
    const rest = { key: () => 'key', random: () => 0.5, apiUrl: 'https://proxy.example/headshots' };
    const { v1 } = createHeadshotPro({ ...ports, ...rest });
    await expect(v1.credits()).rejects.toMatchObject({ code: 'invalid_input' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('an invite’s status', () => {
  it.each([
    ['pending-invite', 'pending'],
    ['waiting-for-upload', 'accepted'],
    ['generating-headshots', 'generating'],
    ['active', 'completed'],
    ['revoked', 'revoked'],
    ['deleted', 'deleted'],
    ['on-the-moon', 'on-the-moon'],
  ])('%s is %s', async (v1Status, status) => {
    const invite = { email: 'a@b.example', status: v1Status };
    const { v1 } = setUp({ body: { success: true, invite } });
    const id = 'invite-1';
    expect(await v1.inviteById(id)).toEqual({ id, email: 'a@b.example', v1Status, status });
  });
});
