interface Event {
  channel: string;
  args: unknown[];
}

/** The app's events on their way to the page. */
export interface EventLine {
  deliver(event: Event): void;
  /** The events since the last time; waits where there are none. `asking` is different for each load. */
  next(asking: string): Promise<Event[]>;
}

/** Events wait for the page to ask for them; a page that is gone gets none. */
export function createEventLine(): EventLine {
  let page = '';
  let events: Event[] = [];
  let wake: (() => void) | null = null;
  return {
    deliver(event) {
      // Electron, too, drops what is sent before anybody listens.
      if (page === '') return;
      events.push(event);
      wake?.();
    },
    async next(asking) {
      if (asking !== page) {
        page = asking;
        events = [];
      }
      wake?.();
      if (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (asking !== page) return [];
      const batch = events;
      events = [];
      wake = null;
      return batch;
    },
  };
}
