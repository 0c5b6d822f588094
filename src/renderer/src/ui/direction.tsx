import { Direction } from 'radix-ui';
import type { ReactNode } from 'react';

/** Tells menus, tabs, sliders and groups which way the language runs: arrow keys follow it. */
export function DirectionProvider({
  direction,
  children,
}: {
  direction: 'ltr' | 'rtl';
  children: ReactNode;
}) {
  return <Direction.Provider dir={direction}>{children}</Direction.Provider>;
}
