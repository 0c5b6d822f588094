import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleLibrary } from '#test/library-samples.ts';
import type { Library } from './library.ts';
import { createSettling, type Settle } from './settling.ts';

let sample: SampleLibrary;
let library: Library;
let settle: Settle;
beforeEach(() => {
  sample = new SampleLibrary();
  ({ library } = sample);
  settle = createSettling(library);
});
afterEach(() => sample.remove());

const keyOf = (modelId: string, photoId: string) =>
  ({ modelId, photoId, variant: 'main' }) as const;
const pathOf = (modelId: string, photoId: string) =>
  library.paths.photo(modelId, photoId, 'main', 'jpg');

/** A photo that has arrived: its bytes are its name. */
async function arrival(modelId: string, photoId: string, alsoRecord?: () => void) {
  const part = library.store.createPart();
  await part.write(Buffer.from(photoId));
  const file = { ...(await part.finish()), extension: 'jpg', width: 1, height: 1 };
  return { part, path: pathOf(modelId, photoId), key: keyOf(modelId, photoId), file, alsoRecord };
}

const isStored = (modelId: string, photoId: string) =>
  library.files.get(keyOf(modelId, photoId))?.state === 'stored';

describe('photos that are stored together', () => {
  it('are all in their place and recorded when that is said of them', async () => {
    const recorded: string[] = [];
    const names = Array.from({ length: 20 }, (_, at) => [`m${at % 3}`, `p${at}`] as const);
    await Promise.all(
      names.map(async ([modelId, photoId]) => {
        await settle(await arrival(modelId, photoId, () => recorded.push(photoId)));
        expect(readFileSync(pathOf(modelId, photoId), 'utf8')).toBe(photoId);
        expect(isStored(modelId, photoId)).toBe(true);
        expect(recorded).toContain(photoId);
      }),
    );
    expect(readdirSync(library.paths.parts)).toEqual([]);
  });

  it('share their transactions', async () => {
    const arrivals = await Promise.all(
      Array.from({ length: 12 }, (_, at) => arrival('m1', `p${at}`)),
    );
    let transactions = 0;
    const db: Library['db'] = {
      ...library.db,
      transaction: (work) => {
        transactions++;
        return library.db.transaction(work);
      },
    };
    const together = createSettling({ db, files: library.files });
    await Promise.all(arrivals.map(together));
    // The first goes alone, as nothing is under way; the others gather meanwhile.
    expect(transactions).toBe(2);
  });

  it('are stored although one of them cannot be', async () => {
    mkdirSync(join(pathOf('m1', 'p2'), 'in the way'), { recursive: true });
    const outcomes = await Promise.allSettled(
      ['p1', 'p2', 'p3'].map(async (photoId) => settle(await arrival('m1', photoId))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'photo_blocked' } });
    expect(['p1', 'p2', 'p3'].map((photoId) => isStored('m1', photoId))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('are not recorded when the catalogue cannot be written; they stay in their place', async () => {
    const failing = () => {
      throw new Error('No more rows.');
    };
    const outcomes = await Promise.allSettled([
      settle(await arrival('m1', 'p1', failing)),
      settle(await arrival('m2', 'p2')),
      settle(await arrival('m2', 'p3', failing)),
    ]);
    expect(outcomes[0]).toMatchObject({ reason: { message: 'No more rows.' } });
    expect(isStored('m1', 'p1')).toBe(false);
    expect(existsSync(pathOf('m1', 'p1'))).toBe(true);
    // The other two came together, and what is recorded is recorded of both or of neither.
    expect(isStored('m2', 'p2')).toBe(isStored('m2', 'p3'));
    await settle(await arrival('m1', 'p1'));
    expect(isStored('m1', 'p1')).toBe(true);
  });
});

it('a photo that is in its place already only gets its row', async () => {
  const { part, ...rest } = await arrival('m1', 'p1');
  mkdirSync(dirname(rest.path));
  writeFileSync(rest.path, 'p1');
  await settle({ ...rest, part: null });
  await part.discard();
  expect(isStored('m1', 'p1')).toBe(true);
});
