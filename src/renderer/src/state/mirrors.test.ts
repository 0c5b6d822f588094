import { describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import type { Budget } from '#shared/jobs.ts';
import type { Session, Settings } from '#shared/window.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { createMirrors } from './mirrors.ts';

const budget: Budget = { limit: 60, usedLastMinute: 0, remaining: 60, pausedUntil: null };
const settings: Settings = {
  appearance: 'system',
  concurrency: 8,
  language: 'en',
  lowCredits: 10,
  pollMinutes: 5,
};
const welcome: Session = { state: 'welcome', keyStorage: { kind: 'os' } };
const connected = (uid: string, online = true): Session => ({
  state: 'connected',
  organization: { uid, name: uid, website: null },
  demo: false,
  keyStorage: { kind: 'os' },
  hasKey: true,
  online,
  problem: null,
});

function start() {
  const core = scriptedBridge();
  const mirrors = createMirrors(createClient(core.bridge), (listener) =>
    core.bridge.subscribe(listener),
  );
  const stop = mirrors.follow();
  async function answerStart(session: Session) {
    void core.latest('session.get').answer(session);
    void core.latest('settings.get').answer(settings);
    await core.latest('jobs.list').answer({ jobs: [], budget });
  }
  return { core, mirrors, stop, answerStart, state: () => mirrors.getState() };
}

describe('createMirrors', () => {
  it('asks for everything once, and for the library where there is one', async () => {
    const { core, state, answerStart } = start();
    await answerStart(connected('one'));
    expect(state()).toMatchObject({ session: { state: 'connected' }, settings });
    expect(core.calls('library.summary')).toHaveLength(1);
  });

  it('does not ask for a library before there is one', async () => {
    const { core, answerStart } = start();
    await answerStart(welcome);
    expect(core.calls('library.summary')).toHaveLength(0);
  });

  it('an event that overtakes the first answer is not undone by it', async () => {
    const { core, state, answerStart } = start();
    core.emit({ name: 'session', payload: connected('newer') });
    core.emit({ name: 'jobs', payload: { revision: 4, jobs: [], budget } });
    await answerStart(welcome);
    expect(state().session).toEqual(connected('newer'));
    expect(state().jobs.revision).toBe(4);
  });

  it('takes only newer jobs', async () => {
    const { core, state, answerStart } = start();
    await answerStart(connected('one'));
    core.emit({ name: 'jobs', payload: { revision: 7, jobs: [], budget } });
    core.emit({
      name: 'jobs',
      payload: { revision: 6, jobs: [], budget: { ...budget, remaining: 1 } },
    });
    expect(state().jobs).toMatchObject({ revision: 7, budget: { remaining: 60 } });
  });

  it('asks for the numbers again when the library changed, once for all changes meanwhile', async () => {
    const { core, state, answerStart } = start();
    await answerStart(connected('one'));
    for (const revision of [1, 2, 3]) core.emit({ name: 'library', payload: { revision } });
    expect(core.calls('library.summary')).toHaveLength(1);
    await core.latest('library.summary').answer({ favorites: 1 });
    expect(state().summary?.favorites).toBe(1);
    expect(core.calls('library.summary')).toHaveLength(2);
    await core.latest('library.summary').answer({ favorites: 2 });
    expect(state().summary?.favorites).toBe(2);
    expect(core.calls('library.summary')).toHaveLength(2);
    expect(state().libraryRevision).toBe(3);
  });

  it('does not show the numbers of the organization that was left', async () => {
    const { core, state, answerStart } = start();
    await answerStart(connected('one'));
    core.emit({ name: 'session', payload: connected('two') });
    await core.latest('library.summary').answer({ favorites: 1 });
    expect(state().summary).toBeNull();
    await core.latest('library.summary').answer({ favorites: 2 });
    expect(state().summary?.favorites).toBe(2);
  });

  it('forgets the numbers of another organization', async () => {
    const { core, state, answerStart } = start();
    await answerStart(connected('one'));
    await core.latest('library.summary').answer({ favorites: 2 });
    core.emit({ name: 'session', payload: connected('one', false) });
    expect(state().summary?.favorites).toBe(2);
    core.emit({ name: 'session', payload: connected('two') });
    expect(state().summary).toBeNull();
    expect(core.calls('library.summary')).toHaveLength(2);
  });

  it('says why it could not start, and can try again', async () => {
    const { core, mirrors, state, answerStart } = start();
    await core.latest('session.get').fail(new AppError('library_damaged', 'Check the disk.'));
    expect(state().failure?.message).toBe('Check the disk.');
    mirrors.refresh();
    await answerStart(welcome);
    expect(state()).toMatchObject({ failure: null, session: welcome });
  });

  it('follows no longer than it should', () => {
    const { core, state, stop } = start();
    stop();
    core.emit({ name: 'session', payload: connected('late') });
    expect(state().session).toBeNull();
  });
});
