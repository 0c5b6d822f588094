import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { PersonDetail, PhotoMark, PhotoRow } from '#shared/window.ts';
import { createPersonStore } from './person-store.ts';

const photo = (photoId: string, marks: Partial<PhotoMark> = {}): PhotoRow => ({
  modelId: 'm',
  photoId,
  likedStatus: 'none',
  favorite: false,
  createdAt: null,
  gone: false,
  stored: [],
  pick: null,
  stars: 0,
  ...marks,
});

const detailOf = (photos: PhotoRow[]): PersonDetail => ({
  person: {
    id: 'p',
    memberId: 'p',
    name: 'Mira Dahl',
    email: 'mira@northlight.example',
    teamId: null,
    lifecycle: 'ready',
    joinedAt: null,
    photoCount: photos.length,
    storedCount: 0,
    teamName: null,
    cover: null,
    hasFavorite: false,
    pickCount: 0,
    isNew: false,
  },
  invite: null,
  models: [],
  photos,
});

/** A core whose answers come when the test lets them. */
function slowCore(first: PersonDetail) {
  const core = { detail: first, asked: 0, marks: [] as unknown[] };
  const waiting: { get: (() => void)[]; mark: ((error?: Error) => void)[] } = { get: [], mark: [] };
  const client = {
    people: {
      get: () => {
        core.asked += 1;
        const answer = core.detail;
        return new Promise<PersonDetail>((resolve) => waiting.get.push(() => resolve(answer)));
      },
    },
    photos: {
      mark: (input: unknown) => {
        core.marks.push(input);
        return new Promise<void>((resolve, reject) =>
          waiting.mark.push((error) => (error ? reject(error) : resolve())),
        );
      },
    },
  } as unknown as Parameters<typeof createPersonStore>[0];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    core,
    store: createPersonStore(client, 'p'),
    async answer() {
      waiting.get.shift()?.();
      await settle();
    },
    async confirm(error?: Error) {
      await settle();
      waiting.mark.shift()?.(error);
      await settle();
    },
  };
}

async function loaded(photos = [photo('1'), photo('2')]) {
  const slow = slowCore(detailOf(photos));
  void slow.store.reload();
  await slow.answer();
  const shown = (key: keyof PhotoMark) =>
    slow.store.getState().detail?.photos.map((each) => each[key]);
  return { ...slow, shown };
}

describe('reading a person', () => {
  it('asks once more, not more often, for all that changed meanwhile', async () => {
    const { store, core, answer } = await loaded();
    void store.reload();
    void store.reload();
    void store.reload();
    await answer();
    await answer();
    expect(core.asked).toBe(3);
  });

  it('shows an answer although the library goes on changing', async () => {
    const { store, core, answer, shown } = await loaded();
    void store.reload();
    core.detail = detailOf([photo('1', { stars: 3 })]);
    void store.reload();
    await answer();
    void store.reload();
    await answer();
    expect(shown('stars')).toEqual([3]);
  });

  it('keeps what it knew when the core fails, and says why', async () => {
    const client = {
      people: { get: () => Promise.reject(new AppError('library_damaged', 'Look at the disk.')) },
      photos: {},
    } as unknown as Parameters<typeof createPersonStore>[0];
    const store = createPersonStore(client, 'p');
    await store.reload();
    expect(store.getState()).toEqual({
      detail: null,
      failure: { code: 'library_damaged', message: 'Look at the disk.' },
    });
  });

  it('shows nobody who is no longer in the library', async () => {
    const answers: (() => Promise<PersonDetail>)[] = [
      () => Promise.resolve(detailOf([])),
      () => Promise.reject(new AppError('not_found', 'This person is gone.')),
    ];
    const client = {
      people: { get: () => answers.shift()?.() },
      photos: {},
    } as unknown as Parameters<typeof createPersonStore>[0];
    const store = createPersonStore(client, 'p');
    await store.reload();
    expect(store.getState().detail).not.toBeNull();
    await store.reload();
    expect(store.getState()).toMatchObject({ detail: null, failure: { code: 'not_found' } });
  });
});

describe('marking photos', () => {
  it('shows a mark at once and sends it once, with nothing but keys', async () => {
    const { store, core, shown, confirm } = await loaded();
    const done = store.mark([photo('1'), photo('2')], { pick: 'pick' });
    expect(shown('pick')).toEqual(['pick', 'pick']);
    await confirm();
    await done;
    expect(shown('pick')).toEqual(['pick', 'pick']);
    expect(core.marks).toEqual([
      {
        photos: [
          { modelId: 'm', photoId: '1' },
          { modelId: 'm', photoId: '2' },
        ],
        pick: 'pick',
      },
    ]);
  });

  it('takes back a refused mark and keeps a later one on the same photo', async () => {
    const { store, shown, confirm } = await loaded([photo('1', { stars: 2, pick: 'reject' })]);
    const refused = store.mark([photo('1')], { pick: 'pick' });
    const good = store.mark([photo('1')], { stars: 5 });
    await confirm(new AppError('disk_full', 'The disk is full.'));
    await expect(refused).rejects.toThrow('The disk is full.');
    await confirm();
    await good;
    expect([shown('pick'), shown('stars')]).toEqual([['reject'], [5]]);
  });

  it('is not undone by an answer that set out before it was kept', async () => {
    const { store, core, shown, answer, confirm } = await loaded();
    void store.reload();
    void store.mark([photo('1')], { stars: 4 });
    await confirm();
    core.detail = detailOf([photo('1', { stars: 4 }), photo('2')]);
    await answer();
    expect(shown('stars')).toEqual([4, 0]);
    await answer();
    expect(shown('stars')).toEqual([4, 0]);
    expect(core.asked).toBe(3);
  });

  it('sends marks one after the other', async () => {
    const { store, core, confirm } = await loaded();
    void store.mark([photo('1')], { stars: 1 });
    void store.mark([photo('1')], { stars: 2 });
    await Promise.resolve();
    expect(core.marks).toHaveLength(1);
    await confirm();
    expect(core.marks).toHaveLength(2);
  });
});
