import { describe, expect, it } from 'vitest';
import { selectAll, selectOnly, toggle } from './selection.ts';
import { createViewing } from './viewing.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

describe('looking at photos', () => {
  it('opens one, walks to the ends, and goes back to it in the grid', () => {
    const viewing = createViewing();
    viewing.getState().open('d');
    viewing.getState().setZoom({ ratio: 3, x: 0.5, y: 0.5 });
    viewing.getState().step(ORDER, 1);
    viewing.getState().step(ORDER, 1);
    expect(viewing.getState()).toMatchObject({ mode: 'single', zoom: { ratio: 1 } });
    expect(viewing.getState().selection.focus).toBe('e');
    expect(viewing.getState().leave()).toBe(true);
    expect(viewing.getState()).toMatchObject({
      mode: 'grid',
      selection: { keys: new Set(), focus: 'e' },
    });
    expect(viewing.getState().leave()).toBe(false);
  });

  it('begins with the first photo where none was chosen', () => {
    const viewing = createViewing('single');
    viewing.getState().step(ORDER, 1);
    expect(viewing.getState().selection.focus).toBe('a');
  });
});

describe('comparing', () => {
  it('lays the selected side by side and walks among them only', () => {
    const viewing = createViewing();
    viewing.getState().select(toggle(selectOnly('b'), 'e'));
    expect(viewing.getState().compare(ORDER)).toBe(true);
    expect(viewing.getState()).toMatchObject({ mode: 'compare', compared: ['b', 'e'] });
    viewing.getState().step(ORDER, -1);
    viewing.getState().step(ORDER, -1);
    expect(viewing.getState().selection.focus).toBe('b');
  });

  it('says when there is nothing to compare with', () => {
    const viewing = createViewing();
    viewing.getState().open('a');
    expect(viewing.getState().compare(['a'])).toBe(false);
    expect(viewing.getState().mode).toBe('single');
  });

  it('changes the active photo, adds one, and leaves to the active one', () => {
    const viewing = createViewing();
    viewing.getState().open('a');
    viewing.getState().compare(ORDER);
    viewing.getState().choose('e', false);
    expect(viewing.getState()).toMatchObject({ compared: ['e', 'b'] });
    viewing.getState().choose('c', true);
    expect(viewing.getState().compared).toEqual(['e', 'b', 'c']);
    viewing.getState().leave();
    expect(viewing.getState()).toMatchObject({ mode: 'single', selection: selectOnly('c') });
  });
});

describe('photos that go away', () => {
  it('leave the selection, and the comparison when fewer than two remain', () => {
    const viewing = createViewing();
    viewing.getState().select(selectAll(selectOnly('a'), ['a', 'b']));
    viewing.getState().compare(ORDER);
    viewing.getState().keepOnly(['b', 'c']);
    expect(viewing.getState()).toMatchObject({ mode: 'single', compared: [] });
    expect(viewing.getState().selection).toMatchObject({ keys: new Set(['b']), focus: 'b' });
  });
});
