import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import { runs } from '#test/property-runs.ts';
import { scriptedBridge, type WaitingCall } from '#test/scripted-bridge.ts';
import { EVERYBODY } from './library-filter.ts';
import { PAGE_SIZE } from './people-pages.ts';
import { createPeopleStore, personAt } from './people-store.ts';

const PAGES = 12;
const TOTAL = PAGES * PAGE_SIZE - 7;
const IN_SIGHT = 25;

/** What can happen to a list: it is scrolled, a call is answered or fails, the library changes. */
const events = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ scrollTo: fc.nat(TOTAL - IN_SIGHT) }) },
    { weight: 3, arbitrary: fc.record({ answer: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ fail: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant('refresh' as const) },
  ),
  { maxLength: 40 },
);

it('whatever is scrolled, everybody in sight comes, no page is asked for twice at a time, and few at once', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (happenings) => {
      const core = scriptedBridge();
      const store = createPeopleStore(createClient(core.bridge));
      const ended = new Set<WaitingCall>();
      const waiting = () => core.calls('people.list').filter((call) => !ended.has(call));
      const offsetOf = (call: WaitingCall) => (call.input as { offset: number }).offset;
      let revision = 0;
      // An answer tells of the library as it was when the call was made.
      const made = new Map<WaitingCall, number>();
      const noteCalls = () => {
        for (const call of waiting()) made.set(call, made.get(call) ?? revision);
      };
      const answer = (call: WaitingCall | undefined) => {
        if (!call) return Promise.resolve();
        noteCalls();
        ended.add(call);
        const offset = offsetOf(call);
        const count = Math.min(PAGE_SIZE, TOTAL - offset);
        const items = Array.from({ length: count }, (_, at) => ({
          id: `${offset + at}`,
          revision: made.get(call),
        }));
        return call.answer({ items, total: TOTAL });
      };
      store.show(EVERYBODY);
      await answer(waiting()[0]);

      let first = 0;
      for (const happening of happenings) {
        const calls = waiting();
        if (happening === 'refresh') {
          noteCalls();
          revision += 1;
          store.refresh();
        } else if ('scrollTo' in happening) {
          first = happening.scrollTo;
          store.need(first, first + IN_SIGHT - 1);
        } else if ('answer' in happening) {
          await answer(calls[happening.answer % calls.length]);
        } else {
          const call = calls[happening.fail % calls.length];
          if (call) ended.add(call);
          await call?.fail(new AppError('library_busy', 'Try again.'));
        }
        const offsets = waiting().map(offsetOf);
        expect(new Set(offsets).size).toBe(offsets.length);
        expect(offsets.length).toBeLessThanOrEqual(2);
      }
      store.need(first, first + IN_SIGHT - 1);
      for (let call = waiting()[0]; call; call = waiting()[0]) await answer(call);
      const seen = Array.from({ length: IN_SIGHT }, (_, at) =>
        personAt(store.getState(), first + at),
      );
      expect(seen).toEqual(seen.map((_, at) => ({ id: `${first + at}`, revision })));
      store.stop();
    }),
    runs(100),
  );
});
