import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api, PhotoKey } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { PersonDetail, PhotoMark } from '#shared/window.ts';
import { type PendingMark, withMarks } from './marks.ts';
import { keyOf, plainKey } from './photo-key.ts';

/** One person as the core knows them, with the marks that are still on their way there. */
export interface PersonState {
  /** Null until the first answer. */
  detail: PersonDetail | null;
  /** Why the person could not be read; what was read before stays, unless they are gone. */
  failure: ErrorData | null;
}

export interface PersonStore extends StoreApi<PersonState> {
  /** Asks for the person again: once more after the answer that is on its way, however often called. */
  reload: () => Promise<void>;
  /** Marks photos at once and tells the core; rejects, with the marks as they were, if it refuses. */
  mark: (photos: readonly PhotoKey[], change: Partial<PhotoMark>) => Promise<void>;
}

/** The store of one person's view, empty until `reload` is called. */
export function createPersonStore(
  client: Pick<Api, 'people' | 'photos'>,
  personId: string,
): PersonStore {
  const store = createStore<PersonState>(() => ({ detail: null, failure: null }));
  /** What the core said last, before pending marks. */
  let known: PersonDetail | null = null;
  let pending: PendingMark[] = [];
  let running: Promise<void> | null = null;
  let again = false;
  /** How many marks the core has confirmed. */
  let kept = 0;
  let last: Promise<unknown> = Promise.resolve();

  function show(): void {
    store.setState({ detail: known && { ...known, photos: withMarks(known.photos, pending) } });
  }

  async function ask(): Promise<void> {
    do {
      again = false;
      const asked = kept;
      try {
        const answer = await client.people.get({ personId });
        // An answer that set out before a mark was kept would undo it: the next one has it.
        if (asked !== kept) {
          again = true;
        } else {
          known = answer;
          store.setState({ failure: null });
          show();
        }
      } catch (error) {
        const failure = toErrorData(error);
        store.setState({ failure });
        if (failure.code === 'not_found') {
          known = null;
          show();
        }
      }
    } while (again);
  }

  function reload(): Promise<void> {
    if (running === null) {
      running = ask().finally(() => {
        running = null;
      });
    } else {
      again = true;
    }
    return running;
  }

  async function keep(mine: PendingMark, photos: PhotoKey[]): Promise<void> {
    try {
      await client.photos.mark({ photos, ...mine.change });
      kept += 1;
      if (known) known = { ...known, photos: withMarks(known.photos, [mine]) };
    } finally {
      pending = pending.filter((each) => each !== mine);
      show();
    }
  }

  function mark(photos: readonly PhotoKey[], change: Partial<PhotoMark>): Promise<void> {
    const mine: PendingMark = { keys: new Set(photos.map(keyOf)), change };
    pending = [...pending, mine];
    show();
    // One after the other, so that the last press of a key is the one that stays.
    const done = last.then(() => keep(mine, photos.map(plainKey)));
    last = done.catch(() => undefined);
    return done;
  }

  return { ...store, reload, mark };
}
