import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react';
import { cardsIn, type GridLayout } from './grid-layout.ts';

/** How far the pointer moves before a press becomes a drag; pixels. */
const THRESHOLD = 5;
/** How near the edge the list scrolls along, and how fast at most; pixels, pixels a frame. */
const EDGE = 32;
const FASTEST = 18;

interface Marquee {
  scroller: RefObject<HTMLDivElement | null>;
  /** The element that is drawn as the rectangle, inside the scrolled content. */
  band: RefObject<HTMLDivElement | null>;
  layout: GridLayout;
  total: number;
  onBegin: (adding: boolean) => void;
  onHit: (indexes: number[]) => void;
  onCancel: () => void;
}

/** Draws a rectangle from where the pointer went down and tells which cards it touches. */
export function useMarquee(marquee: Marquee): (event: ReactPointerEvent) => void {
  const latest = useRef(marquee);
  useEffect(() => {
    latest.current = marquee;
  });

  return (down) => {
    const element = latest.current.scroller.current;
    if (down.button !== 0 || down.pointerType === 'touch' || element === null) return;
    if (down.target instanceof Element && down.target.closest('thead')) return;
    const frame = element.getBoundingClientRect();
    // On the scrollbar it is not our drag.
    if (down.clientX - frame.left > element.clientWidth + element.clientLeft) return;
    track(element, down.nativeEvent, latest);
  };
}

function track(element: HTMLElement, down: PointerEvent, latest: RefObject<Marquee>): void {
  const stop = new AbortController();
  const { signal } = stop;
  const at = (pointer: { clientX: number; clientY: number }) => {
    const frame = element.getBoundingClientRect();
    return {
      x: pointer.clientX - frame.left + element.scrollLeft,
      y: pointer.clientY - frame.top + element.scrollTop,
    };
  };
  const start = at(down);
  let pointer: { clientX: number; clientY: number } = down;
  let dragging = false;
  let hits = '';

  function draw(): void {
    const { band, layout, total, onHit } = latest.current;
    const now = at(pointer);
    const left = Math.max(0, Math.min(start.x, now.x));
    const right = Math.min(element.clientWidth, Math.max(start.x, now.x));
    const top = Math.max(0, Math.min(start.y, now.y));
    const bottom = Math.min(element.scrollHeight, Math.max(start.y, now.y));
    if (band.current) {
      Object.assign(band.current.style, {
        display: 'block',
        left: `${left}px`,
        top: `${top}px`,
        width: `${right - left}px`,
        height: `${bottom - top}px`,
      });
    }
    const rtl = getComputedStyle(element).direction === 'rtl';
    const box = rtl
      ? { left: element.clientWidth - right, right: element.clientWidth - left, top, bottom }
      : { left, right, top, bottom };
    const indexes = cardsIn(layout, total, box);
    if (indexes.join() !== hits) onHit(indexes);
    hits = indexes.join();
  }

  function scrollAlong(): void {
    if (signal.aborted) return;
    const { top, bottom } = element.getBoundingClientRect();
    const beyond =
      Math.min(0, pointer.clientY - top - EDGE) + Math.max(0, pointer.clientY - bottom + EDGE);
    if (beyond !== 0) {
      element.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, beyond / 2));
      draw();
    }
    requestAnimationFrame(scrollAlong);
  }

  function finish(): void {
    stop.abort();
    const { band } = latest.current;
    if (band.current) band.current.style.display = 'none';
    if (!dragging) return;
    // The click that ends a drag is none; where none follows, the next one must count.
    const swallow = new AbortController();
    window.addEventListener('click', (event) => event.stopPropagation(), {
      capture: true,
      signal: swallow.signal,
    });
    setTimeout(() => swallow.abort());
  }

  window.addEventListener(
    'pointermove',
    (move) => {
      pointer = move;
      if (!dragging) {
        const far = Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY);
        if (far < THRESHOLD) return;
        dragging = true;
        latest.current.onBegin(down.shiftKey || down.ctrlKey || down.metaKey);
        requestAnimationFrame(scrollAlong);
      }
      draw();
    },
    { signal },
  );
  window.addEventListener('pointerup', finish, { signal });
  window.addEventListener('pointercancel', finish, { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !dragging) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onCancel();
      finish();
    },
    { signal, capture: true },
  );
}
