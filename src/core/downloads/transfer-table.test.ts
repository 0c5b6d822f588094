import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Model, Photo } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { indexPeople } from '../library/people-index.ts';
import { EVERYBODY } from '../library/scope.ts';
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

describe('the durable queue', () => {
  it('gives out the highest priority first, and in it the oldest', () => {
    table.enqueue(EVERYBODY, CHOICE);
    table.prioritise(only(5, 9), 2);
    table.prioritise(only(0), -1);
    const order = table.claim(100, null).map(({ modelId, photoId }) => `${modelId}/${photoId}`);
    expect(order.slice(0, 3)).toEqual(['m2/p2', 'm3/p2', 'm1/p2']);
    expect(order.at(-1)).toBe('m1/p1');
    expect(order).toHaveLength(12);
  });

  const claimed = (except?: ReadonlySet<string>) =>
    table.claim(4, null, except).map(({ modelId, photoId }) => `${modelId}/${photoId}`);

  it('lets what failed wait behind the others when it is wanted again', () => {
    table.enqueue(EVERYBODY, CHOICE);
    for (const { id } of table.claim(2, null)) table.fail(id, 'photo_unreachable', 'No.');
    table.enqueue(EVERYBODY, CHOICE);
    expect(claimed()).toEqual(['m1/p3', 'm1/p4', 'm2/p1', 'm2/p2']);
    table.claim(6, null);
    expect(claimed()).toEqual(['m1/p1', 'm1/p2']);
  });

  it('lets a shoot wait behind the others, and gives out none of those that are excepted', () => {
    table.enqueue(EVERYBODY, CHOICE);
    table.claim(1, null);
    table.postpone('m1');
    expect(claimed(new Set(['m2', 'another']))).toEqual(['m3/p1', 'm3/p2', 'm3/p3', 'm3/p4']);
    expect(claimed()).toEqual(['m2/p1', 'm2/p2', 'm2/p3', 'm2/p4']);
    expect(claimed()).toEqual(['m1/p2', 'm1/p3', 'm1/p4']);
    expect(table.counts()).toMatchObject({ queued: 0, active: 12 });
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
    expect(table.claim(1, null)).toMatchObject([{ photoId: 'p1', attempts: 0 }]);
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
