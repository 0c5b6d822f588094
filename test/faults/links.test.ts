import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPerson, modelsOfPerson } from '#core/library/people.ts';
import { photosOfPerson } from '#core/library/photos.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { Model, Person } from '#sandbox/entities.ts';
import type { PayloadChange } from '#sandbox/faults/payloads.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { MirroredSandbox } from '#test/mirrored-sandbox.ts';
import { mainPath, rudeDesk } from '#test/rude-desk.ts';
import { replies } from '#test/rude-manners.ts';
import {
  ALL_MAIN,
  expectComplete,
  expectNothingFalse,
  modelsOf,
  photosOf,
  scopeOf,
  slowDraw,
  storedFiles,
  syncedDesk,
  until,
} from '#test/synced-desk.ts';
import type { Desk } from '#test/workspace.ts';

describe('links that have expired', () => {
  it.each([400, 401, 403, 404, 410])(
    'fault 04: a %i from the photo host in the middle costs one more batch call a person',
    async (expiredStatus) => {
      const { draw } = slowDraw(5);
      const desk = await syncedDesk({ people: 2, photos: 30, sandbox: { draw, expiredStatus } });
      await desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
      let expired = false;
      const outcome = await desk.workspace.downloads.run({
        onProgress: () => {
          // In the midst of the first person's photos, so that the second's come fresh.
          const isDue = desk.photoRequests().length >= 12;
          if (isDue && !expired) desk.sandbox.expireUrls();
          expired ||= isDue;
        },
      });
      expect(outcome).toMatchObject({ stored: 60, failed: 0, halted: null });
      expect(expired).toBe(true);
      const [first = '', second = ''] = modelsOf(desk);
      const calls = desk.batchCalls();
      expect(calls.filter((path) => path.includes(first))).toHaveLength(2);
      expect(calls.filter((path) => path.includes(second))).toHaveLength(1);
      // Those that set out with the old links were asked for once more, and no other.
      expect(desk.photoRequests().length).toBeLessThanOrEqual(60 + 2 * 8);
      await expectComplete(desk);
    },
  );

  it('fault 04: an expired link that came along with a list is renewed, too', async () => {
    const desk = await syncedDesk({ people: 1, photos: 4 });
    const { downloads } = desk.workspace;
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    const main = await expiredUrl(desk, modelId, photoId);
    downloads.offerLinks(modelId, { photoId, urls: { main }, expiresAt: '2099-01-01T00:00:00Z' });
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    expect(await downloads.run()).toMatchObject({ stored: 4, failed: 0 });
    expect(desk.batchCalls()).toHaveLength(1);
    await expectComplete(desk);
  });

  it.each([401, 403, 404, 410])(
    'fault 04: a photo answered by %i with a fresh link, too, is listed after one renewal',
    async (status) => {
      const desk = await syncedDesk({ people: 1, photos: 3 });
      const [modelId = ''] = modelsOf(desk);
      const [photoId = ''] = photosOf(desk, modelId);
      const match = { host: 'photos', photoId } as const;
      const rule = desk.sandbox.faults.add({ match, fault: { kind: 'status', status } });
      expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 1, halted: null });
      const { downloads } = desk.workspace;
      expect(downloads.failures(null)).toMatchObject([
        {
          photoId,
          code: status < 404 ? 'link_expired' : 'photo_gone',
          message: expect.stringContaining(`${status}`),
        },
      ]);
      expect(desk.photoRequests().filter((name) => name.includes(photoId))).toHaveLength(2);
      expect(desk.batchCalls()).toHaveLength(2);
      rule.remove();
      desk.sandbox.requests.clear();
      downloads.retryFailed(EVERYBODY);
      expect(await downloads.run()).toMatchObject({ stored: 1, failed: 0 });
      expect(desk.photoRequests()).toHaveLength(1);
      await expectComplete(desk);
    },
  );

  it('fault 04: a person of whom every link is refused costs a few batch calls, not one a photo', async () => {
    const desk = await syncedDesk({ people: 2, photos: 40 });
    const [modelId = ''] = modelsOf(desk);
    desk.sandbox.faults.add({
      match: { host: 'photos', modelId },
      fault: { kind: 'status', status: 403 },
    });
    expect(await desk.downloadAll()).toMatchObject({ stored: 40, failed: 40, halted: null });
    expect(desk.batchCalls().filter((path) => path.includes(modelId)).length).toBeLessThanOrEqual(
      3,
    );
    expect((await expectNothingFalse(desk)).size).toBe(40);
  });

  it('fault 04: after a pause of a day links are renewed before they are used', async () => {
    const clock = new FakeClock(Date.now());
    const desk = await syncedDesk({ people: 1, photos: 6, sandbox: { clock }, ports: { clock } });
    const { run } = await pausedEarly(desk);
    await clock.advance(25 * 3_600_000);
    desk.workspace.downloads.resume();
    expect(await clock.until(run)).toMatchObject({ stored: 6, failed: 0 });
    const refused = desk.sandbox.requests.to('photos').filter(({ status }) => status === 403);
    expect(refused).toEqual([]);
    expect(desk.batchCalls()).toHaveLength(2);
  });

  it('fault 04: after a day asleep, of which our clock knows nothing, they are renewed once', async () => {
    const desk = await syncedDesk({ people: 1, photos: 12 });
    const { run } = await pausedEarly(desk);
    desk.sandbox.advance(25 * 3_600_000);
    desk.workspace.downloads.setConcurrency(8);
    desk.workspace.downloads.resume();
    expect(await run).toMatchObject({ stored: 12, failed: 0 });
    expect(desk.batchCalls()).toHaveLength(2);
    await expectComplete(desk);
  });

  it('fault 04: a run on the next day, of the next start, begins with fresh links', async () => {
    const desk = await syncedDesk({ people: 2, photos: 10 });
    const stop = new AbortController();
    await desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    const { stored } = await desk.workspace.downloads.run({
      signal: stop.signal,
      onProgress: ({ done }) => done >= 5 && stop.abort(),
    });
    desk.sandbox.advance(25 * 3_600_000);
    const { downloads } = desk.reopen();
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 20 - stored, failed: 0 });
    expect(desk.photoRequests()).toHaveLength(20 - stored);
    await expectComplete(desk);
  });

  it.each([404, 500, 403])(
    'fault 04: fresh links come from the photo list where the batch call answers %i',
    async (status) => {
      const desk = await syncedDesk({ people: 2, photos: 4 });
      desk.sandbox.faults.add({
        match: { path: /photos\/download$/ },
        fault: { kind: 'status', status },
      });
      expect(await desk.downloadAll()).toMatchObject({ stored: 8, failed: 0, halted: null });
      await expectComplete(desk);
    },
  );
});

describe('redirects of the photo host', () => {
  /** One person's photos behind a public API and a public photo host, and a rude one. */
  async function publicDesk(photoCount: number) {
    const rude = await rudeDesk(
      { people: 1, photos: photoCount, apiUrl: 'https://api.example/api/v2' },
      ({ sandbox }, network) => {
        network.routes.set('https://api.example', new URL(sandbox.apiUrl).origin);
        network.routes.set('https://cdn.example', sandbox.photoUrl);
        photosSaidToBeAt(sandbox, 'https://photos.example/');
      },
    );
    rude.network.routes.set('https://photos.example', rude.photos.origin);
    const [modelId = ''] = modelsOf(rude.desk);
    const paths = photosOf(rude.desk, modelId).map((photoId) => mainPath(modelId, photoId));
    /** Which of the photos a request is for; -1 for none. */
    const which = (target: string) => paths.findIndex((path) => target.startsWith(path));
    const hosts = () => new Set(rude.network.asked.map((url) => new URL(url).host));
    return { ...rude, which, hosts };
  }

  function photosSaidToBeAt(sandbox: Desk['sandbox'], address: string): void {
    const change: PayloadChange = (payload) =>
      JSON.parse(JSON.stringify(payload).replaceAll(`${sandbox.photoUrl}/`, address));
    sandbox.faults.clear();
    sandbox.faults.add({ match: { host: 'api' }, fault: { kind: 'payload', change } });
  }

  const FORBIDDEN = [
    'http://photos.example/a.jpg',
    'http://127.0.0.1/a.jpg',
    'https://127.0.0.1/a.jpg',
    'https://127.1/a.jpg',
    'https://2130706433/a.jpg',
    'https://0x7f.0.0.1/a.jpg',
    'https://0177.0.0.1/a.jpg',
    'https://127.0.0.1./a.jpg',
    'https://localhost/a.jpg',
    'https://localhost./a.jpg',
    'https://photos.localhost/a.jpg',
    'https://[::1]/a.jpg',
    'https://[::]/a.jpg',
    'https://0.0.0.0/a.jpg',
    'https://[::ffff:127.0.0.1]/a.jpg',
    'https://[::ffff:10.0.0.1]/a.jpg',
    'https://[::ffff:a9fe:a9fe]/latest/meta-data',
    'https://[64:ff9b::7f00:1]/a.jpg',
    'https://[fe80::1]/a.jpg',
    'https://[fd12:3456::1]/a.jpg',
    'https://10.1.2.3/a.jpg',
    'https://172.16.0.1/a.jpg',
    'https://192.168.1.1/a.jpg',
    'https://100.64.0.1/a.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://metadata.google.internal/a.jpg',
    'https://printer.local/a.jpg',
    'https://intranet/a.jpg',
    'https://me:secret@photos.example/a.jpg',
    'file:///etc/passwd',
    'ftp://photos.example/a.jpg',
    'data:image/jpeg;base64,/9j/',
    'javascript:alert(1)',
    '//127.0.0.1/a.jpg',
    'https:///127.0.0.1/a.jpg',
    '\\\\127.0.0.1\\a.jpg',
    'https://',
    'https://[::1',
  ];

  it('fault 14: to anything but a public https address is refused, whatever its status', async () => {
    const { desk, photos, which, hosts } = await publicDesk(FORBIDDEN.length + 1);
    const statuses = [301, 302, 303, 307, 308];
    photos.manner = ({ target }) => {
      const location = FORBIDDEN[which(target)];
      if (location === undefined) return null;
      return replies(statuses[which(target) % statuses.length] ?? 302, { location });
    };
    const refused = FORBIDDEN.length;
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: refused, halted: null });
    const failures = desk.workspace.downloads.failures(null);
    expect(failures.filter(({ code }) => code !== 'url_refused')).toEqual([]);
    expect(JSON.stringify(failures)).not.toMatch(/secret|signature/);
    expect(hosts()).toEqual(new Set(['api.example', 'photos.example']));
    // Each was asked for once: a forbidden address is no bad luck.
    expect(photos.requests).toHaveLength(refused + 1);
  });

  it('fault 14: a second hop is looked at as the first', async () => {
    const { desk, network, photos, which, hosts } = await publicDesk(2);
    network.routes.set('https://cdn.example', photos.origin);
    photos.manner = ({ target }) => {
      if (target === '/hop') return replies(302, { location: 'https://169.254.169.254/latest' });
      return which(target) === 0 ? replies(302, { location: 'https://cdn.example/hop' }) : null;
    };
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: 1 });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([{ code: 'url_refused' }]);
    expect(hosts()).toEqual(new Set(['api.example', 'photos.example', 'cdn.example']));
  });

  it.each([301, 302, 303, 307, 308])(
    'fault 14: a %i to another public host or a relative path is followed, without key or cookies',
    async (status) => {
      const { desk, network, photos, which, hosts } = await publicDesk(3);
      photos.manner = ({ target, nth }) => {
        if (nth > 0) return null;
        const location = which(target) === 0 ? target : `https://cdn.example${target}`;
        return replies(status, { location, 'set-cookie': 'session=1; Path=/' });
      };
      expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 0 });
      expect(hosts()).toContain('cdn.example');
      expect(photos.requests).toHaveLength(4);
      const sent = network.asked.flatMap((url, index) =>
        url.startsWith('https://api.example') ? [] : Object.keys(network.headers[index] ?? {}),
      );
      expect(sent.filter((name) => /authorization|cookie|referer|key/i.test(name))).toEqual([]);
      await expectComplete(desk);
    },
  );

  it('fault 14: circles and endless chains are left, and told', async () => {
    const { desk, photos, which } = await publicDesk(3);
    photos.manner = ({ target }) => {
      if (which(target) === 0) return replies(302, { location: target });
      if (which(target) === 1) return replies(307, { location: `${target}&again` });
      return null;
    };
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: 2, halted: null });
    for (const failure of desk.workspace.downloads.failures(null)) {
      const message = expect.stringContaining('circles');
      expect(failure).toMatchObject({ code: 'url_refused', message });
    }
    expect(photos.requests).toHaveLength(2 * 6 + 1);
  });

  it.each([
    ['nowhere', {}],
    ['an empty address', { location: '' }],
  ])('fault 14: a redirect to %s is listed', async (_, headers) => {
    const { desk, photos, which } = await publicDesk(2);
    photos.manner = ({ target }) => (which(target) === 0 ? replies(302, headers) : null);
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: 1, halted: null });
    expect((await expectNothingFalse(desk)).size).toBe(1);
  });

  it.each([
    'http://photos.example/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    'file:///etc/passwd',
  ])('fault 14: the API may not name such an address either: %s', async (address) => {
    const { desk, network, hosts } = await publicDesk(3);
    photosSaidToBeAt(desk.sandbox, address);
    await desk.sync();
    network.asked.length = 0;
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 3, halted: null });
    const failures = desk.workspace.downloads.failures(null);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['url_refused']));
    expect(hosts()).toEqual(new Set(['api.example']));
  });

  it('fault 14: where the API is on loopback its photos may be, but nowhere else in the clear', async () => {
    const { desk, photos } = await rudeDesk({ people: 1, photos: 2 });
    const [modelId = ''] = modelsOf(desk);
    const [first = '', second = ''] = photosOf(desk, modelId).map((id) => mainPath(modelId, id));
    photos.manner = ({ target }) => {
      if (target.startsWith(first))
        return replies(302, { location: desk.sandbox.photoUrl + target });
      return target.startsWith(second)
        ? replies(302, { location: `http://photos.example${target}` })
        : null;
    };
    // The sandbox's own address leads through the rude server: to the circle's end.
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 2 });
    const messages = desk.workspace.downloads.failures(null).map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining('circles'),
      expect.stringContaining('not https (host photos.example)'),
    ]);
  });
});

describe('redirects of the API', () => {
  it.each([301, 302, 303, 307, 308])(
    'fault 14: a %i is not followed, so that the key goes nowhere else, and is told',
    async (status) => {
      const { desk, api, network } = await rudeDesk({ people: 1, photos: 2 });
      network.asked.length = 0;
      const elsewhere = desk.sandbox.photoUrl;
      api.manner = () => replies(status, { location: `${elsewhere}/api?token=SECRET` });
      const host = new URL(elsewhere).host;
      const refused = { code: 'api_not_understood', message: expect.stringContaining(host) };
      await expect(desk.sync()).rejects.toMatchObject(refused);
      await expect(desk.sync()).rejects.not.toThrow('SECRET');
      expect(desk.sandbox.stats().keysSeenByPhotoHost).toBe(0);
      expect(desk.photoRequests()).toEqual([]);
      expect(network.asked.every((url) => url.startsWith(desk.sandbox.apiUrl))).toBe(true);
      api.manner = () => null;
      await desk.sync();
      expect(await desk.downloadAll()).toMatchObject({ stored: 2, failed: 0 });
    },
  );

  it('fault 14: a photo host that redirects to the API does not get the key along', async () => {
    const desk = await syncedDesk({ people: 1, photos: 1 });
    const location = `${desk.sandbox.apiUrl}/organization/elsewhere`;
    desk.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'redirect', location } });
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 1, halted: null });
    const came = desk.sandbox.requests.to('api').filter(({ path }) => path.endsWith('elsewhere'));
    expect(came.length).toBeGreaterThan(0);
    const names = came.flatMap(({ headers }) => Object.keys(headers));
    expect(names).not.toContain('authorization');
    expect(names).not.toContain('cookie');
  });
});

/** A link of that photo that no longer works. */
async function expiredUrl({ sandbox }: Desk, modelId: string, photoId: string): Promise<string> {
  const reply = await fetch(`${sandbox.apiUrl}/organization/models/${modelId}/photos/${photoId}`, {
    headers: { authorization: `Bearer ${sandbox.apiKey}` },
  });
  const { photo } = (await reply.json()) as { photo: { urls: { main: string } } };
  sandbox.expireUrls();
  return photo.urls.main;
}

/** A run that was paused at its second photo, one travelling at a time. */
async function pausedEarly(desk: Desk) {
  const { downloads } = desk.workspace;
  await downloads.enqueue(EVERYBODY, ALL_MAIN);
  downloads.setConcurrency(1);
  let pauses = 0;
  const run = downloads.run({
    onProgress: () => {
      if (desk.photoRequests().length >= 2 && pauses++ === 0) downloads.pause();
    },
  });
  await until(() => downloads.activity() === 'paused' && downloads.counts().active === 0);
  return { run };
}

describe('what is deleted upstream', () => {
  it('fault 20: a photo is marked and listed, with two calls for a whole shoot', async () => {
    const desk = await syncedDesk({ people: 1, photos: 12 });
    const [modelId = ''] = modelsOf(desk);
    const gone = photosOf(desk, modelId).slice(0, 5);
    for (const photoId of gone) desk.sandbox.organization.deletePhoto(modelId, photoId);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 7, failed: 5, halted: null });
    const { downloads, library } = desk.workspace;
    const failures = downloads.failures(null);
    expect(failures.map(({ photoId }) => photoId).toSorted()).toEqual(gone);
    for (const { code, message } of failures) {
      expect(code).toBe('photo_gone');
      expect(message).toMatch(/no longer has this photo/);
    }
    expect(desk.sandbox.stats().apiRequests).toBeLessThanOrEqual(3);
    const marked = library.db.all('SELECT id FROM photos WHERE gone_at IS NOT NULL ORDER BY id');
    expect(marked.map((row) => row['id'])).toEqual(gone);
    expect(await downloads.enqueue(EVERYBODY, ALL_MAIN)).toBe(0);
    expect(downloads.failures(null)).toEqual([]);
  });

  it('fault 20: a photo that is here already stays, marked, and is not fetched when it is back', async () => {
    const desk = await syncedDesk({ people: 1, photos: 4 });
    await desk.downloadAll();
    const before = await storedFiles(desk);
    const [modelId = ''] = modelsOf(desk);
    const photo = [...desk.sandbox.organization.model(modelId).photos.values()].at(-1);
    if (photo) photo.status = 'deleted';
    await desk.sync();
    const { db } = desk.workspace.library;
    const gone = () => db.all('SELECT id FROM photos WHERE gone_at IS NOT NULL');
    expect(gone()).toEqual([{ id: photo?.id }]);
    expect(await storedFiles(desk)).toEqual(before);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 0, halted: null });
    if (photo) photo.status = 'active';
    await desk.sync();
    expect(gone()).toEqual([]);
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
    await expectComplete(desk);
  });

  it('fault 20: a whole shoot leaves what is here in its place', async () => {
    const desk = await syncedDesk({ people: 2, photos: 3 });
    const [first = ''] = modelsOf(desk);
    const { downloads } = desk.workspace;
    const [photoId = ''] = photosOf(desk, first);
    await downloads.enqueue(scopeOf({ modelId: first, photoId }), ALL_MAIN);
    await downloads.run();
    const before = await storedFiles(desk);
    desk.sandbox.organization.deleteModel(first);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 3, failed: 2, halted: null });
    const files = await storedFiles(desk);
    expect(files.size).toBe(4);
    const name = `${first}/${photoId}/main`;
    expect(files.get(name)).toEqual(before.get(name));
    expect(desk.sandbox.stats().apiRequests).toBeLessThanOrEqual(4);
    await desk.sync();
    expect((await storedFiles(desk)).size).toBe(4);
  });
});

describe('what a sync no longer finds upstream', () => {
  const READY = 6;
  /** Organization, teams with it, credits, invites, members, finished members, models, favorites. */
  const LISTS = 7;
  const NO_GAPS = { failed: [], incomplete: [], skipped: [] };
  let here: MirroredSandbox;
  beforeEach(async () => {
    here = await MirroredSandbox.start({ people: READY, photosPerPerson: 4, unfinished: 5 });
    await here.sync();
  });
  afterEach(() => here.close());

  const person = (index: number) => here.organization.people[index] as Person;
  const modelOf = (index: number) => person(index).models[0] as Model;
  const known = (index: number) => getPerson(here.library.db, person(index).id);
  const goneOf = (index: number) =>
    photosOfPerson(here.library.db, person(index).id).map(({ gone }) => gone);
  const expectMirrored = () => expect(here.mirrored()).toEqual(here.truth());

  it('fault 20: a photo is marked, kept, and unmarked when it is back', async () => {
    const photos = [...modelOf(0).photos.values()];
    const last = photos.at(-1);
    if (last) last.status = 'deleted';
    await here.sync();
    expect(goneOf(0).filter(Boolean)).toHaveLength(1);
    expect(known(0)?.photoCount).toBe(3);
    expectMirrored();
    if (last) last.status = 'active';
    await here.sync();
    expect(goneOf(0)).toEqual([false, false, false, false]);
    expectMirrored();
  });

  it('fault 20: a model is marked with its photos, after one question about it', async () => {
    here.organization.deleteModel(modelOf(0).id);
    await here.sync();
    expect(here.calls()).toHaveLength(LISTS + 1);
    expect(goneOf(0)).toEqual([true, true, true, true]);
    expect(modelsOfPerson(here.library.db, person(0).id)).toMatchObject([{ gone: true }]);
    expectMirrored();
    await here.sync();
    expect(here.calls()).toHaveLength(LISTS);
  });

  it('fault 20: a model that nobody knows any more is marked, and is back when it is listed again', async () => {
    const model = modelOf(0);
    here.organization.models.delete(model.id);
    person(0).models.splice(0);
    await here.sync();
    expect(goneOf(0)).toEqual([true, true, true, true]);
    here.organization.models.set(model.id, model);
    person(0).models.push(model);
    await here.sync();
    expect(goneOf(0)).toEqual([false, false, false, false]);
    expectMirrored();
  });

  it('fault 20: a model that is only being made again is not gone, nor are its photos', async () => {
    here.organization.setModelStatus(modelOf(0).id, 'generatingHeadshots');
    const model = modelOf(0);
    await here.sync();
    expect(goneOf(0)).toEqual([false, false, false, false]);
    expect(known(0)).toMatchObject({ lifecycle: 'in_progress', photoCount: 4 });
    model.status = 'active';
    await here.sync();
    expect(here.listed()).toEqual([model.id]);
    here.organization.setModelStatus(model.id, 'failed');
    await here.sync();
    here.organization.deleteModel(model.id);
    await here.sync();
    expect(goneOf(0)).toEqual([true, true, true, true]);
  });

  it('fault 20: a model that goes while it is being listed is marked too, and named once', async () => {
    const { id } = modelOf(0);
    here.onRequest = ({ url }) => {
      if (url.includes(`${id}/photos`)) here.organization.deleteModel(id);
    };
    expect(await here.sync({ full: true })).toMatchObject({
      listed: READY - 1,
      failed: [{ modelId: id, code: 'not_found' }],
    });
    expect(goneOf(0)).toEqual([true, true, true, true]);
    expect(await here.sync()).toMatchObject({ unchanged: READY - 1, ...NO_GAPS });
  });

  it('fault 20: a member is marked, keeps the photos, and is unmarked when back', async () => {
    const { joinedAt } = person(0);
    person(0).joinedAt = null;
    here.organization.deleteModel(modelOf(0).id);
    person(0).invite = null;
    await here.sync();
    expect(known(0)).toMatchObject({ lifecycle: 'gone' });
    expect(goneOf(0)).toHaveLength(4);
    person(0).joinedAt = joinedAt;
    await here.sync();
    expect(known(0)).toMatchObject({ lifecycle: 'accepted' });
    expectMirrored();
  });
});
