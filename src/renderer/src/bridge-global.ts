import type { Bridge } from '#shared/bridge.ts';

declare global {
  interface Window {
    /** What the preload exposes, and all it exposes. */
    readonly desk: Bridge;
  }
}
