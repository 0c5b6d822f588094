import type { PointerPlace } from './pointer-drag.ts';

/** How near the edge a list scrolls along, and how fast at most; pixels, pixels a frame. */
const EDGE = 32;
const FASTEST = 18;

/** Scrolls `element` while a drag is near, or beyond, its upper or lower edge, until `signal` aborts. */
export function scrollAtEdges(
  element: HTMLElement,
  pointer: () => PointerPlace,
  signal: AbortSignal,
  onScroll: () => void,
): void {
  requestAnimationFrame(function scrollOn() {
    if (signal.aborted) return;
    const { top, bottom } = element.getBoundingClientRect();
    const { clientY } = pointer();
    const beyond = Math.min(0, clientY - top - EDGE) + Math.max(0, clientY - bottom + EDGE);
    if (beyond !== 0) {
      element.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, beyond / 2));
      onScroll();
    }
    requestAnimationFrame(scrollOn);
  });
}
