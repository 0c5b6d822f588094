/** How far the pointer moves before a press becomes a drag; pixels. */
const THRESHOLD = 5;

/** Where a pointer is in the window; pixels. */
export interface PointerPlace {
  clientX: number;
  clientY: number;
}

/** What a drag does as it goes; after `onBegin` either `onDrop` or `onCancel` ends it. */
export interface PointerDrag {
  /** The press has become a drag; `signal` aborts at its end. */
  onBegin: (signal: AbortSignal) => void;
  onMove: (at: PointerPlace) => void;
  onDrop: (at: PointerPlace) => void;
  /** By Escape, or by the system. */
  onCancel: () => void;
}

/** Follows a press until the button goes up; one that stays where it is remains a click. */
export function followDrag(down: PointerEvent, drag: PointerDrag): void {
  const end = new AbortController();
  const { signal } = end;
  let dragging = false;

  window.addEventListener(
    'pointermove',
    (move) => {
      if (!dragging) {
        const far = Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY);
        if (far < THRESHOLD) return;
        dragging = true;
        drag.onBegin(signal);
      }
      drag.onMove(move);
    },
    { signal },
  );
  window.addEventListener(
    'pointerup',
    (up) => {
      end.abort();
      if (!dragging) return;
      swallowClick();
      drag.onDrop(up);
    },
    { signal },
  );
  window.addEventListener(
    'pointercancel',
    () => {
      end.abort();
      if (dragging) drag.onCancel();
    },
    { signal },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !dragging) return;
      event.preventDefault();
      event.stopPropagation();
      end.abort();
      window.addEventListener('pointerup', swallowClick, { once: true });
      drag.onCancel();
    },
    { signal, capture: true },
  );
}

/** The click that ends a drag is none; where none follows, the next one must count. */
function swallowClick(): void {
  const swallow = new AbortController();
  window.addEventListener('click', (event) => event.stopPropagation(), {
    capture: true,
    signal: swallow.signal,
  });
  setTimeout(() => swallow.abort());
}
