import sharp from 'sharp';
import type { Reply } from '../reply.ts';
import { failureReply, storeErrorReply, textReply } from '../reply.ts';
import type { Host } from '../request-log.ts';
import type { Fault } from './rules.ts';

const CODES: Record<number, string> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'INSUFFICIENT_CREDITS',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'INTERNAL_ERROR',
};

/** The answer of a fault that keeps the work from being done; null for one that spoils the answer. */
export function replacementFor(fault: Fault | null, host: Host): Reply | null {
  switch (fault?.kind) {
    case 'status': {
      const { status, headers = {}, body, message = 'Something went wrong' } = fault;
      const usual =
        host === 'photos'
          ? storeErrorReply(status)
          : failureReply(status, message, fault.code ?? CODES[status]);
      const reply = body === undefined ? usual : textReply(status, 'text/plain', body);
      return { ...reply, headers: { ...reply.headers, ...lowerCased(headers) } };
    }
    case 'redirect': {
      const reply = textReply(fault.status ?? 302, 'text/plain', '');
      return { ...reply, headers: { ...reply.headers, location: fault.location } };
    }
    case 'body':
      return textReply(fault.status ?? 200, fault.contentType, fault.body);
    default:
      return null;
  }
}

/** The good answer with its bytes spoilt, if that is the fault. */
export async function spoil(reply: Reply, fault: Fault | null): Promise<Reply> {
  if (fault?.kind === 'corrupt') return { ...reply, body: CORRUPTIONS[fault.how](reply.body) };
  if (fault?.kind !== 'image' || reply.headers['content-type'] !== 'image/jpeg') return reply;
  const body = await sharp(reply.body).toFormat(fault.format).toBuffer();
  const contentType = fault.contentType ?? `image/${fault.format}`;
  return { ...reply, body, headers: { ...reply.headers, 'content-type': contentType } };
}

const CORRUPTIONS = {
  flip(bytes: Uint8Array): Uint8Array {
    const middle = bytes.length >> 1;
    return bytes.map((byte, index) => (index === middle ? byte ^ 0xff : byte));
  },
  /** Without the last fifth: the JPEG's end marker and some of its rows are missing. */
  'no-end': (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * 0.8)),
  garbage: (bytes: Uint8Array): Uint8Array =>
    bytes.map((byte, index) => byte ^ (index % 251) ^ 0x5a),
};

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
