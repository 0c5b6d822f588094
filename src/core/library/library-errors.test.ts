import { expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { asLibraryError } from './library-errors.ts';

const failed = (facts: object) =>
  Object.assign(new Error('it failed'), { syscall: 'write' }, facts);

it.each([
  [{ code: 'ENOSPC' }, 'disk_full'],
  [{ code: 'EDQUOT' }, 'disk_full'],
  [{ code: 'EACCES' }, 'disk_failed'],
  [{ code: 'EROFS' }, 'disk_failed'],
  [{ code: 'ENOENT' }, 'disk_failed'],
  [{ code: 'EIO' }, 'disk_failed'],
  [{ code: 'ENOTDIR' }, 'disk_failed'],
  [{ code: 'EMFILE' }, 'disk_failed'],
  [{ errcode: 5 }, 'library_busy'],
  [{ errcode: 8 }, 'disk_failed'],
  [{ errcode: 10 | (3 << 8) }, 'disk_failed'],
  [{ errcode: 11 | (1 << 8) }, 'library_damaged'],
  [{ errcode: 13 }, 'disk_full'],
  [{ errcode: 14 }, 'disk_failed'],
  [{ errcode: 26 }, 'library_damaged'],
])('%j is %s, and says where', (facts, code) => {
  const error = asLibraryError(failed(facts), '/data/library');
  expect(error).toMatchObject({ code, message: expect.stringContaining('/data/library') });
});

it('what is no trouble with the disk stays what it is', () => {
  for (const error of [new AppError('not_found', 'x'), new TypeError('a bug'), 'text']) {
    expect(asLibraryError(error, '/data')).toBe(error);
  }
});
