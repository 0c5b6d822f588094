import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '#shared/errors.ts';
import { EXIT, exitStatusOf } from './exit-status.ts';

/** What the issue promises to scripts: 1 bug, 2 usage, 3 key, 4 photos, 5 disk, 6 network. */
const PROMISED: Record<number, ErrorCode[]> = {
  1: ['internal'],
  2: [
    'invalid_input',
    'not_found',
    'key_missing',
    'template_invalid',
    'target_exists',
    'url_refused',
  ],
  3: ['key_refused', 'not_permitted', 'other_organization'],
  4: ['photo_gone', 'photo_truncated', 'photo_undecodable', 'photo_not_downloaded', 'link_expired'],
  5: ['library_busy', 'library_damaged', 'library_missing', 'disk_full', 'disk_failed'],
  6: ['api_unreachable', 'api_failed', 'api_not_understood', 'rate_limited', 'photo_unreachable'],
  130: ['cancelled'],
};

describe('exit statuses', () => {
  it.each(Object.entries(PROMISED))('%s', (status, codes) => {
    for (const code of codes) expect(exitStatusOf(code), code).toBe(Number(status));
  });

  it('are known for every code, and never success', () => {
    const known: number[] = Object.values(EXIT).filter((status) => status !== EXIT.done);
    for (const code of ERROR_CODES) expect(known, code).toContain(exitStatusOf(code));
  });
});
