import { type RefCallback, useCallback, useState } from 'react';

/** Where the focus was when each open dialog appeared, for one that takes another's place. */
const openers = new WeakMap<Element, readonly HTMLElement[]>();

/**
 * For something that takes the focus as soon as it is drawn: `keep` goes on its outermost element,
 * `giveBack` puts the focus back to where it was, or to what led there if that is gone.
 */
export function useFocusReturn(): { keep: RefCallback<HTMLElement>; giveBack: () => void } {
  // While drawing, before anything in the new dialog can take the focus for itself.
  const [places] = useState(() => placesFrom(document.activeElement));
  const keep = useCallback(
    (element: HTMLElement | null) => {
      if (element !== null) openers.set(element, places);
    },
    [places],
  );
  return { keep, giveBack: () => places.find((place) => place.isConnected)?.focus() };
}

function placesFrom(active: Element | null): readonly HTMLElement[] {
  if (!(active instanceof HTMLElement) || active === document.body) return [];
  // A menu is gone by then: its button stays.
  const menu = active.closest('[role="menu"]');
  const button = document.getElementById(menu?.getAttribute('aria-labelledby') ?? '');
  const dialog = active.closest('[role="dialog"]');
  return [
    ...(menu === null ? [active] : []),
    ...(button === null ? [] : [button]),
    ...((dialog !== null && openers.get(dialog)) || []),
  ];
}
