import type { ErrorCode } from '#shared/errors.ts';

/** The exit statuses of every command; docs/cli.md explains them. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  keyRefused: 3,
  somePhotosFailed: 4,
  localDisk: 5,
  network: 6,
  /** Ctrl-C, as shells know it: 128 + SIGINT. */
  interrupted: 130,
} as const;

const STATUS: Record<ErrorCode, number> = {
  invalid_input: EXIT.usage,
  not_found: EXIT.usage,
  already_exists: EXIT.usage,
  already_deleted: EXIT.usage,
  cancelled: EXIT.interrupted,
  key_missing: EXIT.usage,
  key_refused: EXIT.keyRefused,
  not_permitted: EXIT.keyRefused,
  other_organization: EXIT.keyRefused,
  insufficient_credits: EXIT.usage,
  invite_limit: EXIT.usage,
  rate_limited: EXIT.network,
  api_unreachable: EXIT.network,
  api_failed: EXIT.network,
  api_not_understood: EXIT.network,
  url_refused: EXIT.usage,
  link_expired: EXIT.somePhotosFailed,
  photo_gone: EXIT.somePhotosFailed,
  photo_unreachable: EXIT.network,
  photo_truncated: EXIT.somePhotosFailed,
  photo_too_large: EXIT.somePhotosFailed,
  photo_not_an_image: EXIT.somePhotosFailed,
  photo_undecodable: EXIT.somePhotosFailed,
  photo_blocked: EXIT.somePhotosFailed,
  photo_missing: EXIT.somePhotosFailed,
  photo_damaged: EXIT.somePhotosFailed,
  photo_not_downloaded: EXIT.somePhotosFailed,
  photos_at_risk: EXIT.usage,
  library_missing: EXIT.localDisk,
  library_busy: EXIT.localDisk,
  library_damaged: EXIT.localDisk,
  library_newer: EXIT.localDisk,
  sqlite_missing: EXIT.localDisk,
  disk_full: EXIT.localDisk,
  disk_failed: EXIT.localDisk,
  template_invalid: EXIT.usage,
  nothing_to_export: EXIT.usage,
  target_exists: EXIT.usage,
  export_unverified: EXIT.localDisk,
  webhook_refused: EXIT.usage,
  internal: EXIT.bug,
};

/** The exit status of a command that ended with `code`. */
export function exitStatusOf(code: ErrorCode): number {
  return STATUS[code];
}
