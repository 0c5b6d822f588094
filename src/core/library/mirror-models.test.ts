import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#shared/domain.ts';
import { member, model, ORGANIZATION, photo, SampleLibrary } from '#test/library-samples.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

describe('a model', () => {
  it('that is being made again is to be listed when it is ready, finishing time or not', () => {
    const ready = model('m1', { finishedAt: null });
    sample.sync({ models: [ready], photos: { m1: [photo('m1', 'a')] } });
    sample.sync({ models: [{ ...ready, status: 'pending' }] });
    expect(sample.stateOf('m1')).toBeUndefined();
    expect(sample.photosOf('model:m1')).toEqual(['a']);
    sample.sync({ models: [ready] });
    expect(sample.stateOf('m1')?.listedAt).toBeNull();
  });

  it('of a status nobody knows may have photos', () => {
    sample.sync({ models: [model('m1', { status: 'polished' })] });
    expect(sample.stateOf('m1')).toBeDefined();
  });

  it('that is not active is asked for again as long as it is there', () => {
    sample.sync({ models: [model('m1', { status: 'pending' })] });
    sample.library.mirror.begin(ORGANIZATION);
    expect(sample.library.mirror.unseenModels()).toEqual(['m1']);
  });

  it('is known to be counted through its person, and seen by this pass or not', () => {
    const mira = (photoCount: number | null) => member('mira', { photoCount, modelId: 'm2' });
    const models = [model('m1', { email: 'mira@northlight.example' }), model('m2')];
    sample.sync({ members: [mira(40)], models });
    // The earlier shoot has no count of its own.
    expect(sample.stateOf('m1')).toMatchObject({ upstreamPhotoCount: null, isCounted: true });
    expect(sample.stateOf('m2')).toMatchObject({
      upstreamPhotoCount: 40,
      isOwnCount: true,
      isSeen: true,
    });
    sample.sync({ members: [mira(null)], models });
    expect(sample.stateOf('m2')).toMatchObject({ upstreamPhotoCount: null, isCounted: false });
    sample.library.mirror.begin(ORGANIZATION);
    expect(sample.stateOf('m2')).toMatchObject({ isSeen: false });
  });

  it('shares the count of a member who does not say which model it is about', () => {
    const mira = member('mira', { photoCount: 40 });
    const mine = { email: 'mira@northlight.example' };
    sample.sync({ members: [mira], models: [model('m1', mine)] });
    expect(sample.stateOf('m1')).toMatchObject({ upstreamPhotoCount: 40, isOwnCount: true });
    sample.sync({ members: [mira], models: [model('m1', mine), model('m2', mine)] });
    expect(sample.stateOf('m1')).toMatchObject({ upstreamPhotoCount: 40, isOwnCount: false });
  });

  it('has the photo count of its member, also where only the address leads to that', () => {
    const mira = (facts: Partial<Member>) => member('mira', { photoCount: 40, ...facts });
    const address = { email: 'mira@northlight.example' };
    sample.sync({ members: [mira({ modelId: 'm1' })], models: [model('m1')] });
    expect(sample.stateOf('m1')?.upstreamPhotoCount).toBe(40);
    sample.sync({ members: [mira({})], models: [model('m1', address)] });
    expect(sample.stateOf('m1')?.upstreamPhotoCount).toBe(40);
    sample.sync({
      members: [mira({ modelId: 'm2' })],
      models: [model('m1', address), model('m2')],
    });
    expect([sample.stateOf('m1'), sample.stateOf('m2')]).toMatchObject([
      { upstreamPhotoCount: null },
      { upstreamPhotoCount: 40 },
    ]);
  });
});
