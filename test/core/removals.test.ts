import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemovalTarget } from '#shared/organization.ts';
import { createDeskWorld, type DeskWorld, everybody, type Run } from '#test/desk-world.ts';
import { MIRA, MIRA_MODEL, OSKAR_MODEL, SANNA, TOVE } from '#test/northlight.ts';

const MIRAS_INVITE: RemovalTarget = { kind: 'invite', email: MIRA.email };
const MIRAS_SESSION: RemovalTarget = { kind: 'model', modelId: MIRA_MODEL };
const PAGE = { offset: 0, limit: 50 };

let world: DeskWorld;
let run: Run;

beforeEach(async () => {
  world = await createDeskWorld();
  run = await world.run();
  await run.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
  await run.idle();
  world.sandbox.requests.clear();
});
afterEach(() => world.close());

const calls = (method: string) =>
  world.sandbox.requests.to('api').filter((request) => request.method === method);
const changes = () => [...calls('POST'), ...calls('DELETE')].map(({ path }) => path);
const people = async () => (await run.client.people.list({ ...everybody(), ...PAGE })).items;
const history = async () => (await run.client.history.list(PAGE)).items;

/** Where the library keeps the file whose name begins so. */
async function fileOf(name: string): Promise<string> {
  const libraries = join(world.folder, 'libraries');
  const files = await readdir(libraries, { recursive: true });
  const found = files.find((path) => basename(path).startsWith(name));
  if (!found) throw new Error(`There is no file ${name}.`);
  return join(libraries, found);
}

async function downloadFirst(target: RemovalTarget): Promise<void> {
  const { id } = await run.client.removals.download(target);
  await run.job(id, 'done');
}

describe('before anything is removed', () => {
  it('says what would be lost of a person, and what is here', async () => {
    const loss = await run.client.removals.preview(MIRAS_INVITE);
    expect(loss).toMatchObject({
      person: 'Mira Dahl',
      email: MIRA.email,
      teamName: 'Field crew',
      personId: MIRA.id,
      models: [{ id: MIRA_MODEL, status: 'active', photos: 3 }],
      photos: 3,
      stored: 0,
      missing: 3,
      refund: false,
      confirmation: 'Mira Dahl',
    });
    expect(loss.consequences.join(' ')).toContain('3 of the 3 photos are not on this computer');
    expect(changes()).toEqual([]);
  });

  it('says that the credit of an unused invite comes back', async () => {
    const loss = await run.client.removals.preview({ kind: 'invite', email: SANNA.email });
    expect(loss).toMatchObject({ refund: true, photos: 0, models: [], confirmation: SANNA.email });
    expect(loss.consequences.join(' ')).toContain('can be used again');
  });

  it('says that a session is still under way', async () => {
    const loss = await run.client.removals.preview({ kind: 'model', modelId: OSKAR_MODEL });
    expect(loss).toMatchObject({ person: 'Oskar Lind', photos: 0 });
    expect(loss.consequences.join(' ')).toContain('still under way');
  });

  it('finds sessions that the library has never seen', async () => {
    const { organization } = world.sandbox;
    const second = organization.startModel(MIRA.email);
    organization.addPhotos(second.id, 2);
    organization.setModelStatus(second.id, 'active');
    const loss = await run.client.removals.preview(MIRAS_INVITE);
    expect(loss.models.map(({ id }) => id).toSorted()).toEqual([MIRA_MODEL, second.id].toSorted());
    expect(loss).toMatchObject({ photos: 5, missing: 5 });
    await downloadFirst(MIRAS_INVITE);
    expect(await run.client.removals.preview(MIRAS_INVITE)).toMatchObject({ missing: 0 });
  });

  it('counts a photo only when both of its sizes are here', async () => {
    const { id } = await run.client.jobs.download({
      scope: { teamIds: [], personIds: [MIRA.id], photos: [] },
      selection: 'all',
      variant: 'main',
      label: 'Mira',
    });
    await run.job(id, 'done');
    // Of `photo-1` there is one size only.
    expect(await run.client.removals.preview(MIRAS_SESSION)).toMatchObject({
      stored: 1,
      missing: 2,
    });
    await downloadFirst(MIRAS_SESSION);
    expect(await run.client.removals.preview(MIRAS_SESSION)).toMatchObject({
      stored: 3,
      missing: 0,
    });
    await expect(run.client.removals.download(MIRAS_SESSION)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('does not take the catalogue’s word for a file that is gone', async () => {
    await downloadFirst(MIRAS_SESSION);
    await rm(await fileOf('photo-0.main'));
    expect(await run.client.removals.preview(MIRAS_SESSION)).toMatchObject({
      stored: 2,
      missing: 1,
    });
  });

  it('knows nothing of an address nobody has invited, and what was removed before', async () => {
    const { removals } = run.client;
    const nobody: RemovalTarget = { kind: 'invite', email: 'nobody@northlight.example' };
    await expect(removals.preview(nobody)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      removals.carryOut({ target: nobody, confirmation: nobody.email, losePhotos: true }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      removals.preview({ kind: 'model', modelId: 'no-such-model' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    world.sandbox.organization.revokeInvite(SANNA.email);
    await expect(removals.preview({ kind: 'invite', email: SANNA.email })).rejects.toMatchObject({
      code: 'already_deleted',
    });
  });
});

describe('a removal', () => {
  it('is refused for a wrong name and for photos that are not here', async () => {
    const { removals } = run.client;
    await expect(
      removals.carryOut({ target: MIRAS_INVITE, confirmation: 'Mira', losePhotos: true }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Mira Dahl'),
    });
    await expect(
      removals.carryOut({ target: MIRAS_INVITE, confirmation: 'Mira Dahl', losePhotos: false }),
    ).rejects.toMatchObject({ code: 'photos_at_risk' });
    expect(changes()).toEqual([]);
    expect(await history()).toEqual([]);
  });

  it('looks again at the moment it is done: photos may have come meanwhile', async () => {
    await downloadFirst(MIRAS_SESSION);
    world.sandbox.organization.addPhotos(MIRA_MODEL, 1);
    await expect(
      run.client.removals.carryOut({
        target: MIRAS_SESSION,
        confirmation: 'Mira Dahl',
        losePhotos: false,
      }),
    ).rejects.toMatchObject({ code: 'photos_at_risk' });
    expect(world.sandbox.organization.model(MIRA_MODEL).status).toBe('active');
  });

  it('of a session leaves its photos in the library, to be seen and exported', async () => {
    await downloadFirst(MIRAS_SESSION);
    const target = MIRAS_SESSION;
    await run.client.removals.carryOut({ target, confirmation: ' Mira  Dahl ', losePhotos: false });
    expect(world.sandbox.organization.model(MIRA_MODEL).status).toBe('deleted');
    const { photos, models } = await run.client.people.get({ personId: MIRA.id });
    expect(models).toMatchObject([{ id: MIRA_MODEL, gone: true }]);
    expect(photos.map(({ gone, stored }) => [gone, stored.includes('main')])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    world.desktop.chosen = world.folder;
    await run.client.exports.chooseFolder({ current: null });
    const preview = await run.client.exports.preview({
      options: {
        scope: { teamIds: [], personIds: [MIRA.id], photos: [] },
        selection: 'all',
        variant: 'main',
        layout: 'folder',
        template: '{person}-{number}',
        to: world.folder,
        overwrite: false,
      },
    });
    expect(preview).toMatchObject({ photos: 3, toDownload: 0, error: null });
    expect(await history()).toMatchObject([
      {
        kind: 'model.delete',
        subject: `Mira Dahl (${MIRA.email})`,
        state: 'done',
        detail: '1 session, 3 photos, all of them kept here. No credit came back.',
      },
    ]);
  });

  it('of an invite takes the person away, and all lists follow at once', async () => {
    const loss = await run.client.removals.carryOut({
      target: MIRAS_INVITE,
      confirmation: 'Mira Dahl',
      losePhotos: true,
    });
    expect(loss).toMatchObject({ photos: 3, missing: 3 });
    expect(world.sandbox.organization.person(MIRA.email)?.joinedAt).toBeNull();
    const mira = (await people()).find(({ id }) => id === MIRA.id);
    expect(mira?.lifecycle).toBe('gone');
    const { everybody: funnel } = await run.client.campaign.get({});
    expect(funnel.at).toMatchObject({ completed: 0, gone: 1 });
  });

  it('of an unused invite gives the credit back', async () => {
    const target: RemovalTarget = { kind: 'invite', email: SANNA.email };
    const before = (await run.client.campaign.get({})).credits.pendingInvites;
    await run.client.removals.carryOut({ target, confirmation: SANNA.email, losePhotos: false });
    expect((await run.client.campaign.get({})).credits.pendingInvites).toBe(before - 1);
    expect((await people()).map(({ email }) => email)).not.toContain(SANNA.email);
    expect((await history())[0]?.detail).toBe('Nothing was lost. The credit came back.');
  });

  it('of what somebody else has removed meanwhile counts as done, and says so', async () => {
    world.sandbox.organization.deleteModel(MIRA_MODEL);
    const { consequences } = await run.client.removals.carryOut({
      target: MIRAS_SESSION,
      confirmation: 'Mira Dahl',
      losePhotos: false,
    });
    expect(consequences).toEqual(['It was gone at HeadshotPro already.']);
    expect(await history()).toMatchObject([{ state: 'done' }]);
  });

  it('that fails is told with HeadshotPro’s own words, and stays in the history', async () => {
    world.sandbox.faults.add({
      match: { host: 'api', path: '/revoke' },
      fault: { kind: 'status', status: 403 },
    });
    const target: RemovalTarget = { kind: 'invite', email: TOVE.email };
    await expect(
      run.client.removals.carryOut({ target, confirmation: TOVE.email, losePhotos: false }),
    ).rejects.toMatchObject({ code: 'not_permitted' });
    expect(await history()).toMatchObject([
      { kind: 'invite.revoke', state: 'failed', error: { code: 'not_permitted' } },
    ]);
    expect(world.sandbox.organization.person(TOVE.email)?.joinedAt).not.toBeNull();
  });

  it('is refused offline with the reason, and nothing is kept for later', async () => {
    world.network.down = true;
    await expect(run.client.removals.preview(MIRAS_INVITE)).rejects.toMatchObject({
      code: 'api_unreachable',
    });
    await run.session(({ online }) => !online);
    // It is back, but nobody has looked yet.
    world.network.down = false;
    await expect(
      run.client.removals.carryOut({
        target: MIRAS_INVITE,
        confirmation: 'Mira Dahl',
        losePhotos: true,
      }),
    ).rejects.toMatchObject({ code: 'api_unreachable' });
    await run.session(({ online }) => online);
    await run.idle();
    expect(changes()).toEqual([]);
    expect(await history()).toEqual([]);
  });
});

describe('a removal whose answer is lost', () => {
  const agreed = { target: MIRAS_SESSION, confirmation: 'Mira Dahl', losePhotos: true };
  const MODEL = new RegExp(`/models/${MIRA_MODEL}$`);
  const loseAnswer = () =>
    world.sandbox.faults.add({
      match: { host: 'api', method: 'DELETE' },
      fault: { kind: 'truncate', keep: 0.5 },
    });

  it('is looked at again, and counts as done where it was', async () => {
    loseAnswer();
    await run.client.removals.carryOut(agreed);
    expect(world.sandbox.organization.model(MIRA_MODEL).status).toBe('deleted');
    expect(calls('DELETE')).toHaveLength(1);
    expect(await history()).toMatchObject([{ state: 'done' }]);
  });

  it('says that nobody knows where it cannot be looked at', async () => {
    loseAnswer();
    world.sandbox.faults.add({
      match: { host: 'api', method: 'GET', path: MODEL },
      after: 1,
      fault: { kind: 'status', status: 403 },
    });
    await expect(run.client.removals.carryOut(agreed)).rejects.toMatchObject({
      code: 'api_unreachable',
      message: expect.stringContaining('is not known'),
    });
    expect(await history()).toMatchObject([{ state: 'failed' }]);
  });

  it('is done all the same where only the lists cannot be read afterwards', async () => {
    world.sandbox.faults.add({
      match: { host: 'api', method: 'GET', path: /\/invites$/ },
      fault: { kind: 'status', status: 403 },
    });
    const { consequences } = await run.client.removals.carryOut(agreed);
    expect(consequences.join(' ')).toContain('Sync to see');
    const { models } = await run.client.people.get({ personId: MIRA.id });
    expect(models).toMatchObject([{ gone: true }]);
  });
});

describe('what HeadshotPro refuses', () => {
  it.each([
    ['INVALID_REQUEST', 400, 'invalid_input'],
    ['UNAUTHORIZED', 401, 'key_refused'],
    ['FORBIDDEN', 403, 'not_permitted'],
    ['INTERNAL_ERROR', 500, 'api_failed'],
  ])('with %s is told, and nothing is lost', async (apiCode, status, code) => {
    const fault = { kind: 'status', status, code: apiCode } as const;
    world.sandbox.faults.add({ match: { host: 'api', method: 'DELETE' }, fault });
    world.sandbox.faults.add({ match: { host: 'api', path: '/invites/revoke' }, fault });
    const agreed = { confirmation: 'Mira Dahl', losePhotos: true };
    const { removals } = run.client;
    const target = status === 401 ? MIRAS_INVITE : MIRAS_SESSION;
    await expect(removals.carryOut({ target, ...agreed })).rejects.toMatchObject({ code });
    expect(await history()).toMatchObject([{ state: 'failed', error: { code } }]);
    expect(world.sandbox.organization.model(MIRA_MODEL).status).toBe('active');
  });

  it.each([
    ['NOT_FOUND', 404],
    ['ALREADY_DELETED', 400],
  ])('with %s at the last moment was done by somebody else', async (code, status) => {
    world.sandbox.faults.add({
      match: { host: 'api', path: '/invites/revoke' },
      fault: { kind: 'status', status, code },
    });
    const { consequences } = await run.client.removals.carryOut({
      target: MIRAS_INVITE,
      confirmation: 'Mira Dahl',
      losePhotos: true,
    });
    expect(consequences).toEqual(['It was gone at HeadshotPro already.']);
  });

  it('because the allowance is used up goes on by itself when there is more', async () => {
    world.sandbox.faults.add({
      match: { host: 'api', path: '/invites/revoke' },
      times: 1,
      fault: {
        kind: 'status',
        status: 429,
        code: 'RATE_LIMIT_EXCEEDED',
        headers: { 'retry-after': '1' },
      },
    });
    const target: RemovalTarget = { kind: 'invite', email: SANNA.email };
    await run.client.removals.carryOut({ target, confirmation: SANNA.email, losePhotos: false });
    expect(world.sandbox.organization.pendingInvites()).toEqual([]);
  });
});
