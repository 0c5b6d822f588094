import { describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { createRemoval, mayRemove } from './removal-store.ts';

const target: RemovalTarget = { kind: 'model', modelId: 'm1' };
const loss = (missing: number): Loss => ({
  target,
  person: 'Anna Adams',
  email: 'anna@example.com',
  teamName: 'Sales',
  personId: 'p1',
  models: [{ id: 'm1', title: null, status: 'active', photos: 40 }],
  photos: 40,
  stored: 40 - missing,
  missing,
  refund: false,
  confirmation: 'Anna Adams',
  consequences: ['This cannot be undone.'],
});
const job = (state: Job['state'], failed = 0) => ({ id: 'j1', state, failed, error: null }) as Job;

async function open(missing: number) {
  const core = scriptedBridge();
  const store = createRemoval(createClient(core.bridge), target);
  void store.getState().check();
  await core.latest('removals.preview').answer(loss(missing));
  return { core, store, state: () => store.getState() };
}

describe('a removal', () => {
  it('may begin only once the name is typed', async () => {
    const { state } = await open(0);
    expect(mayRemove(state())).toBe(false);
    state().setTyped('Anna');
    expect(mayRemove(state())).toBe(false);
    state().setTyped('Anna Adams');
    expect(mayRemove(state())).toBe(true);
  });

  it('asks once more where photos would be lost', async () => {
    const { state } = await open(3);
    state().setTyped('Anna Adams');
    expect(mayRemove(state())).toBe(false);
    state().setLosePhotos(true);
    expect(mayRemove(state())).toBe(true);
  });

  it('looks again when the download has ended, and agrees to nothing for anybody', async () => {
    const { core, state } = await open(3);
    state().setTyped('Anna Adams');
    state().setLosePhotos(true);
    void state().download();
    await core.latest('removals.download').answer(job('waiting'));
    expect(mayRemove(state())).toBe(false);
    void state().follow([job('running')]);
    expect(core.calls('removals.preview')).toHaveLength(1);
    void state().follow([job('done', 1)]);
    await core.latest('jobs.failures').answer([{ code: 'photo_gone', message: 'It is gone.' }]);
    await core.latest('removals.preview').answer(loss(1));
    expect(core.calls('removals.preview')).toHaveLength(2);
    expect(state()).toMatchObject({
      jobId: null,
      losePhotos: false,
      loss: { missing: 1 },
      fetched: { state: 'done', reasons: [{ message: 'It is gone.', photos: 1 }] },
    });
  });

  it('looks again where it is not as it was shown, and still says so', async () => {
    const { core, state } = await open(0);
    state().setTyped('Anna Adams');
    void state().remove();
    await core.latest('removals.carryOut').fail(new AppError('photos_at_risk', 'One is new.'));
    await core.latest('removals.preview').answer(loss(1));
    expect(state()).toMatchObject({ loss: { missing: 1 }, failure: { message: 'One is new.' } });
    expect(mayRemove(state())).toBe(false);
  });

  it('keeps what was typed when it fails, and says why', async () => {
    const { core, state } = await open(0);
    state().setTyped('Anna Adams');
    void state().remove();
    expect(core.latest('removals.carryOut').input).toEqual({
      target,
      confirmation: 'Anna Adams',
      losePhotos: false,
    });
    await core.latest('removals.carryOut').fail(new AppError('not_permitted', 'Not allowed.'));
    expect(state()).toMatchObject({
      typed: 'Anna Adams',
      removing: false,
      done: null,
      failure: { message: 'Not allowed.' },
    });
    void state().remove();
    expect(state().failure).toBeNull();
    await core.latest('removals.carryOut').answer(loss(0));
    expect(state().done).toEqual(loss(0));
  });
});
