import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonRow } from '#shared/window.ts';
import { createDeskWorld, type DeskWorld, everybody, type Run } from '#test/desk-world.ts';
import { FIELD_CREW, MIRA, MIRA_MODEL, TOVE } from '#test/northlight.ts';

const EVERYBODY = { teamIds: [], personIds: [], photos: [] };
const FAVORITE = { modelId: MIRA_MODEL, photoId: 'photo-0' };
const LIKED = { modelId: MIRA_MODEL, photoId: 'photo-1' };
const PLAIN = { modelId: MIRA_MODEL, photoId: 'photo-2' };

let world: DeskWorld;
let run: Run;

beforeEach(async () => {
  world = await createDeskWorld();
  run = await world.run();
  await run.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
  await run.idle();
});
afterEach(() => world.close());

const page = async (query = everybody()) =>
  run.client.people.list({ ...query, offset: 0, limit: 50 });
const names = async (query = everybody()) =>
  (await page(query)).items.map(({ name, email }) => name ?? email);
const mira = async (): Promise<PersonRow> => {
  const found = (await page()).items.find(({ id }) => id === MIRA.id);
  if (!found) throw new Error('Mira is in the library.');
  return found;
};
async function downloadAll(): Promise<void> {
  const { id } = await run.client.jobs.download({
    scope: EVERYBODY,
    selection: 'all',
    variant: 'main',
    label: 'All',
  });
  await run.job(id, 'done');
}

describe('people', () => {
  it('come by page, with covers and counts', async () => {
    expect(await names()).toEqual([
      'Mira Dahl',
      'Oskar Lind',
      'sanna+work@northlight.example',
      TOVE.email,
    ]);
    const second = await run.client.people.list({ ...everybody(), offset: 1, limit: 2 });
    expect(second.total).toBe(4);
    expect(second.items.map(({ name }) => name)).toEqual(['Oskar Lind', null]);
    expect(await mira()).toMatchObject({
      teamName: FIELD_CREW.name,
      lifecycle: 'ready',
      photoCount: 3,
      storedCount: 0,
      cover: { ...FAVORITE, stored: false },
      hasFavorite: true,
      pickCount: 0,
      isNew: false,
    });
  });

  it('are found by any part of their names and e-mails, and by several words', async () => {
    const search = (text: string) => names(everybody({ filter: { search: text } }));
    expect(await search('DAHL mira')).toEqual(['Mira Dahl']);
    expect(await search('northlight.exa')).toHaveLength(4);
    expect(await search('%')).toEqual([]);
    expect(await search('mira nobody')).toEqual([]);
  });

  it('are narrowed by view and filter', async () => {
    await run.client.photos.mark({ photos: [LIKED], pick: 'pick' });
    const only = ['Mira Dahl'];
    expect(await names(everybody({ view: { kind: 'favorites' } }))).toEqual(only);
    expect(await names(everybody({ view: { kind: 'picks' } }))).toEqual(only);
    expect(await names(everybody({ view: { kind: 'team', teamId: FIELD_CREW.id } }))).toEqual(only);
    expect(await names(everybody({ view: { kind: 'team', teamId: 'unassigned' } }))).toEqual([
      'Oskar Lind',
    ]);
    const ready = { kind: 'lifecycle', lifecycle: 'ready' } as const;
    expect(await names(everybody({ view: ready }))).toEqual(only);
    expect(await names(everybody({ filter: { rated: true } }))).toEqual(only);
    expect(await names(everybody({ filter: { hasFavorite: false } }))).toHaveLength(3);
    expect(await names(everybody({ filter: { lifecycle: 'invited' } }))).toHaveLength(1);
    expect(await names(everybody({ filter: { downloaded: false } }))).toEqual(only);
    expect(await names(everybody({ filter: { downloaded: true } }))).toEqual([]);
    await downloadAll();
    expect(await names(everybody({ filter: { downloaded: true } }))).toEqual(only);
  });

  it('are sorted, those without a value last whichever the way', async () => {
    for (const descending of [false, true]) {
      const byTeam = await page(everybody({ sort: { key: 'team', descending } }));
      expect(byTeam.items.at(-1)?.teamName).toBeNull();
    }
    const byName = await names(everybody({ sort: { key: 'name', descending: true } }));
    expect(byName).toEqual((await names()).toReversed());
    const byPhotos = await names(everybody({ sort: { key: 'photos', descending: true } }));
    expect(byPhotos[0]).toBe('Mira Dahl');
    for (const key of ['lifecycle', 'stored', 'joined'] as const) {
      expect(await names(everybody({ sort: { key, descending: false } }))).toHaveLength(4);
    }
  });

  it('have their ids in the order of the list', async () => {
    const query = everybody({ sort: { key: 'photos', descending: true } });
    const { items } = await page(query);
    expect(await run.client.people.ids(query)).toEqual(items.map(({ id }) => id));
  });

  it('show all their photos, the favorite first, with ratings and marks', async () => {
    await run.client.photos.mark({ photos: [PLAIN], pick: 'reject', stars: 2 });
    const { person, models, photos } = await run.client.people.get({ personId: MIRA.id });
    expect(person.name).toBe('Mira Dahl');
    expect(models).toMatchObject([{ id: MIRA_MODEL, favoritePhotoId: 'photo-0' }]);
    expect(photos).toMatchObject([
      { ...FAVORITE, favorite: true, likedStatus: 'loved', pick: null, stars: 0, stored: [] },
      { ...LIKED, favorite: false, likedStatus: 'liked' },
      { ...PLAIN, pick: 'reject', stars: 2 },
    ]);
    expect(photos).toHaveLength(3);
    await expect(run.client.people.get({ personId: 'nobody' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('marks', () => {
  const marks = async () =>
    (await run.client.people.get({ personId: MIRA.id })).photos.map(({ pick, stars }) => [
      pick,
      stars,
    ]);

  it('change only what they name, and go when they are taken back', async () => {
    await run.client.photos.mark({ photos: [FAVORITE, LIKED], pick: 'pick' });
    await run.client.photos.mark({ photos: [FAVORITE], stars: 5 });
    expect((await marks()).slice(0, 2)).toEqual([
      ['pick', 5],
      ['pick', 0],
    ]);
    expect((await mira()).pickCount).toBe(2);
    await run.client.photos.mark({ photos: [LIKED], pick: null });
    await run.client.photos.mark({ photos: [FAVORITE], pick: 'reject' });
    expect((await marks()).slice(0, 2)).toEqual([
      ['reject', 5],
      [null, 0],
    ]);
    expect((await run.client.library.summary({})).picks).toBe(0);
  });

  it('survive a restart and another sync', async () => {
    await run.client.photos.mark({ photos: [FAVORITE], pick: 'pick', stars: 4 });
    await run.close();
    run = await world.run();
    const { id } = await run.client.jobs.sync({ full: true });
    await run.job(id, 'done');
    expect((await marks())[0]).toEqual(['pick', 4]);
  });
});

describe('what is new', () => {
  it('is what came since the last visit', async () => {
    const isNew = everybody({ filter: { isNew: true } });
    expect(await names(isNew)).toEqual([]);
    await run.client.library.markVisited({});
    expect(await names(isNew)).toEqual([]);
    world.sandbox.organization.addPhotos(MIRA_MODEL, 1);
    const { id } = await run.client.jobs.sync({ full: true });
    await run.job(id, 'done');
    expect(await names(isNew)).toEqual(['Mira Dahl']);
    expect((await mira()).isNew).toBe(true);
    await run.client.library.markVisited({});
    expect(await names(isNew)).toEqual([]);
  });
});

describe('the retention notice', () => {
  it('counts what is not on disk and as old as HeadshotPro may keep it', async () => {
    const { retention } = await run.client.library.summary({});
    expect(retention).toMatchObject({ photos: 3, people: 1 });
    expect(retention?.oldestDays).toBeGreaterThan(23);
    await downloadAll();
    expect((await run.client.library.summary({})).retention).toBeNull();
  });

  it('is answered by a download of exactly these, and not of a younger session', async () => {
    const { organization } = world.sandbox;
    const young = organization.startModel(MIRA.email);
    organization.setModelStatus(young.id, 'active');
    organization.addPhotos(young.id, 2);
    const synced = await run.client.jobs.sync({ full: true });
    await run.job(synced.id, 'done');
    expect((await mira()).photoCount).toBe(5);
    const download = () => run.client.jobs.downloadExpiring({ label: 'Old ones' });
    const { id } = await download();
    expect(await run.job(id, 'done')).toMatchObject({ label: 'Old ones', failed: 0 });
    const { photos } = await run.client.people.get({ personId: MIRA.id });
    const stored = photos.filter((photo) => photo.stored.length > 0);
    expect(stored.map(({ modelId }) => modelId)).toEqual(Array(3).fill(MIRA_MODEL));
    expect((await run.client.library.summary({})).retention).toBeNull();
    await expect(download()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('pictures', () => {
  const meta = async (size: 'thumb' | 'screen' | 'full', key = FAVORITE) => {
    const { path, mediaType } = await run.desk.picture(key, size);
    const { width, height, format } = await sharp(path).metadata();
    return { path, mediaType, width, height, format };
  };
  const apiCalls = () => world.sandbox.requests.to('api').length;

  it('of a favorite that is not on disk come without a call to the API', async () => {
    const before = apiCalls();
    expect(await meta('thumb')).toMatchObject({ mediaType: 'image/webp', width: 128 });
    expect(apiCalls()).toBe(before);
    expect((await mira()).storedCount).toBe(0);
  });

  it('are fetched with fresh links when the day of the old ones is over', async () => {
    world.sandbox.expireUrls();
    expect(await meta('thumb')).toMatchObject({ width: 128 });
    expect(await meta('screen', PLAIN)).toMatchObject({ width: 512 });
  });

  it('of many photos of one shoot take one call for their links', async () => {
    const before = apiCalls();
    await Promise.all([FAVORITE, LIKED, PLAIN].map((key) => run.desk.picture(key, 'thumb')));
    await Promise.all([LIKED, PLAIN].map((key) => run.desk.picture(key, 'full')));
    expect(apiCalls() - before).toBe(1);
  });

  it('for the screen bring the photo into the library', async () => {
    expect(await meta('screen', PLAIN)).toMatchObject({ mediaType: 'image/jpeg', width: 512 });
    expect((await mira()).storedCount).toBe(1);
    await run.until('library', () => true);
  });

  it('are made once, sharp and small', async () => {
    await downloadAll();
    const thumb = await meta('thumb');
    expect(thumb).toMatchObject({ mediaType: 'image/webp', format: 'webp', width: 320 });
    expect(await meta('thumb')).toEqual(thumb);
    expect(await meta('full')).toMatchObject({ mediaType: 'image/jpeg', width: 512 });
    expect(thumb.path.startsWith(join(world.folder, 'cache'))).toBe(true);
  });

  it('that cannot be had are refused with a reason', async () => {
    world.network.down = true;
    const none = run.desk.picture(FAVORITE, 'screen');
    await expect(none).rejects.toMatchObject({ code: /photo_|api_unreachable/ });
    const unknown = run.desk.picture({ modelId: '../..', photoId: '/etc/passwd' }, 'full');
    await expect(unknown).rejects.toMatchObject({ code: 'photo_gone' });
  });

  it('come from the disk without a network', async () => {
    await downloadAll();
    world.network.down = true;
    expect(await meta('screen')).toMatchObject({ width: 512 });
  });

  it('are made anew, or fetched again, when their file has gone', async () => {
    await downloadAll();
    const { path } = await meta('full');
    await rm(path);
    expect(await meta('full')).toMatchObject({ path, width: 512 });
    expect(await readFile(path)).not.toHaveLength(0);
  });

  it('are shown from what was made before when the original was removed', async () => {
    await downloadAll();
    const thumb = await meta('thumb');
    await rm((await meta('full')).path);
    world.network.down = true;
    expect(await meta('thumb')).toEqual(thumb);
  });

  it('stop when nobody waits for them', async () => {
    world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'stall', at: 'body' } });
    const leaving = new AbortController();
    const asked = run.desk.picture(PLAIN, 'thumb', leaving.signal);
    setTimeout(() => leaving.abort(new Error('scrolled away')), 50);
    await expect(asked).rejects.toThrow('scrolled away');
  });
});

describe('photos on the desktop', () => {
  it('are shown, copied and dragged by id, once they are on disk', async () => {
    const { photos } = run.client;
    await expect(photos.reveal(FAVORITE)).rejects.toMatchObject({ code: 'photo_not_downloaded' });
    await downloadAll();
    world.desktop.calls.length = 0;
    await photos.reveal(FAVORITE);
    await photos.copy(FAVORITE);
    await photos.startDrag({ photos: [FAVORITE, LIKED] });
    expect(world.desktop.calls.filter((call) => !/^(progress|awake)/.test(call))).toEqual([
      expect.stringMatching(/^show .*photo-0\.main\.jpg$/),
      expect.stringMatching(/^copy image .*photo-0\.main\.jpg$/),
      expect.stringMatching(/^drag mira-dahl-01-favorite\.jpg,mira-dahl-02\.jpg .*\.png$/),
    ]);
    expect(await photos.details(FAVORITE)).toMatchObject([
      { variant: 'main', state: 'stored', type: 'jpg', width: 512, sha256: expect.any(String) },
    ]);
  });

  it('opens https addresses only', async () => {
    const { desktop } = run.client;
    await desktop.openExternal({ url: 'https://www.headshotpro.com/' });
    for (const url of ['http://example.com', 'file:///etc/passwd', 'javascript:alert(1)', 'no']) {
      await expect(desktop.openExternal({ url })).rejects.toMatchObject({ code: 'url_refused' });
    }
    expect(world.desktop.calls.filter((call) => call.startsWith('open'))).toEqual([
      'open https://www.headshotpro.com/',
    ]);
  });
});

describe('storage', () => {
  async function exportAll(): Promise<void> {
    const { id } = await run.client.jobs.export({
      label: 'All',
      offline: false,
      options: {
        scope: EVERYBODY,
        selection: 'favorites',
        variant: 'main',
        layout: 'single-zip',
        template: '{photoId}',
        to: world.exportFolder,
        overwrite: true,
      },
    });
    await run.job(id, 'done');
  }

  it('gives exported originals to the trash, knows them as removed, and takes them back', async () => {
    await downloadAll();
    expect((await run.client.storage.usage({})).removable).toEqual({ files: 0, sizeBytes: 0 });
    await exportAll();
    const usage = await run.client.storage.usage({});
    expect(usage.removable).toMatchObject({ files: 1 });
    expect(usage.freeBytes).toBeGreaterThan(0);
    expect(usage.usedBytes).toBeGreaterThan(usage.removable.sizeBytes);

    const removed = await run.client.storage.removeExported({});
    expect(removed).toEqual(usage.removable);
    expect((await mira()).storedCount).toBe(2);
    expect(await run.client.photos.details(FAVORITE)).toMatchObject([{ state: 'removed' }]);
    // Nobody has to be warned of what they had, and took away.
    expect((await run.client.library.summary({})).retention).toBeNull();
    // A download of everything does not bring it back: it was removed on purpose.
    await downloadAll();
    expect((await mira()).storedCount).toBe(2);

    const [name = ''] = await readdir(world.desktop.trashFolder);
    const folder = join(usage.folder, 'photos', MIRA_MODEL);
    await mkdir(folder, { recursive: true });
    await rename(join(world.desktop.trashFolder, name), join(folder, name));
    await run.client.storage.usage({});
    expect((await mira()).storedCount).toBe(3);
  });

  it('fetches what was removed when it is to be exported again', async () => {
    await exportAll();
    await run.client.storage.removeExported({});
    await exportAll();
    expect((await mira()).storedCount).toBe(1);
  });
});

describe('export previews', () => {
  const options = {
    scope: EVERYBODY,
    selection: 'all',
    variant: 'main',
    layout: 'zip-per-team',
    template: '{person|slug}-{number:2}',
    overwrite: false,
  } as const;

  it('say what would be written, under which names, and what is missing', async () => {
    const to = world.exportFolder;
    const preview = await run.client.exports.preview({ options: { ...options, to } });
    expect(preview).toMatchObject({
      targets: [{ team: FIELD_CREW, name: 'Field crew.zip', photos: 3, missing: 0, exists: false }],
      photos: 3,
      people: 1,
      toDownload: 3,
      names: ['mira-dahl-01.jpg', 'mira-dahl-02.jpg', 'mira-dahl-03.jpg'],
      omissions: [],
      error: null,
    });
    expect(preview.sizeBytes).toBeGreaterThan(0);
    // Before any download has been measured, too.
    expect(preview.etaMs).toBeGreaterThan(0);
    await downloadAll();
    const after = await run.client.exports.preview({ options: { ...options, to } });
    expect(after).toMatchObject({ toDownload: 0, etaMs: 0, photos: 3 });
  });

  it('agree with what is then written', async () => {
    await downloadAll();
    const to = world.exportFolder;
    const preview = await run.client.exports.preview({ options: { ...options, to } });
    const { id } = await run.client.jobs.export({
      label: 'All',
      offline: false,
      options: { ...options, to },
    });
    const { exports } = await run.job(id, 'done');
    expect(exports.map(({ photos }) => photos)).toEqual(preview.targets.map((it) => it.photos));
    expect(await readdir(to)).toEqual(preview.targets.map(({ name }) => name));
    const next = await run.client.exports.preview({ options: { ...options, to } });
    expect(next.targets[0]?.exists).toBe(true);
  });

  it('tell a mistake in the template, and refuse a folder nobody chose', async () => {
    const to = world.exportFolder;
    const wrong = { ...options, to, template: '{persn}' };
    const preview = await run.client.exports.preview({ options: wrong });
    expect(preview).toMatchObject({ error: { code: 'template_invalid' }, targets: [] });
    const elsewhere = run.client.exports.preview({ options: { ...options, to: '/etc' } });
    await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('say the reasons of what cannot be had', async () => {
    world.sandbox.faults.add({
      match: { host: 'photos', photoId: PLAIN.photoId },
      fault: { kind: 'corrupt', how: 'garbage' },
    });
    await downloadAll();
    const to = world.exportFolder;
    const preview = await run.client.exports.preview({ options: { ...options, to } });
    expect(preview.targets[0]).toMatchObject({ photos: 2, missing: 1 });
    expect(preview.omissions).toMatchObject([{ photos: 1, people: ['Mira Dahl'] }]);
  });
});

describe('settings and presets', () => {
  it('are kept and announced; a damaged one falls back', async () => {
    const { settings } = run.client;
    expect(await settings.get({})).toEqual({
      appearance: 'system',
      concurrency: 8,
      language: 'en',
      lowCredits: 10,
      pollMinutes: 5,
    });
    await settings.set({ appearance: 'dark' });
    await settings.set({ concurrency: 2 });
    const told = await run.until('settings', ({ concurrency }) => concurrency === 2);
    expect(told).toMatchObject({ appearance: 'dark', concurrency: 2, language: 'en' });
    await expect(settings.set({ concurrency: 99 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    world.settings.set('settings', { appearance: 'pink', concurrency: 4 });
    expect(await settings.get({})).toMatchObject({ appearance: 'system', concurrency: 4 });
    world.settings.set('settings', 'rubbish');
    expect(await settings.get({})).toMatchObject({ concurrency: 8 });
  });

  it('hold named export settings', async () => {
    const { exports } = run.client;
    const preset = {
      name: 'Intranet',
      selection: 'favorites',
      variant: 'main',
      layout: 'folder',
      template: '{email}',
    } as const;
    const [saved] = await exports.savePreset(preset);
    expect(saved).toMatchObject(preset);
    const replaced = await exports.savePreset({ ...preset, template: '{person}' });
    expect(replaced).toMatchObject([{ name: 'Intranet', template: '{person}' }]);
    expect(await exports.deletePreset({ id: replaced[0]?.id ?? '' })).toEqual([]);
    world.settings.set('presets', [{ id: 'x' }, 7]);
    expect(await exports.presets({})).toEqual([]);
  });

  it('apply the number of photos at a time to the work under way', async () => {
    world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'delay', delayMs: 200 } });
    await run.client.settings.set({ concurrency: 1 });
    await downloadAll();
    const times = world.sandbox.requests.to('photos').map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(150);
  });
});
