import type { Payload } from './router.ts';

/** An answer ready to be sent, and perhaps spoilt on the way. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A JSON body. */
export function jsonReply(status: number, payload: Payload): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(payload)),
  };
}

/** The API's failure envelope (reference §1.3). */
export function failureReply(status: number, message: string, code?: string): Reply {
  return jsonReply(status, { success: false, error: message, ...(code && { code }) });
}

/** How a photo store says no. */
export function storeErrorReply(status: number): Reply {
  const code = status === 404 || status === 410 ? 'NoSuchKey' : 'AccessDenied';
  return textReply(status, 'application/xml', `<Error><Code>${code}</Code></Error>`);
}

export function textReply(status: number, contentType: string, text: string): Reply {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(text) };
}
