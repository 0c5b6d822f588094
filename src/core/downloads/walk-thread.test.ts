import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWalk, FIRST_HERE, type Walk } from './walk-thread.ts';

const SIZE = { width: 40, height: 30, hasExif: false };
const MORE = FIRST_HERE + 6;

let photo: Buffer;
let end = new AbortController();

beforeAll(async () => {
  const create = { width: 40, height: 30, channels: 3, background: '#888' } as const;
  const jpeg = await sharp({ create }).jpeg().toBuffer();
  photo = Buffer.from(new SharedArrayBuffer(jpeg.length));
  photo.set(jpeg);
});

afterEach(() => {
  end.abort();
  end = new AbortController();
});

const walkMany = (walk: Walk) => Promise.all(Array.from({ length: MORE }, () => walk(photo)));

describe('many photos', () => {
  it('are walked, also those that go to the thread', async () => {
    expect(await walkMany(createWalk(end.signal))).toEqual(Array(MORE).fill(SIZE));
  });

  it.each([
    ['cannot be started', new URL('https://example.com/walk-worker.js')],
    ['is not there', new URL('./no-such-worker.ts', import.meta.url)],
    ['breaks at once', new URL('data:text/javascript,throw new Error("broken")')],
  ])('are walked here where the thread %s', async (_, worker) => {
    expect(await walkMany(createWalk(end.signal, worker))).toEqual(Array(MORE).fill(SIZE));
  });

  it('are walked to the last one when the run ends under way', async () => {
    const walk = createWalk(end.signal);
    const walked = walkMany(walk);
    await setImmediate();
    end.abort();
    expect(await walked).toEqual(Array(MORE).fill(SIZE));
    expect(await walk(photo)).toEqual(SIZE);
  });
});
