import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { type Library, openLibrary, readLibrary } from '#core/library/library.ts';
import { type LibraryPaths, libraryPaths, organizationFolder } from '#core/library/paths.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { isAppError } from '#shared/errors.ts';
import type { Deed } from './desk-process.ts';
import { type Ended, type Moment, runUntil, Sightings } from './kill-process.ts';
import { RecordingLog } from './recording-log.ts';
import { opensEverywhere, unzipped } from './zip-readers.ts';

const ENTRY = join(import.meta.dirname, '../../src/cli/headshot-desk.ts');
const DESK = join(import.meta.dirname, 'desk-process.ts');

/**
 * What can be seen of a run from outside: its beginning, calls of the API, requests for photos, and changes in the
 * library's own folder (lock and catalogue), in that of its unfinished files, in that of its photos,
 * among the exports, in the trash, and beside the library (settings).
 */
export const SIGHTS = [
  'spawn',
  'api',
  'photo',
  'catalogue',
  'part',
  'photos',
  'export',
  'trash',
  'folder',
] as const;
export type Sight = (typeof SIGHTS)[number];

/** What an organization has, where a library of it lies, and processes that work there to be killed. */
export class KillWorld {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly paths: LibraryPaths;
  readonly exports: string;
  readonly sightings = new Sightings<Sight>();
  /** How many requests came for each photo since the library was begun anew. */
  readonly asked = new Map<string, number>();
  readonly #truth = new Map<string, string>();
  readonly #teams = new Map<string, string[]>();
  #watchers: FSWatcher[] = [];

  private constructor(sandbox: Sandbox, folder: string) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.exports = join(folder, 'exports');
    this.paths = libraryPaths(organizationFolder(this.root, sandbox.organization.uid));
    const { requests } = sandbox;
    const add = requests.add.bind(requests);
    requests.add = (record) => {
      add(record);
      const { file } = record;
      if (file) {
        const key = `${file.modelId}/${file.photoId}`;
        this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
      }
      this.sightings.tell(record.host === 'api' ? 'api' : 'photo');
    };
  }

  /** An organization of `people` with `photos` each, in three teams. */
  static async start({ people = 6, photos = 8, sizeBytes = 20_000 } = {}): Promise<KillWorld> {
    const draw = plainDraw({ sizeBytes });
    const seed = plainOrganization({ people, photosPerPerson: photos });
    const sandbox = await startSandbox({ seed, draw, rateLimit: 100_000 });
    const folder = await mkdtemp(join(tmpdir(), 'headshot-desk-kill-'));
    const world = new KillWorld(sandbox, folder);
    for (const person of seed.people) {
      const team = seed.teams.find(({ id }) => id === person.teamId)?.name ?? '';
      for (const model of person.models) {
        for (const photo of model.photos) {
          const sum = sha256((await draw(model.id, photo.id, 'main')).bytes);
          world.#truth.set(world.paths.photo(model.id, photo.id, 'main', 'jpg'), sum);
          world.#teams.set(team, [...(world.#teams.get(team) ?? []), sum]);
        }
      }
    }
    await world.renew();
    return world;
  }

  get root(): string {
    return join(this.folder, 'libraries');
  }

  get photoCount(): number {
    return this.#truth.size;
  }

  /** The share of all photos that nobody has asked for since the library was begun anew. */
  get shareLeft(): number {
    return 1 - this.asked.size / this.#truth.size;
  }

  /** Begins with nothing on disk, or with what was kept in `saved`. */
  async renew(saved?: string): Promise<void> {
    this.#unwatch();
    await rm(this.folder, { recursive: true, force: true });
    if (saved !== undefined) await cp(saved, this.folder, { recursive: true });
    const { parts, photos, folder } = this.paths;
    const trash = join(this.folder, 'trash');
    const watched: [string, Sight][] = [
      [folder, 'catalogue'],
      [parts, 'part'],
      [photos, 'photos'],
      [this.exports, 'export'],
      [trash, 'trash'],
      [this.folder, 'folder'],
    ];
    for (const [path] of watched) await mkdir(path, { recursive: true });
    // Without its first reader a folder's changes are lost.
    this.#watchers = watched.map(([path, sight]) =>
      watch(path, () => this.sightings.tell(sight)).on('error', () => {}),
    );
    this.asked.clear();
    this.sandbox.requests.clear();
  }

  /** Keeps everything as it is now, for `renew`. */
  async save(): Promise<string> {
    const saved = `${this.folder}-saved`;
    await rm(saved, { recursive: true, force: true });
    await cp(this.folder, saved, { recursive: true });
    return saved;
  }

  /** One command line, split at spaces, in a process of its own. */
  command(line: string, moment: Moment<Sight> | null = null): Promise<Ended> {
    const { args, env } = this.commandOf(line);
    return runUntil(args, env, this.sightings, moment);
  }

  /** What Node is to be started with for a command line. */
  commandOf(line: string): { args: string[]; env: Record<string, string> } {
    const { apiKey, apiUrl } = this.sandbox;
    const env = {
      HEADSHOTPRO_API_KEY: apiKey,
      HEADSHOTPRO_API_URL: apiUrl,
      HEADSHOT_DESK_LIBRARY: this.root,
    };
    return { args: [ENTRY, ...line.split(' ')], env };
  }

  /** Sync, download and export in one. */
  exportEverything(concurrency: number, moment: Moment<Sight> | null = null): Promise<Ended> {
    const options = `--overwrite --json --concurrency ${concurrency}`;
    return this.command(`export --to ${this.exports} ${options}`, moment);
  }

  /** A program of the tests' own, which gets the folder that everything is in. */
  script(path: string, moment: Moment<Sight> | null = null): Promise<Ended> {
    return runUntil([path, this.folder], {}, this.sightings, moment);
  }

  /** The window's engine, in a process of its own. */
  desk(deed: Deed, moment: Moment<Sight> | null = null): Promise<Ended> {
    const { apiUrl, apiKey } = this.sandbox;
    return runUntil([DESK, apiUrl, apiKey, this.folder, deed], {}, this.sightings, moment);
  }

  /** Resolves when so many of these have been seen from now on. */
  seen(sight: Sight, times: number): Promise<void> {
    return new Promise((resolve) => {
      let left = times;
      const stop = this.sightings.listen((it) => {
        if (it !== sight || --left > 0) return;
        stop();
        resolve();
      });
    });
  }

  /** Runs as soon as the library may be written: what a start of the program puts right is put right. */
  whileOpen<T>(work: (library: Library) => T): T {
    const { uid } = this.sandbox.organization;
    const log = new RecordingLog();
    const options = { root: this.root, clock: systemClock, log, program: 'the next start' };
    const library = openLibrary(uid, options);
    try {
      return work(library);
    } finally {
      library.close();
    }
  }

  /** Nothing on disk is taken for a photo or a finished export that is not one, byte for byte. */
  async expectNothingFalse(options: { programs?: boolean } = {}): Promise<void> {
    await this.#expectRows(await this.expectPhotosWhole());
    for (const name of await this.#zips()) await this.#expectWhole(name, options.programs ?? false);
  }

  /** Every file among the photos is one, byte for byte. Their SHA-256 by path. */
  async expectPhotosWhole(): Promise<Map<string, string>> {
    const sums = new Map<string, string>();
    for (const path of await this.photoFiles()) {
      sums.set(path, sha256(await readFile(path)));
      expect(sums.get(path), path).toBe(this.#truth.get(path));
    }
    return sums;
  }

  /** Every JPEG among the exports that has its name is a photo, byte for byte. How many there are. */
  async expectExportedFilesWhole(): Promise<number> {
    const known = new Set(this.#truth.values());
    const found = await readdir(this.exports, { recursive: true, withFileTypes: true });
    const photos = found.filter(({ name }) => name.endsWith('.jpg'));
    for (const { name, parentPath } of photos) {
      expect(known, name).toContain(sha256(await readFile(join(parentPath, name))));
    }
    return photos.length;
  }

  async photoFiles(): Promise<string[]> {
    const found = await readdir(this.paths.photos, { recursive: true, withFileTypes: true });
    return found.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  }

  /** A start of the program leaves nothing unfinished, and a catalogue that holds together. */
  async expectReconciled(): Promise<void> {
    this.whileOpen(({ db, putAside }) => {
      expect(putAside).toBeNull();
      expect(db.get('PRAGMA quick_check')).toEqual({ quick_check: 'ok' });
    });
    expect(await readdir(this.paths.parts)).toEqual([]);
  }

  /** The library and the exports are all that the organization has, and nothing else lies about. */
  async expectComplete(): Promise<void> {
    expect((await this.photoFiles()).toSorted()).toEqual([...this.#truth.keys()].toSorted());
    await this.expectNothingFalse();
    const stored = this.whileOpen(
      ({ db }) =>
        db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM files WHERE state = 'stored'`)?.n,
    );
    expect(stored).toBe(this.#truth.size);
    expect((await readdir(this.exports)).toSorted()).toEqual(
      [...this.#teams.keys()].map((team) => `${team}.zip`).toSorted(),
    );
    expect(await readdir(this.paths.parts)).toEqual([]);
  }

  /** How often photos were asked for beyond the first time. */
  refetched(): number {
    return [...this.asked.values()].reduce((sum, times) => sum + times - 1, 0);
  }

  async close(): Promise<void> {
    this.#unwatch();
    await this.sandbox.close();
    for (const folder of [this.folder, `${this.folder}-saved`]) {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #unwatch(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  /** Each row that says `stored` has its file, and the file is what the row says. */
  async #expectRows(files: ReadonlyMap<string, string>): Promise<void> {
    const library = this.#readable();
    if (!library) return;
    try {
      expect(library.db.get('PRAGMA quick_check')).toEqual({ quick_check: 'ok' });
      for (let last = null, page = library.files.page(last, 500); page.length > 0; ) {
        for (const { state, file } of page) {
          if (state === 'stored') expect(files.get(file.path), file.path).toBe(file.sha256);
        }
        last = page.at(-1) ?? null;
        page = library.files.page(last, 500);
      }
    } finally {
      library.close();
    }
  }

  /** The library to read from; null where the kill came before there was one. */
  #readable(): Library | null {
    try {
      return readLibrary(this.paths.folder, { clock: systemClock });
    } catch (error) {
      if (isAppError(error, 'library_missing')) return null;
      throw error;
    }
  }

  async #zips(): Promise<string[]> {
    return (await readdir(this.exports)).filter((name) => name.endsWith('.zip'));
  }

  /** A ZIP that has its name holds every photo of its team. */
  async #expectWhole(name: string, programs: boolean): Promise<void> {
    const path = join(this.exports, name);
    expect((await verifyZip(path)).problems, name).toEqual([]);
    const entries = [...(await unzipped(path))].filter(([entry]) => entry.endsWith('.jpg'));
    const sums = entries.map(([, content]) => sha256(content));
    expect(sums.toSorted(), name).toEqual(this.#teams.get(basename(name, '.zip'))?.toSorted());
    if (programs) await opensEverywhere(path);
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
