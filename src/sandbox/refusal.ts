/** The codes the API answers with (reference §1.6). */
export type RefusalCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'INVALID_REQUEST'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'ALREADY_DELETED'
  | 'INSUFFICIENT_CREDITS'
  | 'RATE_LIMIT_EXCEEDED'
  | 'INVITE_LIMIT_EXCEEDED'
  | 'INTERNAL_ERROR';

const STATUS: Record<RefusalCode, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  INVALID_REQUEST: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 400,
  ALREADY_DELETED: 400,
  INSUFFICIENT_CREDITS: 402,
  RATE_LIMIT_EXCEEDED: 429,
  INVITE_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
};

/** Thrown by a route that says no; the API host turns it into the failure envelope (§1.3). */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = STATUS[code];
  }
}
