import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '#shared/errors.ts';
import { createBlame } from './blame.ts';
import type { Transfer } from './transfer-table.ts';

function transfer(id: number, modelId = 'm1'): Transfer {
  return { id, modelId, photoId: `p${id}`, variant: 'main', attempts: 0 };
}

const up = { isUp: async () => true };
const down = { isUp: async () => false };

/** Failures that are one photo's; each other code stops everybody. */
const OWN: ErrorCode[] = [
  'api_unreachable',
  'api_failed',
  'api_not_understood',
  'url_refused',
  'link_expired',
  'photo_blocked',
  'photo_gone',
  'photo_unreachable',
  'photo_truncated',
  'photo_too_large',
  'photo_not_an_image',
  'photo_undecodable',
  'photo_missing',
  'photo_damaged',
  'photo_not_downloaded',
];

describe('whose a failure is', () => {
  it.each(ERROR_CODES)('%s', async (code) => {
    const error = new AppError(code, 'Why.');
    const judged = createBlame(up).judge(error, transfer(1));
    if (OWN.includes(code)) expect(await judged).toBe(error);
    else await expect(judged).rejects.toBe(error);
  });

  it('a bug is everybody’s', async () => {
    const bug = new TypeError('x is not a function');
    await expect(createBlame(up).judge(bug, transfer(1))).rejects.toBe(bug);
  });

  it('the network’s while that is down, but a damaged photo is the photo’s even then', async () => {
    const blame = createBlame(down);
    expect(await blame.judge(new AppError('photo_unreachable', 'No.'), transfer(1))).toBeNull();
    expect(await blame.judge(new AppError('api_failed', 'No.'), transfer(1))).toBeNull();
    const damaged = new AppError('photo_undecodable', 'No.');
    expect(await blame.judge(damaged, transfer(1))).toBe(damaged);
  });

  it('the network’s once where it failed on the way, then the photo’s', async () => {
    const blame = createBlame(up);
    const error = new AppError('photo_unreachable', 'No.', { cause: new Error('ECONNRESET') });
    expect(await blame.judge(error, transfer(1))).toBeNull();
    expect(await blame.judge(error, transfer(2))).toBeNull();
    expect(await blame.judge(error, transfer(1))).toBe(error);
  });

  const unavailable = new AppError('photo_unreachable', 'It answered 503.');

  it('never the photo host’s where one person’s photos fail', async () => {
    const blame = createBlame(up);
    for (let id = 0; id < 200; id++) {
      expect(await blame.judge(unavailable, transfer(id))).toBe(unavailable);
    }
    expect(blame.inDoubt).toBe(false);
  });

  it('doubtful after many in a row: nobody’s own, and the shoot goes behind the others', async () => {
    const blame = createBlame(up);
    for (let id = 0; id < 23; id++) {
      expect(await blame.judge(unavailable, transfer(id, `m${id % 5}`))).toBe(unavailable);
    }
    expect(await blame.judge(unavailable, transfer(23, 'm3'))).toBeNull();
    expect(blame.inDoubt).toBe(true);
    expect([...blame.doubtful]).toEqual(['m3']);
    blame.cameThrough();
    expect(blame.inDoubt).toBe(false);
    expect([...blame.doubtful]).toEqual(['m3']);
    blame.onlyDoubtfulLeft();
    expect([...blame.doubtful]).toEqual([]);
  });

  it('the photo host’s when nothing comes of the others, or of a hundred shoots', async () => {
    const blame = createBlame(up);
    const fail = (id: number) => blame.judge(unavailable, transfer(id, `m${id}`));
    for (let id = 0; id < 99; id++) await fail(id);
    expect(() => blame.onlyDoubtfulLeft()).toThrow('try again later');
    await expect(fail(99)).rejects.toMatchObject({ code: 'photo_unreachable' });
  });
});
