import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Session } from '#shared/window.ts';
import { createConnect } from './connect-store.ts';
import { problemText } from './connect-words.ts';

const WELCOME: Session = { state: 'welcome', keyStorage: { kind: 'os' } };

function setUp(answer: () => Promise<Session> = async () => WELCOME) {
  const asked: unknown[] = [];
  const sessions: Session[] = [];
  const ask = async (input: unknown) => {
    asked.push(input);
    return answer();
  };
  const session = { get: ask, connect: ask, connectDemo: ask, forget: ask, retry: ask };
  const store = createConnect({ session }, (next) => sessions.push(next));
  return { store, asked, sessions };
}

describe('connecting with a key', () => {
  it('trims what was pasted and forgets it once it was accepted', async () => {
    const { store, asked, sessions } = setUp();
    store.getState().setApiKey('  hp_secret\n');
    expect(await store.getState().connect()).toBe(true);
    expect(asked).toEqual([{ apiKey: 'hp_secret', remember: true }]);
    expect(sessions).toEqual([WELCOME]);
    expect(store.getState()).toMatchObject({ apiKey: '', busy: null, problem: null });
  });

  it('keeps the key and says why where it was refused', async () => {
    const { store, sessions } = setUp(async () => {
      throw new AppError('key_refused', 'HeadshotPro refused the key.');
    });
    store.getState().setApiKey('hp_wrong');
    store.getState().setRemember(false);
    expect(await store.getState().connect()).toBe(false);
    expect(sessions).toEqual([]);
    expect(store.getState()).toMatchObject({
      apiKey: 'hp_wrong',
      busy: null,
      problem: { at: 'key', why: { code: 'key_refused' } },
    });
  });

  it.each([
    ['', 'no-key'],
    ['   ', 'no-key'],
    ['hp_one hp_two', 'broken-key'],
  ])('asks nobody about %j', async (apiKey, why) => {
    const { store, asked } = setUp();
    store.getState().setApiKey(apiKey);
    expect(await store.getState().connect()).toBe(false);
    expect(asked).toEqual([]);
    expect(store.getState().problem).toEqual({ at: 'key', why });
  });

  it('lets go of a problem as soon as somebody types', async () => {
    const { store } = setUp();
    await store.getState().connect();
    store.getState().setApiKey('h');
    expect(store.getState().problem).toBeNull();
  });

  it('does one thing at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<Session>();
    const { store, asked } = setUp(() => promise);
    const demo = store.getState().connectDemo();
    store.getState().setApiKey('hp_key');
    expect(store.getState().busy).toBe('demo');
    expect(await store.getState().connect()).toBe(false);
    resolve(WELCOME);
    expect(await demo).toBe(true);
    expect(asked).toEqual([{}]);
  });
});

describe('the words for a problem', () => {
  it('tell the refused key, the network and a stranger apart', () => {
    const texts = (['key_refused', 'api_unreachable', 'api_not_understood'] as const).map((code) =>
      problemText({ code, message: 'raw' }),
    );
    expect(new Set(texts).size).toBe(3);
    expect(texts.join()).not.toContain('raw');
  });

  it('are the core’s own where the window has none', () => {
    expect(problemText({ code: 'disk_full', message: 'The disk is full.' })).toBe(
      'The disk is full.',
    );
  });
});
