import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import type { PeopleQuery, PersonRow } from '#shared/window.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { EVERYBODY } from './library-filter.ts';
import { MOST_PAGES, PAGE_SIZE } from './people-pages.ts';
import { createPeopleStore, personAt } from './people-store.ts';

const searching = (search: string): PeopleQuery => ({
  ...EVERYBODY,
  filter: { ...EVERYBODY.filter, search },
});
const person = (id: string): PersonRow => ({
  id,
  memberId: id,
  name: id,
  email: null,
  teamId: null,
  teamName: null,
  lifecycle: 'ready',
  joinedAt: null,
  photoCount: 0,
  storedCount: 0,
  cover: null,
  hasFavorite: false,
  pickCount: 0,
  isNew: false,
});
const page = (name: string, total: number) => ({ items: [person(name)], total });

function start() {
  const core = scriptedBridge();
  const store = createPeopleStore(createClient(core.bridge));
  const nameAt = (index: number) => personAt(store.getState(), index)?.name;
  return { core, store, nameAt };
}

describe('createPeopleStore', () => {
  it('shows the first people of a query and how many there are', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 250));
    expect(nameAt(0)).toBe('Ada');
    expect(store.getState()).toMatchObject({ total: 250, loading: false, error: null });
  });

  it('keeps what is there until the next answer, so that nothing flickers', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 1));
    store.show(searching('b'));
    expect(nameAt(0)).toBe('Ada');
    await core.latest('people.list').answer(page('Bo', 1));
    expect(nameAt(0)).toBe('Bo');
  });

  it('drops the answer to an older search that comes last', async () => {
    const { core, store, nameAt } = start();
    store.show(searching('a'));
    store.show(searching('an'));
    const [older, newer] = core.calls('people.list');
    await newer?.answer(page('Ana', 1));
    await older?.answer(page('Ada', 2));
    expect(nameAt(0)).toBe('Ana');
    expect(store.getState().total).toBe(1);
  });

  const TOTAL = 10 * PAGE_SIZE;
  const offsets = (core: ReturnType<typeof start>['core']) =>
    core.calls('people.list').map(({ input }) => (input as { offset: number }).offset / PAGE_SIZE);
  const shown = async () => {
    const started = start();
    started.store.show(EVERYBODY);
    await started.core.latest('people.list').answer(page('Ada', TOTAL));
    // The page after it comes ahead of time.
    await started.core.latest('people.list').answer(page('Bea', TOTAL));
    return started;
  };
  const at = (number: number) => number * PAGE_SIZE;

  it('asks for a page once, when it is looked at, and then for those around it', async () => {
    const { core, store, nameAt } = await shown();
    store.need(at(5), at(5) + 20);
    store.need(at(5) + 10, at(5) + 30);
    expect(offsets(core)).toEqual([0, 1, 5]);
    await core.latest('people.list').answer(page('Kim', TOTAL));
    expect(nameAt(at(5))).toBe('Kim');
    await core.latest('people.list').answer(page('Lea', TOTAL));
    expect(offsets(core)).toEqual([0, 1, 5, 6, 4]);
  });

  it('asks for where a list that flies by is, not for where it was', async () => {
    const { core, store } = await shown();
    for (const place of [3, 4, 5, 6, 7, 8]) store.need(at(place), at(place) + 20);
    expect(offsets(core)).toEqual([0, 1, 3, 4]);
    await core.latest('people.list').answer(page('Kim', TOTAL));
    expect(offsets(core)).toEqual([0, 1, 3, 4, 8]);
  });

  it('lets nobody in sight wait for those around', async () => {
    const { core, store } = await shown();
    store.need(at(5), at(5) + 20);
    await core.latest('people.list').answer(page('Kim', TOTAL));
    expect(offsets(core)).toEqual([0, 1, 5, 6]);
    store.need(at(8), at(8) + 10);
    expect(offsets(core)).toEqual([0, 1, 5, 6, 8]);
  });

  it('looks ahead where the list is scrolled to', async () => {
    const { core, store } = await shown();
    store.need(at(8), at(8) + 20);
    store.need(at(6), at(6) + 20);
    for (const call of core.calls('people.list').slice(-2)) await call.answer(page('Kim', TOTAL));
    expect(offsets(core)).toEqual([0, 1, 8, 6, 5]);
  });

  it('shows a list that somebody comes back to at once, and asks for it again', async () => {
    const { core, store, nameAt } = await shown();
    for (const word of ['a', 'an', 'ann']) {
      store.show(searching(word));
      await core.latest('people.list').answer(page('Anna', 1));
    }
    store.show(searching(''));
    expect([nameAt(0), nameAt(at(1))]).toEqual(['Ada', 'Bea']);
    expect(store.getState()).toMatchObject({ total: TOTAL, loading: false });
    await core.latest('people.list').answer(page('Eve', TOTAL - 1));
    expect([nameAt(0), store.getState().total]).toEqual(['Eve', TOTAL - 1]);
  });

  it('drops a page of an older query', async () => {
    const { core, store, nameAt } = await shown();
    store.need(at(3), at(3) + 20);
    const late = core.latest('people.list');
    store.show(searching('b'));
    await core.latest('people.list').answer(page('Bo', TOTAL));
    await late.answer(page('Kim', TOTAL));
    expect(nameAt(at(3))).toBeUndefined();
  });

  it('asks again for a page that could not be had', async () => {
    const { core, store, nameAt } = await shown();
    store.need(at(3), at(3) + 20);
    await core.latest('people.list').fail(new AppError('library_busy', 'Try again.'));
    expect(store.getState().error).toBeNull();
    store.need(at(3), at(3) + 20);
    await core.latest('people.list').answer(page('Kim', TOTAL));
    expect(nameAt(at(3))).toBe('Kim');
  });

  it('refreshes what is on screen, and keeps everything until it is there', async () => {
    const { core, store, nameAt } = await shown();
    store.refresh();
    expect([nameAt(0), nameAt(at(1))]).toEqual(['Ada', 'Bea']);
    expect(offsets(core)).toEqual([0, 1, 0]);
    await core.latest('people.list').answer(page('Eve', TOTAL - 1));
    expect([nameAt(0), nameAt(at(1))]).toEqual(['Eve', 'Bea']);
    expect(store.getState().total).toBe(TOTAL - 1);
  });

  it('asks once more for what was on its way when the library changed', async () => {
    const { core, store, nameAt } = await shown();
    store.need(at(3), at(3) + 20);
    const early = core.latest('people.list');
    store.refresh();
    await early.answer(page('Kim', TOTAL));
    expect(nameAt(at(3))).toBe('Kim');
    expect(offsets(core)).toEqual([0, 1, 3, 3]);
  });

  it('keeps the very same people where nothing changed, so that nothing is drawn again', async () => {
    const { core, store } = await shown();
    const before = store.getState();
    store.refresh();
    await core.latest('people.list').answer(page('Ada', TOTAL));
    expect(store.getState()).toBe(before);
  });

  describe('when nobody moves', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    it('brings in the others, the nearest first, and no more than may be kept', async () => {
      const { core, store } = start();
      const many = 2 * MOST_PAGES * PAGE_SIZE;
      store.show(EVERYBODY);
      await core.latest('people.list').answer(page('Ada', many));
      await core.latest('people.list').answer(page('Bea', many));
      expect(vi.getTimerCount()).toBe(1);
      while (vi.getTimerCount() > 0) {
        vi.runOnlyPendingTimers();
        await core.latest('people.list').answer(page('Kim', many));
      }
      expect(offsets(core)).toEqual(Array.from({ length: MOST_PAGES }, (_, number) => number));
      expect(store.getState().pages.size).toBe(MOST_PAGES);
    });

    it('asks for nothing any more after it was stopped', async () => {
      const { core, store } = start();
      store.show(EVERYBODY);
      await core.latest('people.list').answer(page('Ada', TOTAL));
      store.stop();
      vi.runAllTimers();
      expect(offsets(core)).toEqual([0, 1]);
    });
  });

  it('says why a query has no answer, and recovers', async () => {
    const { core, store } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').fail(new AppError('library_damaged', 'Check the disk.'));
    expect(store.getState().error?.message).toBe('Check the disk.');
    store.refresh();
    await core.latest('people.list').answer(page('Ada', 1));
    expect(store.getState().error).toBeNull();
  });

  it('asks for all ids once a query, and again after a failure', async () => {
    const { core, store } = start();
    store.show(EVERYBODY);
    const failed = store.ids();
    void core.latest('people.ids').fail(new AppError('library_busy', 'Try again.'));
    await expect(failed).rejects.toThrow('Try again.');
    const ids = store.ids();
    void core.latest('people.ids').answer(['a', 'b']);
    expect(await ids).toEqual(['a', 'b']);
    expect(await store.ids()).toEqual(['a', 'b']);
    expect(core.calls('people.ids')).toHaveLength(2);
  });
});
