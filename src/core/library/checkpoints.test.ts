import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SampleLibrary } from '#test/library-samples.ts';
import { checkpointElsewhere } from './checkpoints.ts';
import { openDatabase } from './database.ts';
import type { Library } from './library.ts';

const MANY = 5_000;
const LONG = 'long '.repeat(200);

let sample: SampleLibrary;
let library: Library;
beforeEach(() => {
  sample = new SampleLibrary();
  ({ library } = sample);
});
afterEach(() => sample.remove());

function writeMuch(): void {
  library.db.transaction(() => {
    for (let id = 0; id < MANY; id++) {
      library.db.run(
        `INSERT INTO photos (model_id, id, status, liked_status) VALUES ('m', :id, 'active', :rating)`,
        { id: `photo ${id}`, rating: LONG },
      );
    }
  });
}

/** What somebody finds who has the main file alone, without its log. */
function photosInMainFile(): number {
  const alone = `${library.paths.catalogue}.alone`;
  copyFileSync(library.paths.catalogue, alone);
  const db = openDatabase(alone, { readOnly: false });
  try {
    return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM photos')?.n ?? 0;
  } finally {
    db.close();
  }
}

it('brings what was written into the main file, while nobody waits for it', async () => {
  const end = checkpointElsewhere(library);
  try {
    writeMuch();
    expect(photosInMainFile()).toBe(0);
    await expect.poll(photosInMainFile, { timeout: 5_000 }).toBe(MANY);
  } finally {
    await end();
  }
});

it('starts nothing where little is written, and leaves SQLite as it was', async () => {
  const pages = () => library.db.get('PRAGMA wal_autocheckpoint');
  const before = pages();
  const end = checkpointElsewhere(library);
  expect(pages()).not.toEqual(before);
  await end();
  expect(pages()).toEqual(before);
});

it('leaves it to SQLite, as ever, where no thread can be started', async () => {
  const pages = () => library.db.get('PRAGMA wal_autocheckpoint');
  const before = pages();
  const end = checkpointElsewhere(library, () => {
    throw new Error('The program is not there.');
  });
  expect(pages()).not.toEqual(before);
  writeMuch();
  await expect.poll(pages, { timeout: 5_000 }).toEqual(before);
  await end();
});
