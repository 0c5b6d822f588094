import { rmSync } from 'node:fs';
import { open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { MIGRATIONS } from '#core/library/schema.ts';
import { sqlite } from '#core/library/sqlite.ts';
import type { Ended, Moment } from './kill-process.ts';
import type { KillWorld, Sight } from './kill-world.ts';

/** Something that can be killed in the midst of it, again and again. */
export interface KillScene {
  name: string;
  /** What is counted to find the instants. */
  sight: Sight;
  /** Makes what it begins with. */
  begin(world: KillWorld): Promise<void>;
  run(world: KillWorld, moment: Moment<Sight> | null): Promise<Ended>;
  /** What is true after a kill at any instant. */
  afterKill(world: KillWorld): Promise<void>;
  /** What somebody does next; the same again where nothing is said. */
  goOn?(world: KillWorld): Promise<Ended>;
  /** What is true then. */
  atEnd(world: KillWorld): Promise<void>;
}

/** Kills `scene` at each of these instants, from its beginning each time; how many kills hit. */
export async function killScene(
  world: KillWorld,
  scene: KillScene,
  instants: readonly number[],
): Promise<number> {
  await world.renew();
  await scene.begin(world);
  const saved = await world.save();
  let kills = 0;
  for (const nth of instants) {
    await world.renew(saved);
    const ended = await scene.run(world, { kind: scene.sight, nth, delayMs: 0 });
    if (ended.killed) kills++;
    else expect(ended.status, ended.output).toBe(0);
    await scene.afterKill(world);
    const again = await (scene.goOn?.(world) ?? scene.run(world, null));
    expect(again.status, again.output).toBe(0);
    await scene.atEnd(world);
  }
  return kills;
}

const exportEverything = async (world: KillWorld) => {
  const { status, output } = await world.exportEverything(8);
  expect(status, output).toBe(0);
};

/** Everything is here, and not one photo was fetched for it. */
const completeWithoutFetching = async (world: KillWorld) => {
  await exportEverything(world);
  await world.expectComplete();
  expect([...world.asked]).toEqual([]);
};

export const REBUILDING: KillScene = {
  name: 'a damaged catalogue is put aside and built anew',
  sight: 'catalogue',
  async begin(world) {
    await exportEverything(world);
    await spoil(world.paths.catalogue);
  },
  run: (world, moment) => world.command('verify --rebuild --json', moment),
  // What lies there before the next start may still be the damaged one.
  afterKill: async (world) => void (await world.expectPhotosWhole()),
  async goOn(world) {
    // Where the kill came too late, there is nothing to rebuild any more.
    await world.command('verify --rebuild');
    return world.exportEverything(8);
  },
  atEnd: completeWithoutFetching,
};

export const MIGRATION: KillScene = {
  name: 'the catalogue of an older version is brought up to date',
  sight: 'catalogue',
  async begin(world) {
    await exportEverything(world);
    await makeOld(world.paths.catalogue);
  },
  run: (world, moment) => world.exportEverything(8, moment),
  afterKill: async (world) => {
    await world.expectNothingFalse();
    await world.expectReconciled();
  },
  atEnd: completeWithoutFetching,
};

export const REMOVING: KillScene = {
  name: 'exported photos are moved to the trash',
  sight: 'trash',
  begin: exportEverything,
  run: (world, moment) => world.desk('remove-exported', moment),
  async afterKill(world) {
    await world.expectNothingFalse();
    await world.expectReconciled();
    const trashed = await readdir(join(world.folder, 'trash'));
    expect(trashed.length + (await world.photoFiles()).length).toBe(world.photoCount);
  },
  async atEnd(world) {
    await world.expectNothingFalse();
    expect(await world.photoFiles()).toEqual([]);
    expect(await readdir(join(world.folder, 'trash'))).toHaveLength(world.photoCount);
    expect([...world.asked]).toEqual([]);
  },
};

const SETTINGS = join(import.meta.dirname, 'settings-process.ts');

export const SETTINGS_WRITE: KillScene = {
  name: 'settings are written',
  sight: 'folder',
  begin: async () => {},
  run: (world, moment) => world.script(SETTINGS, moment),
  async afterKill(world) {
    const files = (await readdir(world.folder)).filter((name) => name === 'settings.json');
    for (const name of files) expectSettings(await readFile(join(world.folder, name), 'utf8'));
  },
  async atEnd(world) {
    expectSettings(await readFile(join(world.folder, 'settings.json'), 'utf8'));
    expect((await readdir(world.folder)).filter((name) => name.includes('damaged'))).toEqual([]);
  },
};

/** One of the values that were written, whole: `round` as often as it says. */
function expectSettings(text: string): void {
  const { settings } = JSON.parse(text) as { settings: { round: number; rounds: number[] } };
  expect(settings.rounds.every((it) => it === settings.round)).toBe(true);
  expect(settings.rounds).toHaveLength(2_000);
}

/** Writes noise over the last pages: the file opens, and does not hold together. */
async function spoil(catalogue: string): Promise<void> {
  const { size } = await stat(catalogue);
  const file = await open(catalogue, 'r+');
  try {
    const pages = Math.floor(size / PAGE_BYTES);
    const from = Math.ceil(pages * 0.75) * PAGE_BYTES;
    await file.write(Buffer.alloc(size - from, 0xa5), 0, size - from, from);
  } finally {
    await file.close();
  }
}

const PAGE_BYTES = 4096;

/** Makes the catalogue what the first version would have written of the same. */
async function makeOld(catalogue: string): Promise<void> {
  const { DatabaseSync } = sqlite();
  const old = `${catalogue}.old`;
  const db = new DatabaseSync(old);
  db.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]} PRAGMA user_version = 1`);
  db.prepare('ATTACH ? AS new').run(catalogue);
  const tables = db.prepare(`SELECT name FROM main.sqlite_master WHERE type = 'table'`).all();
  for (const { name } of tables) {
    const columns = db.prepare('SELECT name FROM pragma_table_info(?, ?)');
    const known = new Set(columns.all(String(name), 'new').map((it) => String(it['name'])));
    const shared = columns.all(String(name), 'main').map((it) => String(it['name']));
    const list = shared.filter((column) => known.has(column)).join(', ');
    db.exec(`INSERT INTO main.${name} (${list}) SELECT ${list} FROM new.${name}`);
  }
  db.exec('DETACH new');
  db.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(catalogue + suffix, { force: true });
  await rename(old, catalogue);
}
