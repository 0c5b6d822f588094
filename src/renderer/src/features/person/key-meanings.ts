import type { PhotoMark } from '#shared/window.ts';
import type { Direction } from './grid-rows.ts';
import { markOfKey } from './marks.ts';

/** What a key means in the view of a person. */
export type KeyMeaning =
  | { kind: 'move'; direction: Direction; extend: boolean; focusOnly: boolean }
  | { kind: 'open' }
  | { kind: 'toggle' }
  | { kind: 'leave' }
  | { kind: 'mark'; change: Partial<PhotoMark> }
  | { kind: 'zoom'; to: 'in' | 'out' | 'fit' | 'toggle' }
  | { kind: 'person'; to: 'next' | 'previous' }
  | { kind: 'compare' | 'details' | 'copy' };

/** The part of a keyboard event that decides. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** What a key means; null for nothing here. Arrows go with the direction of the text. */
export function meaningOfKey(press: KeyPress, rtl: boolean): KeyMeaning | null {
  if (press.altKey) return null;
  const mod = press.ctrlKey || press.metaKey;
  const direction = directionOf(press.key, rtl);
  if (direction !== null) {
    return { kind: 'move', direction, extend: press.shiftKey, focusOnly: mod && !press.shiftKey };
  }
  const zoom = ZOOM[press.key];
  if (mod) {
    if (press.key === ' ') return { kind: 'toggle' };
    if (press.key === '0') return { kind: 'zoom', to: 'fit' };
    if (press.key.toLowerCase() === 'c' && !press.shiftKey) return { kind: 'copy' };
    return zoom ? { kind: 'zoom', to: zoom } : null;
  }
  if (press.key === 'Enter' || press.key === ' ') return { kind: 'open' };
  if (press.key === 'Escape') return { kind: 'leave' };
  if (zoom) return { kind: 'zoom', to: zoom };
  const letter = LETTERS[press.key.toLowerCase()];
  if (letter) return letter;
  const change = markOfKey(press.key);
  return change && { kind: 'mark', change };
}

const ZOOM: Readonly<Record<string, 'in' | 'out'>> = { '+': 'in', '=': 'in', '-': 'out' };
const LETTERS: Readonly<Record<string, KeyMeaning>> = {
  c: { kind: 'compare' },
  i: { kind: 'details' },
  z: { kind: 'zoom', to: 'toggle' },
  f: { kind: 'zoom', to: 'fit' },
  j: { kind: 'person', to: 'next' },
  k: { kind: 'person', to: 'previous' },
};

function directionOf(key: string, rtl: boolean): Direction | null {
  switch (key) {
    case 'ArrowRight':
      return rtl ? 'previous' : 'next';
    case 'ArrowLeft':
      return rtl ? 'next' : 'previous';
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return null;
  }
}
