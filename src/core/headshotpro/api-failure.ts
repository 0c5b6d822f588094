import { AppError, type ErrorCode, isAppError } from '#shared/errors.ts';
import { explainNetworkError, networkErrorCode } from './network-error.ts';
import type { ReplyBody } from './reply.ts';
import { plainText } from './safe-text.ts';

/** The network failed before a whole reply was there; `cause` is its own error. */
export class NetworkFailure extends Error {}

/** HeadshotPro, or something in its place, answered with a failure. `code` and `text` are its own. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly text: string | null;
  readonly body: ReplyBody['kind'];
  readonly retryAfterMs: number | null;

  /** `secret` is never kept, not even where the API repeats it. */
  constructor(reply: ReplyFacts, secret: string) {
    super(`HTTP ${reply.status}`);
    const { code, error, message } = reply.body.kind === 'json' ? reply.body.json : {};
    this.status = reply.status;
    this.body = reply.body.kind;
    this.code = shownText(code, secret);
    this.text = shownText(error, secret) ?? shownText(message, secret);
    this.retryAfterMs = reply.retryAfterMs;
  }
}

interface ReplyFacts {
  status: number;
  body: ReplyBody;
  retryAfterMs: number | null;
}

function shownText(value: unknown, secret: string): string | null {
  return typeof value === 'string' && value !== '' ? plainText(value, secret) : null;
}

/** By the API's own `code` (reference §1.6); it says more than the status. */
const BY_CODE: Record<string, ErrorCode> = {
  UNAUTHORIZED: 'key_refused',
  FORBIDDEN: 'not_permitted',
  INVALID_REQUEST: 'invalid_input',
  INVALID_EMAIL: 'invalid_input',
  NOT_FOUND: 'not_found',
  ALREADY_EXISTS: 'already_exists',
  ALREADY_DELETED: 'already_deleted',
  INSUFFICIENT_CREDITS: 'insufficient_credits',
  RATE_LIMIT_EXCEEDED: 'rate_limited',
  INVITE_LIMIT_EXCEEDED: 'invite_limit',
};

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_input',
  401: 'key_refused',
  402: 'insufficient_credits',
  403: 'not_permitted',
  404: 'not_found',
  409: 'already_exists',
  422: 'invalid_input',
  429: 'rate_limited',
};

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  key_refused:
    'HeadshotPro refused the API key. Make a new one in Admin Dashboard > API and connect again.',
  not_permitted:
    'HeadshotPro does not permit this: the key lacks the right, or the plan does not include it.',
  insufficient_credits:
    'There are not enough HeadshotPro credits for this. Buy some, then try again.',
  invite_limit:
    'Too many invites are still open. Wait until some are accepted, or revoke some, then try again.',
  rate_limited:
    'HeadshotPro went on saying that its request limit is used up. Try again in some minutes.',
  not_found: 'HeadshotPro does not know this.',
  already_exists: 'HeadshotPro has this already, so nothing was made or changed.',
  already_deleted: 'This was deleted before.',
  invalid_input: 'HeadshotPro did not accept what was asked.',
  api_failed: 'HeadshotPro failed to answer. Try again in some minutes.',
};

/** What an error is to be told about where it happened. */
export interface FailureContext {
  host: string;
  /** A refusal whose text says "already" means that it exists. */
  mayExist?: boolean | undefined;
  /** Nothing in the call was the caller's: that it is refused says something about the API. */
  ours?: boolean | undefined;
}

/** A failure of one call as an error a person can act on; anything else comes back as it is. */
export function toAppError(error: unknown, context: FailureContext): unknown {
  if (error instanceof NetworkFailure) {
    const code = networkErrorCode(error.cause) ?? 'no code';
    return new AppError(
      'api_unreachable',
      `HeadshotPro could not be reached at ${context.host}: ${explainNetworkError(code)} (${code}). Check the network and try again.`,
      { cause: error.cause },
    );
  }
  return error instanceof ApiFailure ? refusal(error, context) : error;
}

function refusal(failure: ApiFailure, context: FailureContext): AppError {
  const { status, code, text, body } = failure;
  // A page instead of a reply: its 404 says nothing about what was asked for.
  const foreign = body !== 'json' && body !== 'empty';
  if (foreign && (status === 404 || status < 400)) return notUnderstood(context.host, body, status);
  const refused = errorCode(failure, context);
  const misplaced = context.ours && (refused === 'not_found' || refused === 'invalid_input');
  const kind = misplaced ? 'api_not_understood' : refused;
  const sentence = misplaced
    ? `${context.host} refuses a call that HeadshotPro’s API has. The API address may be wrong: check it.`
    : SENTENCES[kind];
  const said = text === null ? '' : ` It said: "${text}"`;
  const shownCode = code === null ? '' : `, ${code}`;
  const proxy = foreign ? ' The answer was not the API’s: a proxy may be in the way.' : '';
  const message = `${sentence}${said} (${status}${shownCode})${proxy}`;
  return new AppError(kind, message, { cause: failure });
}

/** Whether HeadshotPro refused what a call asked for, rather than who asked, or whether it can. */
export function refusesInput(error: unknown): boolean {
  if (!isAppError(error) || !(error.cause instanceof ApiFailure)) return false;
  return errorCode(error.cause, {}) === 'invalid_input';
}

function errorCode(
  { status, code, text }: ApiFailure,
  { mayExist }: Pick<FailureContext, 'mayExist'>,
): ErrorCode {
  const kind = BY_CODE[code ?? ''] ?? BY_STATUS[status] ?? 'api_failed';
  // The API has one code for a malformed and for a taken value (reference §1.6): only its text tells.
  const taken = /\b(already|exists|taken|duplicate)\b/i.test(text ?? '');
  return kind === 'invalid_input' && mayExist && taken ? 'already_exists' : kind;
}

/** The reply of `host` is not one of the API's. */
export function notUnderstood(host: string, body: ReplyBody['kind'], status: number): AppError {
  const what = {
    json: 'a reply without the expected content',
    empty: 'an empty reply',
    html: 'a web page',
    broken: 'half a reply',
    other: 'something that is not JSON',
    too_large: 'a reply far too large',
  }[body];
  return new AppError(
    'api_not_understood',
    `${host} answered with ${what} (${status}) where HeadshotPro's API was expected. This may be a sign-in page or a proxy: open ${host} in a browser, and check the API address.`,
  );
}
