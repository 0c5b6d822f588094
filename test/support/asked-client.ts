import { createHeadshotPro, type HeadshotPro } from '#core/headshotpro/client.ts';
import { AppError } from '#shared/errors.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeHttp, type FakeReply, inTurn } from './fake-http.ts';
import { RecordingLog } from './recording-log.ts';

/** A client of the API, whose questions are recorded and answered as a test says. */
export interface AskedClient {
  api: HeadshotPro;
  clock: FakeClock;
  server: FakeHttp;
  log: RecordingLog;
  /** The error that `call` ends with. */
  failure: (call: Promise<unknown>) => Promise<AppError>;
  /** The key of the calls from now on. */
  setKey: (key: string) => void;
}

/** The key, with characters that an address has to escape. */
export const KEY = 'hsp_live_TOPSECRET+/=';

/** The last reply is given to whatever is asked after it. */
export function askedClient(...replies: (FakeReply | Error)[]): AskedClient {
  const clock = new FakeClock();
  const server = new FakeHttp(inTurn(...replies));
  const log = new RecordingLog();
  let key = KEY;
  const ports = { http: server.http, clock, log, key: () => key, random: () => 1 };
  const api = createHeadshotPro({ ...ports, apiUrl: 'https://api.example/api/v2/' });
  const failure = async (call: Promise<unknown>): Promise<AppError> => {
    const error = await clock.until(
      call.then(
        () => null,
        (reason: unknown) => reason,
      ),
    );
    if (!(error instanceof AppError)) throw new Error(`no AppError: ${error}`);
    return error;
  };
  const setKey = (text: string) => {
    key = text;
  };
  return { api, clock, server, log, failure, setKey };
}

/** A reply that says that all went well. */
export const ok = (body: object): FakeReply => ({ body: { success: true, ...body } });

/** A reply that refuses. */
export const refusal = (
  status: number,
  code?: string,
  error?: string,
  headers = {},
): FakeReply => ({
  status,
  headers,
  body: { success: false, ...(code && { code }), ...(error && { error }) },
});

/** A photo as the API has it. */
export const PHOTO = {
  id: 'p',
  status: 'active',
  likedStatus: 'loved',
  urls: { main: 'https://cdn.example/p' },
};
