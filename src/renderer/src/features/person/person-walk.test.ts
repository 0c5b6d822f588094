import { describe, expect, it } from 'vitest';
import type { PeopleQuery } from '#shared/window.ts';
import { createPersonWalk } from './person-walk.ts';

const PICKS: PeopleQuery = {
  view: { kind: 'picks' },
  filter: {
    search: '',
    hasFavorite: null,
    rated: null,
    downloaded: null,
    isNew: null,
    lifecycle: null,
  },
  sort: { key: 'name', descending: false },
};

function walkThrough(first: string[]) {
  const core = { ids: first };
  const client = { people: { ids: async () => core.ids } };
  return {
    core,
    walk: createPersonWalk(client as unknown as Parameters<typeof createPersonWalk>[0]),
  };
}

describe('walking from person to person', () => {
  it('knows who comes before and after, and the place in the list', async () => {
    const { walk } = walkThrough(['a', 'b', 'c']);
    expect(await walk.ask(PICKS, 'b')).toEqual({
      position: 2,
      total: 3,
      previous: 'a',
      next: 'c',
    });
    expect(walk.known(PICKS, 'c')).toMatchObject({ previous: 'b', next: null });
  });

  it('goes on when the person drops out of the list it began with', async () => {
    const { walk, core } = walkThrough(['a', 'b', 'c']);
    await walk.ask(PICKS, 'b');
    core.ids = ['a', 'c'];
    expect(await walk.ask(PICKS, 'b')).toMatchObject({ previous: 'a', next: 'c' });
    expect(await walk.ask(PICKS, 'c')).toMatchObject({ position: 2, previous: 'a' });
  });

  it('mixes no lists', async () => {
    const { walk } = walkThrough(['a', 'b']);
    await walk.ask(PICKS, 'a');
    expect(walk.known({ ...PICKS, view: { kind: 'all' } }, 'a')).toBeNull();
    expect(await walk.ask(PICKS, 'stranger')).toBeNull();
  });
});
