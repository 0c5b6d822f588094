import { describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import type { PeopleQuery, PersonRow } from '#shared/window.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { EVERYBODY } from './library-filter.ts';
import { createPeopleStore, PAGE_SIZE, personAt } from './people-store.ts';

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

  it('asks for a page once, when it is looked at', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 500));
    store.need(250, 280);
    store.need(260, 290);
    expect(core.calls('people.list').map(({ input }) => input)).toMatchObject([
      { offset: 0, limit: PAGE_SIZE },
      { offset: 200, limit: PAGE_SIZE },
    ]);
    await core.latest('people.list').answer(page('Kim', 500));
    expect(nameAt(200)).toBe('Kim');
    expect(nameAt(150)).toBeUndefined();
  });

  it('drops a page of an older query', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 500));
    store.need(200, 220);
    const late = core.latest('people.list');
    store.show(searching('b'));
    await core.latest('people.list').answer(page('Bo', 500));
    await late.answer(page('Kim', 500));
    expect(nameAt(200)).toBeUndefined();
  });

  it('asks again for a page that could not be had', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 500));
    store.need(200, 220);
    await core.latest('people.list').fail(new AppError('library_busy', 'Try again.'));
    store.need(200, 220);
    await core.latest('people.list').answer(page('Kim', 500));
    expect(nameAt(200)).toBe('Kim');
  });

  it('refreshes what is on screen in one go', async () => {
    const { core, store, nameAt } = start();
    store.show(EVERYBODY);
    await core.latest('people.list').answer(page('Ada', 500));
    store.need(200, 220);
    await core.latest('people.list').answer(page('Kim', 500));
    store.refresh();
    expect(nameAt(200)).toBe('Kim');
    await core.latest('people.list').answer(page('Lea', 499));
    expect(nameAt(200)).toBe('Lea');
    expect(store.getState().total).toBe(499);
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
