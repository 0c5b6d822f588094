import { describe, expect, it } from 'vitest';
import { ReplyBody } from './reply-body.ts';

const KB = 1024;
const piece = (bytes: number, value = 1) => new Uint8Array(bytes).fill(value);

/** A body, and what it asks of its connection. */
function open() {
  const asked: string[] = [];
  const flow = { pause: () => void asked.push('pause'), resume: () => void asked.push('resume') };
  const body = new ReplyBody(flow, (reason) => {
    asked.push('abort');
    body.fail(reason);
  });
  return { body, asked };
}

describe('the body of a reply', () => {
  it('is given piece by piece, whether it or the reader comes first', async () => {
    const { body } = open();
    body.push(piece(2));
    body.push(piece(3));
    const sizes: number[] = [];
    queueMicrotask(() => {
      body.push(piece(4));
      body.end();
    });
    for await (const { byteLength } of body) sizes.push(byteLength);
    expect(sizes).toEqual([2, 3, 4]);
  });

  it('makes the sender wait while much is unread, and go on once it is read', async () => {
    const { body, asked } = open();
    body.push(piece(100 * KB));
    expect(asked).toEqual([]);
    body.push(piece(100 * KB));
    expect(asked).toEqual(['pause']);
    await body.next();
    expect(asked).toEqual(['pause']);
    await body.next();
    expect(asked).toEqual(['pause', 'resume']);
  });

  it('that breaks gives what came before, and then the error, again and again', async () => {
    const { body } = open();
    const broken = new Error('broken');
    body.push(piece(5));
    body.fail(broken);
    expect((await body.next()).value?.byteLength).toBe(5);
    await expect(body.next()).rejects.toBe(broken);
    await expect(body.next()).rejects.toBe(broken);
  });

  it('that breaks tells a reader who waits', async () => {
    const { body } = open();
    const next = body.next();
    const broken = new Error('broken');
    body.fail(broken);
    await expect(next).rejects.toBe(broken);
  });

  it('cannot break once it has come whole', async () => {
    const { body } = open();
    body.end();
    body.fail(new Error('closed'));
    expect((await body.next()).done).toBe(true);
  });
});

describe('a body that nobody wants', () => {
  it('is read on where little is left, so that its connection can be used again', () => {
    const { body, asked } = open();
    body.push(piece(4 * KB));
    body.discard();
    body.push(piece(4 * KB));
    body.end();
    expect(asked).toEqual(['resume']);
  });

  it.each([
    ['more than a little waits already', 17 * KB, 1],
    ['more than a little still comes', 9 * KB, 9 * KB],
  ])('is cut off where %s', (_, before, after) => {
    const { body, asked } = open();
    body.push(piece(before));
    body.discard();
    body.push(piece(after));
    expect(asked.at(-1)).toBe('abort');
  });

  it('is let go when its reader stops early', async () => {
    const { body, asked } = open();
    body.push(piece(1));
    body.push(piece(32 * KB));
    for await (const _ of body) break;
    expect(asked.at(-1)).toBe('abort');
  });

  it('asks nothing of its connection once it has come whole', () => {
    const { body, asked } = open();
    body.push(piece(64 * KB));
    body.end();
    body.discard();
    body.discard();
    expect(asked).toEqual([]);
  });
});
