import { type RefObject, useEffect, useRef } from 'react';
import { type KeyMeaning, meaningOfKey } from './key-meanings.ts';

/** Gives what keys mean to `act` while nothing lies over the view and no text is edited. */
export function usePersonKeys(
  root: RefObject<HTMLElement | null>,
  act: (meaning: KeyMeaning, event: KeyboardEvent) => boolean,
): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { target } = event;
      const inside =
        target === document.body || (target instanceof Node && root.current?.contains(target));
      if (!inside || document.querySelector(OVER) !== null) return;
      const rtl = getComputedStyle(document.body).direction === 'rtl';
      const meaning = meaningOfKey(event, rtl);
      if (meaning === null || usesKey(target, meaning)) return;
      if (latest.current(meaning, event)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [root]);
}

/** What takes the keyboard for itself while it is there. */
const OVER = '[role="dialog"][data-state="open"], [role="menu"][data-state="open"]';

/** Whether a control needs the key for itself: arrows in a slider, Enter on a button. */
function usesKey(target: EventTarget | null, { kind }: KeyMeaning): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, textarea, select')) return true;
  if (kind === 'move') return target.matches('[role="slider"], [role="radio"]');
  return kind === 'open' && target.matches('button, a, summary, [role="slider"], [role="radio"]');
}
