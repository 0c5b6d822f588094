import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '#shared/export.ts';
import { model, photo, SampleLibrary } from '#test/library-samples.ts';
import { runs } from '#test/property-runs.ts';
import { nextState, type TransferEvent, type TransferState } from './transfer-state.ts';
import { createTransferTable, type TransferTable } from './transfer-table.ts';

const CHOICE = { selection: 'all', variant: 'main' } as const;
const MODELS = ['m1', 'm2', 'm3'];
const NAMES = MODELS.flatMap((id) => ['p1', 'p2', 'p3', 'p4'].map((photoId) => `${id}/${photoId}`));

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
  const photos = MODELS.map((id) => [id, ['p1', 'p2', 'p3', 'p4'].map((it) => photo(id, it))]);
  sample.sync({ models: MODELS.map((id) => model(id)), photos: Object.fromEntries(photos) });
});
afterEach(() => sample.remove());

function idsOf(name: string): { modelId: string; photoId: string } {
  const [modelId = '', photoId = ''] = name.split('/');
  return { modelId, photoId };
}

const fileOf = (name: string) => ({ ...idsOf(name), variant: 'main' }) as const;
const scopeOf = (names: string[]): Scope => ({
  teamIds: [],
  personIds: [],
  photos: names.map(idsOf),
});

/** One wanted photo as it ought to be; `place` is its turn among those of its priority. */
interface Ideal {
  state: TransferState;
  priority: number;
  place: number;
}

/** The queue as it ought to be. */
class IdealQueue {
  readonly transfers = new Map<string, Ideal>();
  readonly stored = new Set<string>();
  /** What a runner has claimed, by the id it was given. */
  readonly inHand = new Map<number, string>();
  #places = 0;

  want(name: string, priority: number): boolean {
    if (this.stored.has(name)) return false;
    const transfer = this.transfers.get(name);
    if (!transfer) {
      this.transfers.set(name, { state: 'queued', priority, place: ++this.#places });
      return true;
    }
    const moved = this.apply('enqueue', name);
    if (moved) transfer.priority = Math.max(transfer.priority, priority);
    return moved;
  }

  apply(event: TransferEvent, name: string): boolean {
    const transfer = this.transfers.get(name);
    const to = transfer && nextState(transfer.state, event);
    if (!to || to === transfer.state) return false;
    transfer.state = to;
    return true;
  }

  /** Those in that state that are meant go behind all the others, in their order. */
  toTheBack(state: TransferState, isMeant: (name: string) => boolean): void {
    const moved = [...this.transfers].filter(([name, it]) => it.state === state && isMeant(name));
    for (const [, it] of moved.toSorted(byPlace)) it.place = ++this.#places;
  }

  /** Names in the order in which they are to be given out. */
  waiting(except: ReadonlySet<string> = new Set()): string[] {
    return [...this.transfers]
      .filter(([name, { state }]) => state === 'queued' && !except.has(idsOf(name).modelId))
      .toSorted((a, b) => b[1].priority - a[1].priority || byPlace(a, b))
      .map(([name]) => name);
  }

  count(...states: TransferState[]): number {
    return [...this.transfers.values()].filter(({ state }) => states.includes(state)).length;
  }
}

function byPlace([, a]: [string, Ideal], [, b]: [string, Ideal]): number {
  return a.place - b.place;
}

/** The real one, opened anew after each crash. */
class RealQueue {
  table: TransferTable = createTransferTable(sample.library.db, sample.library.now);

  clear(): this {
    for (const name of ['transfers', 'files']) sample.library.db.run(`DELETE FROM ${name}`);
    return this;
  }

  reopen(): void {
    const { db, now } = sample.reopen();
    this.table = createTransferTable(db, now);
    this.table.interruptAll();
  }

  store(name: string): void {
    const facts = { extension: 'jpg', sizeBytes: 9, width: 1, height: 1, sha256: 'ab', crc32: 7 };
    sample.library.files.put(fileOf(name), facts);
  }

  rows(): { name: string; state: TransferState; priority: number }[] {
    return sample.library.db.all(
      `SELECT model_id || '/' || photo_id AS name, state, priority FROM transfers ORDER BY name`,
    );
  }
}

/** All that a catalogue says of its queue is what it ought to say. */
function expectSame({ transfers, inHand, count }: IdealQueue, { table, rows }: RealQueue): void {
  const expected = [...transfers].map(([name, { state, priority }]) => ({ name, state, priority }));
  expect(rows()).toEqual(expected.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  const held = [...inHand.values()].toSorted();
  const active = expected.filter(({ state }) => state === 'active').map(({ name }) => name);
  expect(active.toSorted()).toEqual(held);
  for (const id of inHand.keys()) expect(table.isActive(id)).toBe(true);
  expect(table.countRemaining(null)).toBe(count.call({ transfers }, 'queued', 'active'));
}

type Step = fc.Command<IdealQueue, RealQueue>;

function step(text: string, run: (ideal: IdealQueue, real: RealQueue) => void): Step {
  return {
    check: () => true,
    toString: () => text,
    run(ideal, real) {
      run(ideal, real);
      expectSame(ideal, real);
    },
  };
}

const someNames = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 });
const aPriority = fc.integer({ min: -2, max: 3 });

const enqueue = fc.tuple(someNames, fc.nat(3)).map(([names, priority]) =>
  step(`enqueue(${names}, ${priority})`, (ideal, { table }) => {
    ideal.toTheBack('failed', () => true);
    const moved = names.toSorted().filter((name) => ideal.want(name, priority));
    expect(table.enqueue(scopeOf(names), CHOICE, { priority })).toBe(moved.length);
  }),
);

const claim = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.subarray(MODELS, { maxLength: 2 }))
  .map(([limit, models]) =>
    step(`claim(${limit}, not ${models})`, (ideal, { table }) => {
      const except = new Set(models);
      const next = ideal.waiting(except).slice(0, limit);
      const claimed = table.claim(limit, null, except);
      expect(claimed.map(({ modelId, photoId }) => `${modelId}/${photoId}`)).toEqual(next);
      for (const [index, { id }] of claimed.entries()) {
        const name = next[index] ?? '';
        // The same file never travels twice at once.
        expect([...ideal.inHand.values()]).not.toContain(name);
        expect(ideal.apply('start', name)).toBe(true);
        ideal.inHand.set(id, name);
      }
    }),
  );

const settle = fc
  .tuple(fc.constantFrom('succeed', 'fail', 'interrupt'), fc.nat(20))
  .map(([event, pick]) =>
    step(`${event}(${pick})`, (ideal, real) => {
      const [id, name] = [...ideal.inHand][pick % Math.max(1, ideal.inHand.size)] ?? [];
      if (id === undefined || name === undefined) return;
      ideal.inHand.delete(id);
      ideal.apply(event, name);
      if (event === 'fail') real.table.fail(id, 'photo_truncated', 'Cut off.');
      if (event === 'interrupt') real.table.interrupt(id);
      if (event !== 'succeed') return;
      real.store(name);
      real.table.succeed(id);
      ideal.stored.add(name);
    }),
  );

const cancel = someNames.map((names) =>
  step(`cancel(${names})`, (ideal, { table }) => {
    const moved = names.filter((name) => ideal.apply('cancel', name));
    expect(table.cancel(scopeOf(names))).toBe(moved.length);
    for (const [id, name] of ideal.inHand) if (moved.includes(name)) ideal.inHand.delete(id);
  }),
);

const retry = someNames.map((names) =>
  step(`retry(${names})`, (ideal, { table }) => {
    ideal.toTheBack('failed', (name) => names.includes(name));
    const moved = names.filter((name) => ideal.apply('retry', name));
    expect(table.retryFailed(scopeOf(names))).toBe(moved.length);
  }),
);

const prioritise = fc.tuple(someNames, aPriority).map(([names, priority]) =>
  step(`prioritise(${names}, ${priority})`, (ideal, { table }) => {
    const meant = names.flatMap((name) => ideal.transfers.get(name) ?? []);
    const open = meant.filter(({ state }) => state === 'queued' || state === 'active');
    for (const transfer of open) transfer.priority = priority;
    expect(table.prioritise(scopeOf(names), priority)).toBe(open.length);
  }),
);

const postpone = fc.constantFrom(...MODELS).map((modelId) =>
  step(`postpone(${modelId})`, (ideal, { table }) => {
    ideal.toTheBack('queued', (name) => idsOf(name).modelId === modelId);
    table.postpone(modelId);
  }),
);

/** Stored files disappear from the disk. */
const lose = someNames.map((names) =>
  step(`lose(${names})`, (ideal) => {
    for (const name of names.filter((it) => ideal.stored.delete(it))) {
      sample.library.files.setState(fileOf(name), 'missing');
    }
  }),
);

/** The program is killed, perhaps after a photo was placed and before its transfer was settled. */
const crash = fc.boolean().map((placed) =>
  step(`crash(${placed ? 'a photo placed' : ''})`, (ideal, real) => {
    const [name] = ideal.inHand.values();
    if (placed && name !== undefined) {
      real.store(name);
      ideal.stored.add(name);
    }
    for (const held of ideal.inHand.values()) ideal.apply('interrupt', held);
    ideal.inHand.clear();
    real.reopen();
  }),
);

describe('the durable queue', () => {
  it('never loses or doubles a transfer, whatever happens to it', () => {
    const steps = [enqueue, enqueue, claim, claim, settle, settle, cancel, retry, prioritise];
    const commands = fc.commands([...steps, postpone, lose, crash], { maxCommands: 60 });
    fc.assert(
      fc.property(commands, (happenings) => {
        const real = new RealQueue().clear();
        const ideal = new IdealQueue();
        fc.modelRun(() => ({ model: ideal, real }), happenings);
        // In the end everything that waits is given out, each once, and in its order.
        const rest = ideal.waiting();
        const given = real.table.claim(1000, null);
        expect(given.map(({ modelId, photoId }) => `${modelId}/${photoId}`)).toEqual(rest);
        expect(real.table.claim(1000, null)).toEqual([]);
      }),
      runs(150),
    );
  });
});
