import {
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { expectSame, photoFilesBelow } from '#test/synced-desk.ts';
import { unzipped } from '#test/zip-readers.ts';

const PHOTOS = 8;

let folder: string;
let sandbox: Sandbox;
let run: RunCommand;
let photos: string;
let truth: Map<string, Buffer>;
/** One photo's file, another's, and the first one's key. */
let path: string;
let otherPath: string;
let key: { modelId: string; photoId: string; person: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-verify-'));
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 2, photosPerPerson: 4 }),
    draw: plainDraw({ sizeBytes: 20_000 }),
    rateLimit: 100_000,
  });
  run = cliRunner(sandbox, join(folder, 'library'));
  expect((await run('download')).status).toBe(0);
  photos = join(folder, 'library', sandbox.organization.uid, 'photos');
  truth = await photoFilesBelow(photos);
  const [model] = [...sandbox.organization.models.values()];
  const [photoId = '', otherId = ''] = model?.photos.keys() ?? [];
  key = { modelId: model?.id ?? '', photoId, person: model?.person.name ?? '' };
  path = join(photos, key.modelId, `${photoId}.main.jpg`);
  otherPath = join(photos, key.modelId, `${otherId}.main.jpg`);
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** One bit of the file is another one. */
async function flip(at: (length: number) => number): Promise<void> {
  const content = await readFile(path);
  const index = at(content.length);
  content[index] = (content[index] ?? 0) ^ 1;
  writeFileSync(path, content);
}

const HARMS: [string, 'damaged' | 'missing', () => void | Promise<void>][] = [
  ['its first byte is another', 'damaged', () => flip(() => 0)],
  ['a byte in its middle is another', 'damaged', () => flip((length) => length >> 1)],
  ['a byte in its comment is another', 'damaged', () => flip(() => 40)],
  ['its last byte is another', 'damaged', () => flip((length) => length - 1)],
  ['it is deleted', 'missing', () => rmSync(path)],
  ['it is renamed', 'missing', () => renameSync(path, `${path}.bak`)],
  ['it is cut by a byte', 'damaged', () => truncateSync(path, statSync(path).size - 1)],
  ['it is empty', 'damaged', () => truncateSync(path, 0)],
  ['it is longer', 'damaged', () => writeFileSync(path, 'x', { flag: 'a' })],
  ['it is another photo', 'damaged', () => copyFileSync(otherPath, path)],
];

it.each(HARMS)(
  'fault 17: where %s, verify finds it, and it alone is fetched again',
  async (_, state, harm) => {
    await harm();
    const verified = await run('verify --json', { key: null });
    expect(verified.status).toBe(4);
    expect(verified.json['problems']).toEqual([{ ...key, variant: 'main', state }]);
    expect(verified.stderr).toContain(`${key.person}, photo ${key.photoId} (main): ${state}`);
    const said = await run('verify', { key: null });
    expect(said.stdout).toMatch(/1 not as stored\. `headshot-desk download` fetches them again/);

    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.requests.to('photos').map(({ file }) => file?.photoId)).toEqual([key.photoId]);
    rmSync(`${path}.bak`, { force: true });
    expectSame(await photoFilesBelow(photos), truth);
    expect((await run('verify', { key: null })).status).toBe(0);
  },
);

it.each(HARMS)(
  'fault 17: where %s, an export of what is on disk leaves it out by name, and a second one too',
  async (_, __, harm) => {
    await harm();
    for (const to of ['first', 'second'].map((name) => join(folder, name))) {
      const { status, json } = await run(`export --offline --select all --to ${to} --json`, {
        key: null,
      });
      expect(status).toBe(4);
      expect(json['failed']).toEqual([
        {
          ...key,
          code: expect.stringMatching(/^photo_(damaged|missing)$/),
          message: expect.stringMatching(/\w+/),
        },
      ]);
      await expectPacked(to, PHOTOS - 1);
    }
  },
);

it.each(HARMS)(
  'fault 17: where %s, an export with HeadshotPro at hand ships the true one, or names it first',
  async (_, __, harm) => {
    await harm();
    const to = join(folder, 'zips');
    const first = await run(`export --select all --to ${to} --json`);
    if (first.status === 4) {
      // What looks alike from outside is found when it is read, and is fetched by the next run.
      expect(first.json['failed']).toMatchObject([{ ...key, code: 'photo_damaged' }]);
      await expectPacked(to, PHOTOS - 1);
      expect((await run(`export --select all --to ${to} --overwrite`)).status).toBe(0);
    } else expect(first.status).toBe(0);
    await expectPacked(to, PHOTOS);
  },
);

it('fault 17: where a folder is in its place, it is found and left out by name', async () => {
  rmSync(path);
  mkdirSync(path);
  const verified = await run('verify --json', { key: null });
  expect(verified.json['problems']).toEqual([{ ...key, variant: 'main', state: 'damaged' }]);
  const to = join(folder, 'zips');
  const exported = await run(`export --offline --select all --to ${to} --json`, { key: null });
  expect([exported.status, exported.json['failed']]).toMatchObject([4, [key]]);
  await expectPacked(to, PHOTOS - 1);
});

it('fault 17: of many, each is named with its person', async () => {
  for (const name of await readdir(join(photos, key.modelId))) {
    rmSync(join(photos, key.modelId, name));
  }
  const { json } = await run('verify --json', { key: null });
  const problems = json['problems'] as { person: string; state: string }[];
  expect(problems).toHaveLength(4);
  expect(problems.every(({ person, state }) => person === key.person && state === 'missing')).toBe(
    true,
  );
});

it('fault 17: what is put back is taken back without a fetch', async () => {
  const elsewhere = join(folder, 'elsewhere');
  renameSync(path, elsewhere);
  expect((await run('verify', { key: null })).status).toBe(4);
  renameSync(elsewhere, path);
  expect((await run('verify', { key: null })).status).toBe(0);
  sandbox.requests.clear();
  expect((await run('download')).status).toBe(0);
  expect(sandbox.stats().photoRequests).toBe(0);
});

it('fault 17: what an export missed and is put back as it was is not fetched again', async () => {
  const elsewhere = join(folder, 'elsewhere');
  renameSync(path, elsewhere);
  const to = join(folder, 'zips');
  expect((await run(`export --offline --to ${to}`, { key: null })).status).toBe(4);
  renameSync(elsewhere, path);
  sandbox.requests.clear();
  expect((await run(`export --to ${to} --overwrite`)).status).toBe(0);
  expect(sandbox.stats().photoRequests).toBe(0);
  await expectPacked(to, PHOTOS);
});

it('fault 17: another photo put in the place of one that was missed is not taken for it', async () => {
  rmSync(path);
  expect((await run('verify', { key: null })).status).toBe(4);
  copyFileSync(otherPath, path);
  expect((await run('download')).status).toBe(0);
  expectSame(await photoFilesBelow(photos), truth);
});

/** So many photos are in the ZIPs, and each is one of HeadshotPro's, byte for byte, once. */
async function expectPacked(to: string, count: number): Promise<void> {
  const known = new Set([...truth.values()].map(String));
  const packed: string[] = [];
  for (const zip of await readdir(to)) {
    for (const [name, bytes] of await unzipped(join(to, zip))) {
      if (name.endsWith('.jpg')) packed.push(String(bytes));
    }
  }
  expect(packed).toHaveLength(count);
  expect(new Set(packed).size).toBe(count);
  expect(packed.every((bytes) => known.has(bytes))).toBe(true);
}
