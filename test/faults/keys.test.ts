import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner } from '#test/cli-runner.ts';
import { createDeskWorld, type DeskWorld, everybody, type Run } from '#test/desk-world.ts';
import { ALL_MAIN, expectComplete, photoFilesBelow, syncedDesk } from '#test/synced-desk.ts';
import { createKeyVault, type KeyStore } from '../../src/main/key-vault.ts';

const KEY = 'hsp-canary-4QzW9kR2mXv7';
const NEW_KEY = 'hsp-canary-the-new-one-8Yb';
const PHOTOS = 12;
const EVERYTHING = { scope: EVERYBODY, ...ALL_MAIN, label: 'Everything' };

const draw = plainDraw();
const startPlain = (seed = 1, apiKey = KEY) =>
  startSandbox({
    seed: plainOrganization({ people: 3, photosPerPerson: 4, seed }),
    draw,
    apiKey,
    rateLimit: 100_000,
  });

let world: DeskWorld;
let run: Run;

async function start(): Promise<void> {
  world = await createDeskWorld({ sandbox: await startPlain() });
  run = await world.run();
}

const connect = (apiKey = KEY, remember = true) => run.client.session.connect({ apiKey, remember });
const restart = async () => {
  await run.close();
  run = await world.run();
};
const photosOnDisk = () =>
  photoFilesBelow(join(world.folder, 'libraries', world.sandbox.organization.uid, 'photos'));

/** Every file below the world's folder that holds `text`. */
async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(world.folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((it) => it.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}

describe('a computer without a key store', () => {
  /** What this computer offers; the vault is the app's own, over its own file. */
  let offers: KeyStore;
  const working = (): KeyStore => ({
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
    decryptStringAsync: async (bytes) => ({
      result: String(Buffer.from(bytes.map((byte) => byte ^ 0x5a))),
      shouldReEncrypt: false,
    }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  });

  beforeEach(async () => {
    await start();
    offers = working();
    useVault('linux');
  });
  afterEach(() => world.close());

  /** As a start of the program does: nothing is remembered but what is in the file. */
  function useVault(platform: NodeJS.Platform): void {
    const keyStore: KeyStore = {
      isAsyncEncryptionAvailable: () => offers.isAsyncEncryptionAvailable(),
      encryptStringAsync: (text) => offers.encryptStringAsync(text),
      decryptStringAsync: (bytes) => offers.decryptStringAsync(bytes),
      getSelectedStorageBackend: () => offers.getSelectedStorageBackend(),
    };
    Object.assign(world.vault, createKeyVault({ keyStore, folder: world.folder, platform }));
  }

  const lacking: [string, NodeJS.Platform, Partial<KeyStore>][] = [
    ['only basic_text', 'linux', { getSelectedStorageBackend: () => 'basic_text' }],
    ['none at all', 'linux', { isAsyncEncryptionAvailable: async () => false }],
    [
      'a keychain that cannot be opened',
      'darwin',
      { isAsyncEncryptionAvailable: async () => false },
    ],
    ['no data protection', 'win32', { isAsyncEncryptionAvailable: async () => false }],
    [
      'one that fails when asked',
      'linux',
      { isAsyncEncryptionAvailable: () => Promise.reject(new Error('D-Bus')) },
    ],
    [
      'one that refuses the key',
      'linux',
      { encryptStringAsync: () => Promise.reject(new Error('locked')) },
    ],
    [
      'one that encrypts nothing',
      'linux',
      { encryptStringAsync: async (text) => Buffer.from(text) },
    ],
  ];

  it.each(lacking)(
    'fault 30: %s, says so, keeps the key for this session only, and writes it nowhere',
    async (_, platform, change) => {
      offers = { ...working(), ...change };
      useVault(platform);
      await restart();
      const session = await connect();
      expect(session).toMatchObject({
        state: 'connected',
        hasKey: true,
        online: true,
        keyStorage: { kind: 'session', reason: expect.stringMatching(/\w+ .*\./) },
      });
      await run.idle();
      // It works for this session …
      const job = await run.client.jobs.download(EVERYTHING);
      await run.job(job.id, 'done');
      expect(await filesWith(KEY)).toEqual([]);
      expect(await filesWith(Buffer.from(KEY).toString('base64'))).toEqual([]);
      expect(world.seen.join()).not.toContain(KEY);
      expect(JSON.stringify([...world.settings])).not.toContain(KEY);

      // … and the next one asks for it anew, with the library at hand.
      useVault(platform);
      await restart();
      const next = await run.client.session.get({});
      expect(next).toMatchObject({ state: 'connected', hasKey: false });
      expect(await run.client.people.ids(everybody())).toHaveLength(3);
      expect(await connect()).toMatchObject({ hasKey: true, online: true });
    },
  );

  it('fault 30: with a key store, what is on disk is not the key, and is read at the next start', async () => {
    await connect();
    expect(await filesWith(KEY)).toEqual([]);
    useVault('linux');
    await restart();
    await run.session((it) => it.online && it.hasKey);
  });

  it('fault 30: a keyring that is gone at the next start leaves the key unread and unwritten', async () => {
    await connect();
    const before = await readFile(join(world.folder, 'api-key'));
    offers.getSelectedStorageBackend = () => 'basic_text';
    useVault('linux');
    await restart();
    expect(await run.client.session.get({})).toMatchObject({
      hasKey: false,
      keyStorage: { kind: 'session' },
    });
    expect(await readFile(join(world.folder, 'api-key'))).toEqual(before);
    expect(await filesWith(KEY)).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    ['was changed by another hand', () => writeFile(join(world.folder, 'api-key'), 'garbage')],
    ['is empty', () => writeFile(join(world.folder, 'api-key'), '')],
    [
      'is of another keyring',
      async () => {
        offers.decryptStringAsync = () => Promise.reject(new Error('wrong key'));
      },
    ],
  ])('fault 30: a stored key that %s is asked for again', async (_, harm) => {
    await connect();
    await run.idle();
    await harm();
    useVault('linux');
    await restart();
    const session = await run.session(({ hasKey }) => !hasKey);
    expect(session).toMatchObject({ state: 'connected', hasKey: false });
    expect(await connect()).toMatchObject({ hasKey: true, online: true });
    offers = working();
    await restart();
    await run.session((it) => it.hasKey && it.online);
  });

  it('fault 30: one that never answers keeps nobody from the library, nor from a key, nor from quitting', async () => {
    await connect();
    await run.idle();
    await run.close();
    const never = () => new Promise<never>(() => {});
    offers = { ...working(), decryptStringAsync: never };
    useVault('linux');
    const begun = world.begin();
    run = begun.run;
    await run.session((it) => it.state === 'connected');
    expect((await run.client.people.ids(everybody())).length).toBe(3);
    expect(await run.client.session.get({})).toMatchObject({ hasKey: false });
    // While it waits for its password, a key can be given by hand.
    expect(await connect()).toMatchObject({ hasKey: true, online: true });
    await run.close();
    await begun.started;

    offers = working();
    useVault('linux');
    await restart();
    await run.session((it) => it.hasKey && it.online);
  });

  it('fault 30: an earlier key that was stored is taken away when the new one cannot be', async () => {
    await connect();
    offers.getSelectedStorageBackend = () => 'basic_text';
    world.sandbox.access.apiKey = NEW_KEY;
    await connect(NEW_KEY);
    offers = working();
    useVault('linux');
    await restart();
    expect(await run.client.session.get({})).toMatchObject({ hasKey: false });
  });
});

describe('a key that is revoked', () => {
  it('fault 31: stops the queue with one message; a new one goes on', async () => {
    const desk = await syncedDesk({ people: 4, photos: 6 });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    // Somebody's links came before; for the others' the key is not good any more.
    desk.sandbox.faults.add({
      match: { path: /\/photos\/download$/ },
      after: 2,
      fault: { kind: 'status', status: 401 },
    });
    const { halted, failed, stored } = await downloads.run();
    expect(halted?.code).toBe('key_refused');
    expect(failed).toBe(0);
    expect(downloads.counts()).toMatchObject({ queued: 24 - stored, active: 0, failed: 0 });
    desk.sandbox.faults.clear();
    desk.sandbox.access.apiKey = 'the-new-key';
    desk.apiKey = 'the-new-key';
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 24 - stored, halted: null });
    expect(desk.photoRequests()).toHaveLength(24 - stored);
    await expectComplete(desk);
  });

  describe('while the app works', () => {
    beforeEach(async () => {
      await start();
      await connect();
      await run.idle();
    });
    afterEach(() => world.close());

    const revoke = () => {
      world.sandbox.access.apiKey = NEW_KEY;
    };
    const jobs = async () => (await run.client.jobs.list({})).jobs;

    it('fault 31: everything waits with one message, and goes on with the new key, nothing twice', async () => {
      // The links of the first person's photos come; for the others' the key is not good any more.
      world.sandbox.faults.add({
        match: { path: /\/photos\/download$/ },
        after: 1,
        fault: { kind: 'status', status: 401 },
      });
      const first = await run.client.jobs.download(EVERYTHING);
      const second = await run.client.jobs.download({ ...EVERYTHING, label: 'Once more' });
      const sync = await run.client.jobs.sync({ full: false });
      const session = await run.session(({ hasKey }) => !hasKey);
      revoke();
      expect(session).toMatchObject({
        online: false,
        problem: { code: 'key_refused', message: expect.stringMatching(/key/i) },
      });
      await run.job(first.id, 'waiting');
      const told = (await jobs()).filter(({ error }) => error !== null);
      expect(told.map(({ id, error }) => [id, error?.code])).toEqual([[first.id, 'key_refused']]);
      expect(
        (await jobs()).every(
          ({ failed, endedAt, kind }) => failed === 0 && (!endedAt || kind === 'sync'),
        ),
      ).toBe(true);

      // Nobody asks again and again with a key that is refused.
      const asked = world.sandbox.stats().apiRequests;
      await run.client.people.ids(everybody());
      expect(world.sandbox.stats().apiRequests).toBe(asked);
      const before = (await photosOnDisk()).size;
      expect(before).toBeLessThan(PHOTOS);

      world.sandbox.faults.clear();
      // What was let go of with the old key has reached the sandbox once this has been answered.
      for (let times = 0; times < 3; times++) await fetch(world.sandbox.apiUrl);
      world.sandbox.requests.clear();
      await connect(NEW_KEY);
      for (const { id } of [first, second, sync]) await run.job(id, 'done');
      expect(world.sandbox.requests.to('photos')).toHaveLength(PHOTOS - before);
      expect((await photosOnDisk()).size).toBe(PHOTOS);
    });

    it('fault 31: browsing, pictures and exports of what is on disk go on', async () => {
      const download = await run.client.jobs.download(EVERYTHING);
      await run.job(download.id, 'done');
      revoke();
      await run.client.jobs.sync({ full: false });
      await run.session(({ hasKey }) => !hasKey);
      expect(await run.client.people.ids(everybody())).toHaveLength(3);
      const [model] = world.sandbox.organization.models.values();
      const photoId = [...(model?.photos.keys() ?? [])][0] ?? '';
      const picture = await run.desk.picture({ modelId: model?.id ?? '', photoId }, 'thumb');
      expect((await readFile(picture.path)).length).toBeGreaterThan(100);
      const job = await run.client.jobs.export({
        label: 'Everything',
        offline: true,
        options: {
          ...ALL_MAIN,
          scope: EVERYBODY,
          layout: 'zip-per-team',
          template: '{person|slug}-{number:2}',
          to: world.exportFolder,
          overwrite: false,
        },
      });
      expect((await run.job(job.id, 'done')).exports.length).toBeGreaterThan(0);
    });

    it('fault 31: at the next start it is still known to be refused, and nothing is lost', async () => {
      revoke();
      const { id } = await run.client.jobs.download(EVERYTHING);
      await run.session(({ hasKey }) => !hasKey);
      await restart();
      await run.session(({ hasKey, problem }) => !hasKey && problem?.code === 'key_refused');
      expect((await run.job(id, 'waiting')).error?.code).toBe('key_refused');
      await expect(connect('another-bad-key')).rejects.toMatchObject({ code: 'key_refused' });
      await connect(NEW_KEY);
      await run.job(id, 'done');
      expect((await photosOnDisk()).size).toBe(PHOTOS);
    });

    it.each([401, 403])(
      'fault 31: said with %i in the middle of a sync, it waits and completes after',
      async (status) => {
        world.sandbox.faults.add({
          match: { path: /\/models$/ },
          fault: { kind: 'status', status },
        });
        const { id } = await run.client.jobs.sync({ full: true });
        const stopped = await run.job(id, 'waiting', 'failed');
        expect(stopped.error?.message).toMatch(/key/i);
        world.sandbox.faults.clear();
        await connect();
        const again = await run.client.jobs.sync({ full: true });
        await run.job(again.id, 'done');
      },
    );
  });
});

describe('another organization’s key', () => {
  let folder: string;
  let ours: Sandbox;
  let theirs: Sandbox;
  let root: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'headshot-desk-keys-'));
    root = join(folder, 'libraries');
    [ours, theirs] = await Promise.all([startPlain(1), startPlain(2, NEW_KEY)]);
  });
  afterEach(async () => {
    await Promise.all([ours.close(), theirs.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** Every file of a library but the note about its last writer, byte for byte. */
  async function contentOf(library: string): Promise<Map<string, string>> {
    const entries = await readdir(library, { recursive: true, withFileTypes: true });
    const files = new Map<string, string>();
    for (const entry of entries.filter((it) => it.isFile() && !it.name.startsWith('writer.'))) {
      const path = join(entry.parentPath, entry.name);
      files.set(path, (await readFile(path)).toString('latin1'));
    }
    return files;
  }

  it('fault 32: gets a library of its own; the other one stays byte for byte', async () => {
    const [us, them] = [cliRunner(ours, root), cliRunner(theirs, root)];
    expect((await us('download')).status).toBe(0);
    const library = join(root, ours.organization.uid);
    const before = await contentOf(library);
    expect((await them('download')).status).toBe(0);
    expect(await contentOf(library)).toEqual(before);
    expect((await readdir(root)).toSorted()).toEqual(
      [ours.organization.uid, theirs.organization.uid].toSorted(),
    );
    const people = (await them(`people --json --organization ${ours.organization.uid}`)).json;
    expect(people['people']).toHaveLength(3);
    expect((await photoFilesBelow(join(root, theirs.organization.uid, 'photos'))).size).toBe(
      PHOTOS,
    );
  });

  it.each(['sync', 'download', 'export --to zips'])(
    'fault 32: is refused by `%s` where the organization was named',
    async (command) => {
      await cliRunner(ours, root)('download');
      const before = await contentOf(join(root, ours.organization.uid));
      const { uid } = ours.organization;
      const { status, stderr } = await cliRunner(theirs, root)(`${command} --organization ${uid}`);
      expect([status, stderr]).toEqual([
        3,
        expect.stringMatching(/belongs to .*, not to .*Nothing was changed/),
      ]);
      expect(await contentOf(join(root, uid))).toEqual(before);
      expect(await readdir(root)).toEqual([uid]);
    },
  );

  it('fault 32: is refused where another’s library lies in its place', async () => {
    await cliRunner(ours, root)('download');
    const place = join(root, theirs.organization.uid);
    await rename(join(root, ours.organization.uid), place);
    const before = await contentOf(place);
    for (const command of ['connect', 'sync', 'download', 'export --to zips']) {
      const { status, stderr } = await cliRunner(theirs, root)(command);
      expect([status, stderr]).toEqual([
        3,
        expect.stringMatching(/belongs to another organization than this key. Nothing was changed/),
      ]);
    }
    expect(await contentOf(place)).toEqual(before);
  });

  it('fault 32: that comes in the middle of the work is refused before anything is written', async () => {
    world = await createDeskWorld({ sandbox: ours });
    try {
      run = await world.run();
      await connect();
      await run.idle();
      const library = join(world.folder, 'libraries', ours.organization.uid);
      const people = await run.client.people.ids(everybody());
      // The same address suddenly speaks for another organization.
      const { uid, name } = theirs.organization;
      ours.faults.add({
        match: { path: /\/organization$/ },
        fault: {
          kind: 'payload',
          change: ({ organization, ...rest }) => ({
            ...rest,
            organization: { ...(organization as object), uid, name },
          }),
        },
      });
      const { id } = await run.client.jobs.sync({ full: true });
      const job = await run.job(id, 'failed');
      expect(job.error).toMatchObject({
        code: 'other_organization',
        message: expect.stringMatching(
          /another organization than the library. Nothing was changed/,
        ),
      });
      expect(await run.client.people.ids(everybody())).toEqual(people);
      expect((await readdir(library)).includes('catalogue.sqlite')).toBe(true);
    } finally {
      await world.close();
    }
  });

  it('fault 32: given in the window while photos come, stops that work and opens its own library', async () => {
    world = await createDeskWorld({ sandbox: ours });
    try {
      run = await world.run();
      await connect();
      await run.idle();
      ours.faults.add({
        match: { host: 'photos' },
        after: 4,
        fault: { kind: 'stall', at: 'start' },
      });
      const { id } = await run.client.jobs.download(EVERYTHING);
      await run.until(
        'jobs',
        (it) => (it.jobs.find((job) => job.id === id)?.phases[1]?.done ?? 0) >= 4,
      );
      const us = ours.organization.uid;
      Object.assign(ours.organization, { uid: 'org_other' });
      await connect();
      expect(await run.client.session.get({})).toMatchObject({
        organization: { uid: 'org_other' },
      });
      expect((await run.client.jobs.list({})).jobs.some((job) => job.id === id)).toBe(false);
      expect((await photoFilesBelow(join(world.folder, 'libraries', us, 'photos'))).size).toBe(4);

      // Back with the first key, the work goes on where it was.
      ours.faults.clear();
      ours.requests.clear();
      Object.assign(ours.organization, { uid: us });
      await connect();
      await run.job(id, 'done');
      expect(ours.requests.to('photos').length).toBe(PHOTOS - 4);
    } finally {
      await world.close();
    }
  });
});
