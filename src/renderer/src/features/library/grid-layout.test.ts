import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsIn, type GridLayout, gridLayout, moveFocus, rowCount } from './grid-layout.ts';

const layout: GridLayout = {
  columns: 3,
  cardWidth: 100,
  cardHeight: 150,
  gap: 20,
  side: 10,
  top: 10,
};

describe('gridLayout', () => {
  it('fills the width with whole cards of at least the wanted width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 4000 }),
        fc.integer({ min: 80, max: 160 }),
        (width, leastCardWidth) => {
          const made = gridLayout({
            width,
            leastCardWidth,
            caption: 50,
            gap: 20,
            side: 20,
            top: 8,
          });
          const used = made.columns * made.cardWidth + (made.columns - 1) * 20 + 40;
          expect(made.cardWidth).toBeGreaterThanOrEqual(leastCardWidth);
          expect(used).toBeLessThanOrEqual(width);
          expect(width - used).toBeLessThan(made.columns);
        },
      ),
    );
  });

  it('keeps one column where there is no room for one', () => {
    const narrow = gridLayout({
      width: 100,
      leastCardWidth: 300,
      caption: 50,
      gap: 20,
      side: 20,
      top: 8,
    });
    expect(narrow).toMatchObject({ columns: 1, cardWidth: 60 });
  });

  it('has a last row for who is left over', () => {
    expect([0, 3, 4].map((total) => rowCount(layout, total))).toEqual([0, 1, 2]);
  });
});

describe('cardsIn', () => {
  const at = (left: number, top: number, right = left, bottom = top) =>
    cardsIn(layout, 8, { left, top, right, bottom });

  it('hits the card under a point, and none between cards', () => {
    expect(at(15, 15)).toEqual([0]);
    expect(at(135, 15)).toEqual([1]);
    expect(at(120, 15)).toEqual([]);
    expect(at(15, 170)).toEqual([]);
  });

  it('hits every card a box touches, in list order', () => {
    expect(at(100, 100, 140, 190)).toEqual([0, 1, 3, 4]);
  });

  it('hits nobody beyond the last person', () => {
    expect(at(0, 0, 1000, 1000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('moveFocus', () => {
  const grid = { total: 10, columns: 4, pageRows: 2 };
  const move = (key: string, index: number, more = {}) =>
    moveFocus(key, index, { ...grid, ...more });

  it('moves by one, and by a row', () => {
    expect(move('ArrowRight', 3)).toBe(4);
    expect(move('ArrowLeft', 4)).toBe(3);
    expect(move('ArrowDown', 1)).toBe(5);
    expect(move('ArrowUp', 5)).toBe(1);
  });

  it('is mirrored where text runs from right to left', () => {
    expect(move('ArrowRight', 3, { rtl: true })).toBe(2);
    expect(move('ArrowLeft', 3, { rtl: true })).toBe(4);
  });

  it('goes to the ends, and by pages', () => {
    expect(move('Home', 7)).toBe(0);
    expect(move('End', 2)).toBe(9);
    expect(move('PageDown', 1)).toBe(9);
    expect(move('PageUp', 9)).toBe(1);
    expect(move('PageUp', 5)).toBe(0);
  });

  it('falls on the last person where the row below is shorter, and stays on the last row', () => {
    expect(move('ArrowDown', 7)).toBe(9);
    expect(move('ArrowDown', 8)).toBe(8);
  });

  it('never leaves the list', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'End'];
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        (key, total, columns, at) => {
          const target = moveFocus(key, at % total, { total, columns, pageRows: 3 });
          expect(target).toBeGreaterThanOrEqual(0);
          expect(target).toBeLessThan(total);
        },
      ),
    );
  });

  it('leaves other keys alone', () => {
    expect(move('a', 3)).toBeNull();
    expect(move('Home', 0, { total: 0 })).toBeNull();
  });
});
