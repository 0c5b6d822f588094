/**
 * Every failure a person can act on has one code here; anything else is a bug (`internal`).
 * Codes are stable: they appear in reports, in `--json` output and in the catalogue.
 */
export const ERROR_CODES = [
  // What was asked cannot be done as asked.
  'invalid_input',
  'not_found',
  'already_exists',
  'already_deleted',
  'cancelled',
  // The key and the organization.
  'key_missing',
  'key_refused',
  'not_permitted',
  'other_organization',
  'insufficient_credits',
  'invite_limit',
  // The API and the network.
  'rate_limited',
  'api_unreachable',
  'api_failed',
  'api_not_understood',
  'url_refused',
  // One photo.
  'link_expired',
  'photo_gone',
  'photo_unreachable',
  'photo_truncated',
  'photo_too_large',
  'photo_not_an_image',
  'photo_undecodable',
  'photo_blocked',
  'photo_missing',
  'photo_damaged',
  'photo_not_downloaded',
  'photos_at_risk',
  // The library and the disk.
  'library_missing',
  'library_busy',
  'library_damaged',
  'library_newer',
  'sqlite_missing',
  'disk_full',
  'disk_failed',
  // Exports.
  'template_invalid',
  'nothing_to_export',
  'target_exists',
  'export_unverified',
  // Webhooks.
  'webhook_refused',
  // A bug.
  'internal',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure as plain data, for reports, events and the bridge. Never holds a key or a signed URL. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
}

/** A failure a person can act on. `message` says what happened and what to do; it holds no secret. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Whether `error` is an {@link AppError}, of one of `codes` if any are given. */
export function isAppError(error: unknown, ...codes: ErrorCode[]): error is AppError {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code));
}

/** Any thrown value as {@link ErrorData}: an {@link AppError} as it is, everything else as `internal`. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'Something went wrong inside Headshot Desk. This is a bug.' };
}
