import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import {
  type Frame,
  isZoomed,
  type Point,
  panBy,
  toggleActual,
  type ZoomView,
  zoomBy,
} from './zoom.ts';

/** How fast a wheel zooms, for each pixel it says it turned; a pinch on a trackpad says less. */
const WHEEL_RATE = 0.0022;
const PINCH_RATE = 0.011;

/** Zooms with wheel and pinch and pans with one pointer, on the element of `stage`. */
export function useZoomPointer(
  stage: RefObject<HTMLElement | null>,
  frame: Frame | null,
  /** The view as it is now: pointers move faster than the page is drawn. */
  viewNow: () => ZoomView,
  onView: (view: ZoomView, smooth?: boolean) => void,
) {
  const now = useRef({ frame, viewNow, onView });
  useEffect(() => {
    now.current = { frame, viewNow, onView };
  });
  const pointers = useRef(new Map<number, Point>());

  useEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    const turn = (event: WheelEvent) => {
      const { frame: on, onView: tell } = now.current;
      if (on === null) return;
      const from = now.current.viewNow();
      // Not passive: the page must neither scroll nor zoom with it.
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const turned = { x: -event.deltaX * pixels, y: -event.deltaY * pixels };
      const sideways = event.shiftKey || Math.abs(turned.x) > Math.abs(turned.y);
      if (sideways && !event.ctrlKey) tell(panBy(from, turned, on));
      else {
        const rate = event.ctrlKey ? PINCH_RATE : WHEEL_RATE;
        tell(zoomBy(from, Math.exp(turned.y * rate), pointOn(element, event), on));
      }
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [stage]);

  function down(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const touching = event.pointerType === 'touch';
    // With the whole picture in sight a mouse drags it out to other programs.
    if (!isZoomed(viewNow()) && !touching) return;
    pointers.current.set(event.pointerId, pointOn(event.currentTarget, event));
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent<HTMLElement>): void {
    const from = pointers.current.get(event.pointerId);
    if (from === undefined || frame === null) return;
    const to = pointOn(event.currentTarget, event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, to);
    const panned = panBy(viewNow(), { x: to.x - from.x, y: to.y - from.y }, frame);
    if (other === undefined) onView(panned);
    else {
      const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
      onView(zoomBy(viewNow(), distance(to, other) / distance(from, other), middle, frame));
    }
  }

  function up(event: PointerEvent<HTMLElement>): void {
    pointers.current.delete(event.pointerId);
  }

  return {
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: up,
    onPointerCancel: up,
    onDoubleClick(event: MouseEvent<HTMLElement>): void {
      if (frame === null) return;
      onView(toggleActual(viewNow(), pointOn(event.currentTarget, event), frame), true);
    },
  };
}

/** Where a pointer is on an element, from its centre. */
function pointOn(
  element: Element,
  { clientX, clientY }: { clientX: number; clientY: number },
): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
}
