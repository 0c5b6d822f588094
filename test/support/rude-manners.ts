import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type HonestReply, head, type RudeRequest } from './rude-server.ts';

/** One way to answer a request on a raw connection; `honest` gives what the answer should be. */
export type RudeManner = (
  socket: Socket,
  honest: () => Promise<HonestReply>,
  request: RudeRequest,
) => void | Promise<void>;

/** Writes all of it as given and ends the connection. */
export function says(text: string): RudeManner {
  return (socket) => void socket.end(text, 'latin1');
}

/** A reply of one's own, well formed. */
export function replies(
  status: number,
  headers: Record<string, string> = {},
  body: string | Uint8Array = '',
): RudeManner {
  return (socket) => {
    const bytes = Buffer.from(body as string);
    socket.write(head(status, { ...headers, 'content-length': `${bytes.length}` }));
    socket.write(bytes);
  };
}

/** The honest reply under this head and with this body made of it; then the connection ends so. */
function spoilt(
  headersFor: (body: Buffer) => Record<string, string>,
  bodyOf: (body: Buffer) => Uint8Array | string,
  end: 'end' | 'reset' | 'silence' = 'end',
): RudeManner {
  return async (socket, honest) => {
    const { status, headers, body } = await honest();
    socket.write(head(status, { ...headers, ...headersFor(body) }));
    socket.write(Buffer.from(bodyOf(body) as string), () => {
      if (end === 'end') socket.end();
      if (end === 'reset') socket.resetAndDestroy();
    });
  };
}

const length = (body: Buffer) => ({ 'content-length': `${body.length}` });
const chunked = () => ({ 'transfer-encoding': 'chunked' });
const half = (body: Buffer) => body.subarray(0, body.length >> 1);
const whole = (body: Buffer) => body;

function chunk(body: Uint8Array, size = body.length): Buffer {
  return Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), body, Buffer.from('\r\n')]);
}

/** Replies that end too early, or say that they are of another length than they are. */
export const SHORT_REPLIES: Record<string, RudeManner> = {
  'half a body of a promised length, then the end': spoilt(length, half),
  'half a body of a promised length, then a reset': spoilt(length, half, 'reset'),
  'all but the last byte': spoilt(length, (body) => body.subarray(0, -1)),
  'chunks without the last one': spoilt(chunked, (body) => chunk(body)),
  'a chunk that is shorter than it says': spoilt(chunked, (body) => chunk(half(body), body.length)),
  'a chunk whose size is no number': spoilt(chunked, (body) => `zz\r\n${body}`),
  'half of it in chunks, properly ended': spoilt(chunked, (body) =>
    Buffer.concat([chunk(half(body)), Buffer.from('0\r\n\r\n')]),
  ),
  'half of it without any length': spoilt(() => ({ connection: 'close' }), half),
  'a reset after the headers': spoilt(length, () => '', 'reset'),
  'the end after the headers': spoilt(length, () => ''),
  'a gzip body that breaks off': spoilt(
    () => ({ 'content-encoding': 'gzip', connection: 'close' }),
    (body) => half(gzipSync(body)),
  ),
  'a gzip body that is none': spoilt(
    (body) => ({ 'content-encoding': 'gzip', ...length(body) }),
    whole,
  ),
  'two lengths that differ': async (socket, honest) => {
    const { body } = await honest();
    socket.end(
      Buffer.concat([
        Buffer.from(
          `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nContent-Length: 9\r\n\r\n`,
        ),
        body,
      ]),
    );
  },
};

/** Replies that are none, or break off before they have begun. */
export const BROKEN_REPLIES: Record<string, RudeManner> = {
  'nothing, then the end': says(''),
  'a reset before anything': (socket) => void socket.resetAndDestroy(),
  'half a header': says('HTTP/1.1 200 OK\r\nContent-Type: image/jp'),
  'another protocol': says('SSH-2.0-OpenSSH_9.6\r\n'),
  'a header line that is none': says('HTTP/1.1 200 OK\r\nno colon here\r\n\r\n'),
  'a length that is no number': says('HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc'),
  'headers without end': (socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(`X-More: ${'x'.repeat(8_000)}\r\n`));
    };
    socket.write('HTTP/1.1 200 OK\r\n');
    socket.on('drain', more);
    more();
  },
  'an upgrade nobody asked for': says(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  ),
};

/** Replies that are unusual, yet right. */
export const ODD_REPLIES: Record<string, RudeManner> = {
  'an early hint first': async (socket, honest) => {
    const { status, headers, body } = await honest();
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n');
    socket.write(head(status, { ...headers, ...length(body) }));
    socket.write(body);
  },
  'many small chunks with extensions and a trailer': spoilt(
    chunked,
    (body) =>
      Buffer.concat([
        ...Array.from({ length: Math.ceil(body.length / 700) }, (_, at) => {
          const piece = body.subarray(at * 700, (at + 1) * 700);
          const size = Buffer.from(`${piece.length.toString(16)};part=${at}\r\n`);
          return Buffer.concat([size, piece, Buffer.from('\r\n')]);
        }),
        Buffer.from('0\r\nX-Checked: yes\r\n\r\n'),
      ]),
    'silence',
  ),
  'gzip although nobody asked for it': spoilt(
    (body) => ({ 'content-encoding': 'gzip', ...length(gzipSync(body)) }),
    (body) => gzipSync(body),
    'silence',
  ),
  'no length, ended by the connection': spoilt(() => ({ connection: 'close' }), whole),
  'one byte, then the rest': async (socket, honest) => {
    const { status, headers, body } = await honest();
    socket.setNoDelay(true);
    socket.write(head(status, { ...headers, ...length(body) }));
    socket.write(body.subarray(0, 1), () => setImmediate(() => socket.write(body.subarray(1))));
  },
};

/** Right, and then the connection is gone although it was to be kept: the next request meets that. */
export const thenGone: RudeManner = async (socket, honest, request) => {
  if (request.nth > 0) return void socket.destroy();
  const { status, headers, body } = await honest();
  socket.write(head(status, { ...headers, ...length(body), connection: 'keep-alive' }));
  socket.write(body);
};

/** Silence: before anything, in the headers, or in the body. */
export const SILENCES: Record<string, RudeManner> = {
  'before anything': () => {},
  'in the headers': (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Le'),
  'after the headers': spoilt(length, () => '', 'silence'),
  'in the body': spoilt(length, half, 'silence'),
  'after a hint': (socket) => void socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'),
  'but for hints without end': (socket) => {
    const hinting = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 50);
    socket.on('close', () => clearInterval(hinting));
  },
};
