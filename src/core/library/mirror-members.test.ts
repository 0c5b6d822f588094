import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { member, model, SampleLibrary } from '#test/library-samples.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

describe('members come in several lists', () => {
  const whole = member('mira', {
    name: 'Mira',
    teamId: 't1',
    modelId: 'm1',
    modelStatus: 'active',
    joinedAt: '2026-01-01T00:00:00.000Z',
  });
  const bare = member('mira', { email: null, status: null, photoCount: 40.5 });
  const teams = [{ id: 't1', name: 'Sales' }];
  const expected = {
    name: 'Mira',
    email: 'mira@northlight.example',
    teamId: 't1',
    lifecycle: 'ready',
    joinedAt: '2026-01-01T00:00:00.000Z',
  };

  it.each([
    ['first', [bare, whole]],
    ['last', [whole, bare]],
  ])('and what one leaves out does not wipe out the other: the bare one %s', (_, members) => {
    for (let pass = 0; pass < 2; pass++) {
      sample.sync({ teams, members, models: [model('m1')] });
      expect(sample.personOf('mira')).toMatchObject(expected);
      expect(sample.stateOf('m1')?.upstreamPhotoCount).toBe(40.5);
    }
  });

  it('and what none says any more is no longer so', () => {
    sample.sync({ teams, members: [whole, bare], models: [model('m1')] });
    sample.sync({ teams, members: [member('mira', { name: 'Mira' })], models: [model('m1')] });
    expect(sample.personOf('mira')).toMatchObject({ teamId: null, joinedAt: null });
    expect(sample.stateOf('m1')?.upstreamPhotoCount).toBeNull();
  });
});
