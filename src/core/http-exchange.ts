import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { ReplyBody } from './reply-body.ts';

/** A reply whose body is still to come. */
export interface Exchanged {
  status: number;
  headers: IncomingHttpHeaders;
  body: ReplyBody;
}

/**
 * One exchange over a dispatcher, without the streams that undici's own `request` puts in between:
 * they take longer than the bytes. Rejects with the network's own error or the signal's reason, and
 * with what `onInfo` throws, which is told of each hint (1xx) that comes before the reply.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { signal, onInfo }: { signal: AbortSignal | undefined; onInfo: () => void },
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let body: ReplyBody | null = null;
    let aborted: Error | null = null;

    const fail = (error: Error) => {
      signal?.removeEventListener('abort', onAbort);
      reject(error);
      body?.fail(error);
    };
    const abort = (reason: Error) => {
      aborted = reason;
      fail(reason);
      controller?.abort(reason);
    };
    const onAbort = () => abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });

    try {
      dispatcher.dispatch(options, {
        onRequestStart(started) {
          controller = started;
          if (aborted) started.abort(aborted);
        },
        onResponseStart(started, status, headers) {
          if (status < 200) return onInfo();
          body = new ReplyBody(started, abort);
          resolve({ status, headers, body });
        },
        onResponseData: (_, piece) => body?.push(piece),
        onResponseEnd() {
          signal?.removeEventListener('abort', onAbort);
          body?.end();
        },
        onResponseError: (_, error) => fail(error),
      });
    } catch (error) {
      fail(error as Error);
    }
  });
}
