import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreWindow, SMALLEST } from './window-state.ts';

const SCREEN = { x: 0, y: 25, width: 1920, height: 1055 };
const saved = (bounds: object, more: object = {}) => ({
  bounds: { x: 100, y: 100, width: 1000, height: 700, ...bounds },
  maximized: false,
  fullScreen: false,
  ...more,
});

describe('the window opens', () => {
  test('where it was left', () => {
    expect(restoreWindow(saved({}), [SCREEN]).bounds).toEqual({
      x: 100,
      y: 100,
      width: 1000,
      height: 700,
    });
  });

  test('on a second screen, left of the first', () => {
    const left = { ...SCREEN, x: -1920 };
    expect(restoreWindow(saved({ x: -1800 }), [SCREEN, left]).bounds.x).toBe(-1800);
  });

  test.each([
    ['a screen that is gone', { x: 2500 }],
    ['above the screen', { y: -200 }],
    ['below the screen', { y: 1075 }],
    ['a sliver at the edge', { x: 1900 }],
  ])('centred in its size when it was on %s', (_where, bounds) => {
    expect(restoreWindow(saved(bounds), [SCREEN]).bounds).toEqual({ width: 1000, height: 700 });
  });

  test('maximized or full screen as it was', () => {
    const state = restoreWindow(saved({}, { maximized: true, fullScreen: true }), [SCREEN]);
    expect(state).toMatchObject({ maximized: true, fullScreen: true });
  });

  test('never smaller than it can be used', () => {
    expect(restoreWindow(saved({ width: 10, height: 10 }), [SCREEN]).bounds).toMatchObject(
      SMALLEST,
    );
  });

  test('whatever the settings hold', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const { width = 0, height = 0 } = restoreWindow(anything, [SCREEN]).bounds;
        expect(width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(height).toBeGreaterThanOrEqual(SMALLEST.height);
      }),
    );
  });
});
