import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { createNotices } from './notices.ts';

describe('createNotices', () => {
  it('keeps the latest three', () => {
    const store = createNotices();
    for (const text of ['1', '2', '3', '4']) store.getState().say(text);
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['2', '3', '4']);
  });

  it('says what went wrong, but not that somebody thought better of it', () => {
    const store = createNotices();
    store.getState().fail(new AppError('cancelled', 'Cancelled.'));
    store.getState().fail(new AppError('disk_full', 'The disk is full.'));
    expect(store.getState().notices).toMatchObject([
      { text: 'The disk is full.', tone: 'negative' },
    ]);
  });

  it('shows nothing of a bug but that it is one', () => {
    const store = createNotices();
    store.getState().fail(new TypeError('secret of undefined'));
    expect(store.getState().notices[0]?.text).not.toContain('secret');
  });

  it('waits with what is under way until it is taken away', () => {
    const store = createNotices();
    const id = store.getState().wait('Moving…');
    expect(store.getState().notices).toMatchObject([{ text: 'Moving…', tone: 'pending' }]);
    store.getState().dismiss(id);
    expect(store.getState().notices).toEqual([]);
  });

  it('takes one away', () => {
    const store = createNotices();
    store.getState().say('a');
    store.getState().say('b');
    store.getState().dismiss(store.getState().notices[0]?.id ?? '');
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['b']);
  });
});
