import { createHeadshotPro, type HeadshotPro } from '#core/headshotpro/client.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeHttp, type FakeReply, inTurn } from './fake-http.ts';
import { RecordingLog } from './recording-log.ts';

/** A client of the API, whose questions are recorded and answered as a test says. */
export interface AskedClient {
  api: HeadshotPro;
  clock: FakeClock;
  server: FakeHttp;
  log: RecordingLog;
}

/** The last reply is given to whatever is asked after it. */
export function askedClient(...replies: FakeReply[]): AskedClient {
  const clock = new FakeClock();
  const server = new FakeHttp(inTurn(...replies));
  const log = new RecordingLog();
  const ports = { http: server.http, clock, log, key: () => 'key-1234', random: () => 0.5 };
  const api = createHeadshotPro({ ...ports, apiUrl: 'https://api.example/api/v2/' });
  return { api, clock, server, log };
}

/** A reply that says that all went well. */
export const ok = (body: object): FakeReply => ({ body: { success: true, ...body } });

/** A photo as the API has it. */
export const PHOTO = {
  id: 'p',
  status: 'active',
  likedStatus: 'loved',
  urls: { main: 'https://cdn.example/p' },
};
