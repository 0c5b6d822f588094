import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { createBodyPace } from './body-pace.ts';

describe('the pace of a body', () => {
  it('is too slow when a minute brings next to nothing', async () => {
    const clock = new FakeClock();
    const pace = createBodyPace(clock);
    for (let second = 0; second < 59; second++) {
      await clock.advance(1_000);
      pace(10);
    }
    await clock.advance(1_000);
    expect(() => pace(10)).toThrow(expect.objectContaining({ code: 'ETIMEDOUT' }));
  });

  it('is good enough on a poor line, for as long as it takes', async () => {
    const clock = new FakeClock();
    const pace = createBodyPace(clock);
    for (let second = 0; second < 600; second++) {
      await clock.advance(1_000);
      pace(300);
    }
  });

  it('is too slow with a byte just before each idle timeout, too', async () => {
    const clock = new FakeClock();
    const pace = createBodyPace(clock);
    const drip = async () => {
      for (let piece = 0; piece < 8; piece++) {
        await clock.advance(29_000);
        pace(1);
      }
    };
    await expect(drip()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('is not judged by a short body, nor by a machine that slept in the middle', async () => {
    const clock = new FakeClock();
    const pace = createBodyPace(clock);
    pace(0);
    pace(1_000);
    await clock.advance(3_600_000);
    pace(1_000);
  });
});
