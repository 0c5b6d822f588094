import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Model, Photo } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { indexPeople } from '../library/people-index.ts';
import { EVERYBODY } from '../library/scope.ts';
import { nextState, type TransferEvent, type TransferState } from './transfer-state.ts';
import { createTransferTable, type TransferTable } from './transfer-table.ts';

const CHOICE = { selection: 'all', variant: 'main' } as const;
const MODELS = ['m1', 'm2', 'm3'];
const PHOTOS = MODELS.flatMap((modelId) =>
  ['p1', 'p2', 'p3', 'p4'].map((photoId) => ({ modelId, photoId })),
);
const FILE = { extension: 'jpg', sizeBytes: 9, width: 1, height: 1, sha256: 'ab', crc32: 7 };

let root: string;
let library: Library;
let table: TransferTable;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headshot-desk-queue-'));
  open();
  fill();
});
afterEach(() => {
  library.close();
  rmSync(root, { recursive: true, force: true });
});

function open(): void {
  const clock = new FakeClock();
  library = openLibrary('org', { root, clock, log: new RecordingLog(), program: 'test' });
  table = createTransferTable(library.db, library.now);
}

/** Three people with a shoot of four photos each, as a sync would leave them. */
function fill(): void {
  const { mirror, db } = library;
  mirror.begin({ uid: 'org', name: 'Acme', website: null, teams: [] });
  mirror.models(MODELS.map(modelOf));
  for (const modelId of MODELS) {
    const photos = PHOTOS.filter((photo) => photo.modelId === modelId).map(photoOf);
    mirror.photos(modelId, photos, 4);
  }
  indexPeople(db);
}

function modelOf(id: string): Model {
  const nothing = { uid: null, teamId: null, teamName: null, createdAt: null, finishedAt: null };
  const email = `${id}@example.com`;
  return { id, email, title: id, status: 'active', isDevelopment: false, ...nothing };
}

function photoOf({ modelId, photoId: id }: Scope['photos'][number]): Photo {
  return { id, modelId, status: 'active', likedStatus: 'none', createdAt: null };
}

function only(...indexes: number[]): Scope {
  const photos = indexes.map((index) => PHOTOS[index]).filter((photo) => photo !== undefined);
  return { teamIds: [], personIds: [], photos };
}

interface Row {
  id: number;
  name: string;
  state: TransferState;
  priority: number;
}

function rows(): Row[] {
  return library.db.all<Row>(
    `SELECT id, model_id || '/' || photo_id AS name, state, priority FROM transfers ORDER BY id`,
  );
}

/** The queue as it ought to be: a state and a priority for each photo that was ever wanted. */
class IdealQueue {
  readonly transfers = new Map<string, { state: TransferState; priority: number }>();
  readonly stored = new Set<string>();

  apply(event: TransferEvent, name: string): boolean {
    const transfer = this.transfers.get(name);
    const to = transfer && nextState(transfer.state, event);
    if (!to || to === transfer.state) return false;
    transfer.state = to;
    return true;
  }
}

const anIndex = fc.integer({ min: 0, max: PHOTOS.length - 1 });
const someIndexes = fc.uniqueArray(anIndex, { minLength: 1, maxLength: 6 });
const anAction = fc.oneof(
  fc.record({ kind: fc.constant('enqueue' as const), photos: someIndexes, priority: fc.nat(3) }),
  fc.record({ kind: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('succeed' as const), pick: fc.nat(20) }),
  fc.record({ kind: fc.constant('fail' as const), pick: fc.nat(20) }),
  fc.record({ kind: fc.constant('interrupt' as const), pick: fc.nat(20) }),
  fc.record({ kind: fc.constant('cancel' as const), photos: someIndexes }),
  fc.record({ kind: fc.constant('retry' as const), photos: someIndexes }),
  fc.record({ kind: fc.constant('lose' as const), photos: someIndexes }),
  fc.record({
    kind: fc.constant('prioritise' as const),
    photos: someIndexes,
    priority: fc.integer({ min: -2, max: 3 }),
  }),
  fc.record({ kind: fc.constant('restart' as const) }),
);
type Action = typeof anAction extends fc.Arbitrary<infer Value> ? Value : never;

const nameAt = (index: number) => `${PHOTOS[index]?.modelId}/${PHOTOS[index]?.photoId}`;

/** Does the same to the table and to the model, and compares what each says about it. */
function act(action: Action, model: IdealQueue, inHand: Map<number, string>): void {
  const names = 'photos' in action ? action.photos.map(nameAt) : [];
  switch (action.kind) {
    case 'enqueue': {
      const wanted = names.filter((name) => !model.stored.has(name));
      const moved = wanted.filter((name) => {
        const transfer = model.transfers.get(name);
        if (!transfer) {
          model.transfers.set(name, { state: 'queued', priority: action.priority });
          return true;
        }
        if (!model.apply('enqueue', name)) return false;
        transfer.priority = Math.max(transfer.priority, action.priority);
        return true;
      });
      const { priority } = action;
      expect(table.enqueue(only(...action.photos), CHOICE, { priority })).toBe(moved.length);
      break;
    }
    case 'claim': {
      const waiting = rows()
        .filter(({ state }) => state === 'queued')
        .sort((a, b) => b.priority - a.priority || a.id - b.id);
      const claimed = table.claim(action.limit, null);
      expect(claimed.map(({ id }) => id)).toEqual(
        waiting.slice(0, action.limit).map(({ id }) => id),
      );
      for (const { id, modelId, photoId } of claimed) {
        const name = `${modelId}/${photoId}`;
        // The same file never travels twice at once.
        expect([...inHand.values()]).not.toContain(name);
        expect(model.apply('start', name)).toBe(true);
        inHand.set(id, name);
      }
      break;
    }
    case 'succeed':
    case 'fail':
    case 'interrupt': {
      const [id, name] = [...inHand][action.pick % Math.max(1, inHand.size)] ?? [];
      if (id === undefined || name === undefined) return;
      inHand.delete(id);
      model.apply(action.kind, name);
      if (action.kind === 'fail') table.fail(id, 'photo_truncated', 'Cut off.');
      if (action.kind === 'interrupt') table.interrupt(id);
      if (action.kind !== 'succeed') break;
      const [modelId = '', photoId = ''] = name.split('/');
      library.files.put({ modelId, photoId, variant: 'main' }, FILE);
      table.succeed(id);
      model.stored.add(name);
      break;
    }
    case 'cancel': {
      const moved = names.filter((name) => model.apply('cancel', name));
      expect(table.cancel(only(...action.photos))).toBe(moved.length);
      for (const [id, name] of inHand) if (moved.includes(name)) inHand.delete(id);
      break;
    }
    case 'retry': {
      const moved = names.filter((name) => model.apply('retry', name));
      expect(table.retryFailed(only(...action.photos))).toBe(moved.length);
      break;
    }
    case 'lose':
      for (const name of names.filter((it) => model.stored.delete(it))) {
        const [modelId = '', photoId = ''] = name.split('/');
        library.files.setState({ modelId, photoId, variant: 'main' }, 'missing');
      }
      break;
    case 'prioritise': {
      const { priority } = action;
      const moved = names.flatMap((name) => model.transfers.get(name) ?? []);
      const open = moved.filter(({ state }) => state === 'queued' || state === 'active');
      for (const transfer of open) transfer.priority = priority;
      expect(table.prioritise(only(...action.photos), priority)).toBe(open.length);
      break;
    }
    case 'restart':
      library.close();
      open();
      table.interruptAll();
      for (const name of inHand.values()) model.apply('interrupt', name);
      inHand.clear();
      break;
  }
}

describe('the durable queue', () => {
  it('never loses or doubles a transfer, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(anAction, { maxLength: 40 }), (actions) => {
        library.db.run('DELETE FROM transfers');
        library.db.run('DELETE FROM files');
        const model = new IdealQueue();
        const inHand = new Map<number, string>();
        for (const action of actions) {
          act(action, model, inHand);
          const kept = rows();
          const expected = [...model.transfers].map(([name, facts]) => ({ name, ...facts }));
          expect(kept.map(({ id: _, ...row }) => row).toSorted(byName)).toEqual(
            expected.toSorted(byName),
          );
          const active = kept.filter(({ state }) => state === 'active');
          expect(active.map(({ id }) => id)).toEqual([...inHand.keys()].toSorted((a, b) => a - b));
          const open = kept.filter(({ state }) => state === 'active' || state === 'queued');
          expect(table.countRemaining(null)).toBe(open.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives out the highest priority first, and in it the oldest', () => {
    table.enqueue(EVERYBODY, CHOICE);
    table.prioritise(only(5, 9), 2);
    table.prioritise(only(0), -1);
    const order = table.claim(100, null).map(({ modelId, photoId }) => `${modelId}/${photoId}`);
    expect(order.slice(0, 3)).toEqual(['m2/p2', 'm3/p2', 'm1/p2']);
    expect(order.at(-1)).toBe('m1/p1');
    expect(order).toHaveLength(12);
  });

  it('leaves alone what is here, gone upstream or removed by the user', () => {
    library.files.put({ modelId: 'm1', photoId: 'p1', variant: 'main' }, FILE);
    library.mirror.photoGone('m1', 'p2');
    library.files.put({ modelId: 'm1', photoId: 'p3', variant: 'main' }, FILE);
    library.files.setState({ modelId: 'm1', photoId: 'p3', variant: 'main' }, 'removed');
    const first = only(0, 1, 2, 3);
    expect(table.enqueue(first, CHOICE)).toBe(1);
    expect(table.enqueue(first, CHOICE, { fetchRemoved: true })).toBe(1);
    expect(table.wantedPhotos('m1', 200)).toEqual(['p4', 'p3']);
  });

  it('works on a part of itself, and counts that part', () => {
    table.enqueue(EVERYBODY, CHOICE);
    table.enqueue(EVERYBODY, { selection: 'all', variant: 'original' });
    const within = { scope: only(4, 5), ...CHOICE };
    expect(table.countRemaining(within)).toBe(2);
    expect(table.claim(10, within)).toMatchObject([
      { modelId: 'm2', photoId: 'p1', variant: 'main' },
      { modelId: 'm2', photoId: 'p2', variant: 'main' },
    ]);
    expect(table.claim(10, within)).toEqual([]);
    expect(table.counts()).toMatchObject({ active: 2, queued: 22 });
  });

  it('counts an attempt only where the photo was really tried', () => {
    table.enqueue(only(0), CHOICE);
    const [{ id } = { id: 0 }] = table.claim(1, null);
    table.interrupt(id);
    expect(table.claim(1, null)).toMatchObject([{ id, attempts: 0 }]);
    table.fail(id, 'photo_undecodable', 'Damaged.');
    table.retryFailed(EVERYBODY);
    expect(table.claim(1, null)).toMatchObject([{ id, attempts: 0 }]);
  });

  it('lists failures by person, and forgets those of photos that are gone', () => {
    table.enqueue(only(0, 4), CHOICE);
    for (const { id } of table.claim(2, null)) table.fail(id, 'photo_gone', 'No longer there.');
    const failure = {
      variant: 'main',
      team: null,
      code: 'photo_gone',
      message: 'No longer there.',
    };
    expect(table.failures(null)).toEqual([
      { modelId: 'm1', photoId: 'p1', person: 'm1', ...failure },
      { modelId: 'm2', photoId: 'p1', person: 'm2', ...failure },
    ]);
    expect(table.failures({ scope: only(4), ...CHOICE })).toHaveLength(1);
    library.mirror.photoGone('m1', 'p1');
    expect(table.dropGoneFailures()).toBe(1);
    expect(table.failures(null)).toMatchObject([{ modelId: 'm2' }]);
  });
});

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
