import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Fault } from './faults/rules.ts';
import type { Reply } from './reply.ts';

/**
 * Sends the reply, with the fault on the wire if it is of that kind. Settles when all is sent or the
 * connection is gone; `onBytes` hears how many body bytes went out.
 */
export async function transmit(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | null,
  onBytes: (count: number) => void,
): Promise<void> {
  const send = (bytes: Uint8Array) => {
    onBytes(bytes.length);
    return response.write(bytes);
  };
  const head = (length: number | null) => {
    const sized = length === null ? {} : { 'content-length': String(length) };
    response.writeHead(reply.status, { ...reply.headers, ...sized });
    response.flushHeaders();
  };
  const { body } = reply;
  const { length } = body;

  switch (fault?.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
      if (fault.at !== 'start') head(length);
      if (fault.at === 'body') send(body.subarray(0, length >> 1));
      return untilClosed(response);
    case 'truncate': {
      head(length);
      const keep = fault.keep < 1 ? Math.floor(length * fault.keep) : fault.keep;
      send(body.subarray(0, Math.min(keep, length - 1)));
      return hangUp(response);
    }
    case 'length':
      response.setHeader('connection', 'close');
      head(Math.max(0, length + fault.offBy));
      send(body);
      return hangUp(response);
    case 'endless':
      head(null);
      return sendForever(response, body, send);
    case 'chunked':
      head(null);
      send(body);
      break;
    default:
      head(length);
      send(body);
  }
  response.end();
}

/** Ends the connection after what was written has left, without the message's proper end. */
function hangUp(response: ServerResponse): void {
  response.socket?.end();
}

async function untilClosed(response: ServerResponse): Promise<void> {
  if (!response.destroyed) await once(response, 'close');
}

async function sendForever(
  response: ServerResponse,
  body: Uint8Array,
  send: (bytes: Uint8Array) => boolean,
): Promise<void> {
  const piece = body.length > 0 ? body : new Uint8Array(1024);
  let open = true;
  const closed = untilClosed(response).then(() => {
    open = false;
  });
  while (open) {
    // Waits for the reader: a client that stops reading must not fill our memory.
    if (!send(piece)) await Promise.race([once(response, 'drain'), closed]);
  }
}
