import { describe, expect, it } from 'vitest';
import { CARD_WIDTH, createLibraryStore, type LookMemory } from './library-store.ts';
import { selectOnly } from './selection.ts';

function memory(kept: ReturnType<LookMemory['read']> = {}) {
  const written: unknown[] = [];
  return { read: () => kept, write: (look: unknown) => written.push(look), written };
}

describe('createLibraryStore', () => {
  it('begins with everybody by name, drawn as it was last time', () => {
    const look = createLibraryStore(memory({ layout: 'list' })).getState();
    expect(look).toMatchObject({ layout: 'list', query: { view: { kind: 'all' } } });
    expect(look.query.sort).toEqual({ key: 'name', descending: false });
  });

  it('another view starts afresh: no search, no filter, nobody selected, at the top', () => {
    const store = createLibraryStore(memory());
    const { setFilter, select, setFocus, setView } = store.getState();
    setFilter({ search: 'an', hasFavorite: true });
    select(selectOnly('p1', 7));
    setFocus(7);
    setView({ kind: 'team', teamId: 't1' });
    const { query, selection, focus, scrollTop } = store.getState();
    expect(query.view).toEqual({ kind: 'team', teamId: 't1' });
    expect(query.filter).toMatchObject({ search: '', hasFavorite: null });
    expect(selection.ids.size).toBe(0);
    expect([focus, scrollTop]).toEqual([0, 0]);
  });

  it('a search narrows within the view and keeps the selection', () => {
    const store = createLibraryStore(memory());
    store.getState().setView({ kind: 'favorites' });
    store.getState().select(selectOnly('p1', 0));
    store.getState().setFilter({ search: 'an' });
    expect(store.getState().query).toMatchObject({
      view: { kind: 'favorites' },
      filter: { search: 'an' },
    });
    expect([...store.getState().selection.ids]).toEqual(['p1']);
  });

  it('remembers layout and size, and keeps the size within its bounds', () => {
    const kept = memory();
    const { setLayout, setCardWidth } = createLibraryStore(kept).getState();
    setLayout('list');
    setCardWidth(99);
    expect(kept.written).toEqual([
      { layout: 'list', cardWidth: CARD_WIDTH.normal },
      { layout: 'list', cardWidth: CARD_WIDTH.most },
    ]);
  });
});
