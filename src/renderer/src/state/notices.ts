import { createStore, type StoreApi } from 'zustand/vanilla';
import { toErrorData } from '#shared/errors.ts';

/** A message at the bottom of the window. */
export interface Notice {
  id: string;
  text: string;
  /** `pending` until something comes of it: it does not go by itself. */
  tone: 'neutral' | 'pending' | 'negative';
  action?: { label: string; onSelect: () => void };
}

export interface Notices {
  /** The oldest first; at most three. */
  notices: Notice[];
  /** Gives the id to `dismiss` it by. */
  say: (text: string, action?: Notice['action']) => string;
  /** Says what is under way, until it is dismissed by the id. */
  wait: (text: string) => string;
  /** Says why something did not work. Cancelling is no failure and says nothing. */
  fail: (error: unknown) => void;
  dismiss: (id: string) => void;
}

const KEPT = 3;

/** No messages yet. */
export function createNotices(): StoreApi<Notices> {
  let count = 0;
  return createStore<Notices>((set) => {
    const add = (notice: Omit<Notice, 'id'>) => {
      count += 1;
      const id = String(count);
      set(({ notices }) => ({ notices: [...notices, { ...notice, id }].slice(-KEPT) }));
      return id;
    };
    return {
      notices: [],
      say: (text, action) => add({ text, tone: 'neutral', ...(action && { action }) }),
      wait: (text) => add({ text, tone: 'pending' }),
      fail(error) {
        const { code, message } = toErrorData(error);
        if (code !== 'cancelled') add({ text: message, tone: 'negative' });
      },
      dismiss: (id) =>
        set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    };
  });
}
