import type { Rectangle } from 'electron';

/** Where the window was, and how it was shown. */
export interface WindowState {
  bounds: Rectangle;
  maximized: boolean;
  fullScreen: boolean;
}

export const SMALLEST = { width: 880, height: 600 };
const AT_FIRST = { width: 1280, height: 800 };
/** How much of the title bar must be on a screen for somebody to get hold of it. */
const GRIP = { width: 120, height: 40 };

/**
 * How to open the window: as it was left, if that place is still on a screen, else centred.
 * `saved` is whatever the settings hold; `workAreas` are the screens without bars and docks.
 */
export function restoreWindow(
  saved: unknown,
  workAreas: readonly Rectangle[],
): { bounds: Partial<Rectangle>; maximized: boolean; fullScreen: boolean } {
  if (!isWindowState(saved)) return { bounds: AT_FIRST, maximized: false, fullScreen: false };
  const { bounds, maximized, fullScreen } = saved;
  const width = Math.max(bounds.width, SMALLEST.width);
  const height = Math.max(bounds.height, SMALLEST.height);
  const reachable = workAreas.some((area) => canBeGrabbed({ ...bounds, width, height }, area));
  return {
    bounds: reachable ? { x: bounds.x, y: bounds.y, width, height } : { width, height },
    maximized,
    fullScreen,
  };
}

function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const visibleWidth =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return (
    visibleWidth >= GRIP.width &&
    window.y >= area.y &&
    window.y + GRIP.height <= area.y + area.height
  );
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false;
  const { bounds, maximized, fullScreen } = value as Partial<WindowState>;
  return (
    typeof maximized === 'boolean' &&
    typeof fullScreen === 'boolean' &&
    typeof bounds === 'object' &&
    [bounds.x, bounds.y, bounds.width, bounds.height].every(Number.isSafeInteger)
  );
}
