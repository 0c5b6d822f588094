import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualRatio,
  clampView,
  FIT,
  type Frame,
  isZoomed,
  panBy,
  placement,
  shownScale,
  toggleActual,
  zoomBy,
  zoomTo,
} from './zoom.ts';

const CENTRE = { x: 0, y: 0 };
/** A portrait of 768 × 960 on a stage where it fits at half its size. */
const frame: Frame = {
  image: { width: 768, height: 960 },
  stage: { width: 900, height: 480 },
  density: 1,
};

/** The point of the picture (0 to 1) that lies under `point` of the stage. */
function underneath(view: Parameters<typeof placement>[0], point: typeof CENTRE, of: Frame) {
  const { left, top, width, height } = placement(view, of);
  return {
    x: (of.stage.width / 2 + point.x - left) / width,
    y: (of.stage.height / 2 + point.y - top) / height,
  };
}

describe('fit and 100 %', () => {
  it('fits the whole picture, centred', () => {
    expect(placement(FIT, frame)).toEqual({ width: 384, height: 480, left: 258, top: 0 });
    expect(shownScale(FIT, frame)).toBe(0.5);
  });

  it('shows one pixel on one pixel at 100 %, also on a dense screen', () => {
    const dense = { ...frame, density: 2 };
    expect(actualRatio(frame)).toBe(2);
    expect(placement({ ...FIT, ratio: actualRatio(frame) }, frame).width).toBe(768);
    expect(placement({ ...FIT, ratio: actualRatio(dense) }, dense).width).toBe(384);
  });

  it('toggles between the whole picture and 100 %', () => {
    const actual = toggleActual(FIT, CENTRE, frame);
    expect(shownScale(actual, frame)).toBe(1);
    expect(toggleActual(actual, CENTRE, frame)).toEqual(FIT);
  });

  it('goes to twice the fit where 100 % would hardly be larger', () => {
    const small = { ...frame, image: { width: 384, height: 480 } };
    expect(toggleActual(FIT, CENTRE, small).ratio).toBe(2);
  });
});

describe('zooming around a point', () => {
  const sizes = fc.record({
    width: fc.integer({ min: 200, max: 4000 }),
    height: fc.integer({ min: 200, max: 4000 }),
  });
  const share = fc.double({ min: -0.5, max: 0.5, noNaN: true });

  it('never shows an empty edge that the picture could fill, nor leaves the stage', () => {
    fc.assert(
      fc.property(
        sizes,
        sizes,
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        share,
        share,
        (image, stage, factor, x, y) => {
          const of = { image, stage, density: 1 };
          const point = { x: x * stage.width, y: y * stage.height };
          const view = panBy(zoomBy(FIT, factor, point, of), { x: 1e4 * x, y: 1e4 * y }, of);
          const at = placement(view, of);
          if (at.width >= stage.width) {
            expect(at.left).toBeLessThanOrEqual(1e-6);
            expect(at.left + at.width).toBeGreaterThanOrEqual(stage.width - 1e-6);
          } else {
            expect(at.left).toBeCloseTo((stage.width - at.width) / 2, 6);
          }
        },
      ),
    );
  });

  it('keeps what is under the pointer under the pointer', () => {
    const close = zoomTo(FIT, 5, CENTRE, frame);
    const point = { x: 100, y: -40 };
    const before = underneath(close, point, frame);
    const after = underneath(zoomBy(close, 1.3, point, frame), point, frame);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  it('stops at the whole picture on its way out, and at its limits', () => {
    expect(zoomBy({ ...FIT, ratio: 1.2 }, 0.5, CENTRE, frame).ratio).toBe(1);
    expect(zoomBy(FIT, 0.5, CENTRE, frame).ratio).toBe(1);
    expect(zoomBy(FIT, 1000, CENTRE, frame).ratio).toBe(8);
  });

  it('lets a picture smaller than the stage shrink to its own size', () => {
    const small = { ...frame, image: { width: 192, height: 240 } };
    expect(zoomBy(FIT, 0.1, CENTRE, small).ratio).toBe(0.5);
  });
});

describe('one view over several pictures', () => {
  it('shows the same part of pictures of different sizes', () => {
    const other = { ...frame, image: { width: 1536, height: 1920 } };
    const view = zoomTo(FIT, 3, { x: 20, y: -50 }, frame);
    expect(underneath(view, CENTRE, other)).toEqual(underneath(view, CENTRE, frame));
  });

  it('pans with the pointer and knows whether it is zoomed', () => {
    const close = zoomTo(FIT, 4, CENTRE, frame);
    const moved = panBy(close, { x: 50, y: 0 }, frame);
    expect(placement(moved, frame).left - placement(close, frame).left).toBeCloseTo(50, 9);
    expect([isZoomed(FIT), isZoomed(moved)]).toEqual([false, true]);
    expect(clampView({ ratio: 1, x: 3, y: -2 }, frame)).toEqual(FIT);
  });
});
