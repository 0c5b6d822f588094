import type { EventMessage } from '#shared/bridge.ts';
import type { Events } from '#shared/contract.ts';
import type { Clock } from './ports.ts';

/** The shortest time between two events of one name. Who hears of the library reads much of it anew. */
const INTERVAL_MS = 100;
const LIBRARY_INTERVAL_MS = 500;

/** Announces whole snapshots to whoever listens. */
export interface Announcer {
  /**
   * Announces what `snapshot` gives, now or within a moment: of many changes only the last is
   * told, at most ten times a second.
   */
  announce<K extends keyof Events>(name: K, snapshot: () => Events[K]): void;
  subscribe(listener: (message: EventMessage) => void): () => void;
  /** Nothing is announced from now on. */
  close(): void;
}

export function createAnnouncer(clock: Clock): Announcer {
  const listeners = new Set<(message: EventMessage) => void>();
  const lastAtMs = new Map<string, number>();
  const pending = new Map<string, () => EventMessage>();
  const closing = new AbortController();

  const send = (name: string, message: EventMessage): void => {
    lastAtMs.set(name, clock.elapsed());
    for (const listener of [...listeners]) listener(message);
  };

  return {
    announce(name, snapshot) {
      if (closing.signal.aborted) return;
      const message = () => ({ name, payload: snapshot() }) as EventMessage;
      const intervalMs = name === 'library' ? LIBRARY_INTERVAL_MS : INTERVAL_MS;
      const waitMs = (lastAtMs.get(name) ?? -intervalMs) + intervalMs - clock.elapsed();
      if (waitMs <= 0 && !pending.has(name)) return send(name, message());
      const isPending = pending.has(name);
      pending.set(name, message);
      if (isPending) return;
      clock.sleep(waitMs, closing.signal).then(
        () => {
          const latest = pending.get(name);
          pending.delete(name);
          if (latest) send(name, latest());
        },
        () => pending.clear(),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      listeners.clear();
    },
  };
}
