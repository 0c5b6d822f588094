import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react';
import { scrollAtEdges } from './edge-scroll.ts';
import { cardsIn, type GridLayout } from './grid-layout.ts';
import { followDrag, type PointerPlace } from './pointer-drag.ts';

interface Marquee {
  scroller: RefObject<HTMLDivElement | null>;
  /** The element that is drawn as the rectangle, inside the scrolled content. */
  band: RefObject<HTMLDivElement | null>;
  layout: GridLayout;
  total: number;
  /** Whether something else begins with this press. */
  isTaken: (down: ReactPointerEvent) => boolean;
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
    if (!latest.current.isTaken(down)) track(element, down.nativeEvent, latest);
  };
}

function track(element: HTMLElement, down: PointerEvent, latest: RefObject<Marquee>): void {
  const at = (pointer: PointerPlace) => {
    const frame = element.getBoundingClientRect();
    return {
      x: pointer.clientX - frame.left + element.scrollLeft,
      y: pointer.clientY - frame.top + element.scrollTop,
    };
  };
  const start = at(down);
  let pointer: PointerPlace = down;
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

  function hide(): void {
    const { band } = latest.current;
    if (band.current) band.current.style.display = 'none';
  }

  followDrag(down, {
    onBegin(signal) {
      latest.current.onBegin(down.shiftKey || down.ctrlKey || down.metaKey);
      scrollAtEdges(element, () => pointer, signal, draw);
    },
    onMove(move) {
      pointer = move;
      draw();
    },
    onDrop: hide,
    onCancel() {
      hide();
      latest.current.onCancel();
    },
  });
}
