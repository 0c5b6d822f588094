import type { EventEmitter } from 'node:events';

/** Emits an event that listeners may prevent; whether nobody did. */
export function preventable(
  emitter: EventEmitter,
  name: string,
  details: Record<string, unknown> = {},
): boolean {
  let prevented = false;
  emitter.emit(name, {
    ...details,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault: () => {
      prevented = true;
    },
  });
  return !prevented;
}
