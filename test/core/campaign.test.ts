import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignQuery } from '#shared/campaign.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';
import {
  BACK_OFFICE,
  FIELD_CREW,
  MIRA,
  MIRA_MODEL,
  OSKAR_MODEL,
  SANNA,
  TOVE,
} from '#test/northlight.ts';

const OSKAR = 'oskar@northlight.example';
const DAY_MS = 86_400_000;

let world: DeskWorld;
let run: Run;

beforeEach(async () => {
  world = await createDeskWorld();
  run = await world.run();
  await run.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
  await run.idle();
});
afterEach(() => world.close());

const query = (changes: Partial<CampaignQuery> = {}): CampaignQuery => ({
  step: null,
  teamId: null,
  withoutFavorite: false,
  search: '',
  order: 'name',
  ...changes,
});
const people = async (changes: Partial<CampaignQuery> = {}) =>
  run.client.campaign.people({ ...query(changes), offset: 0, limit: 50 });
const emails = async (changes: Partial<CampaignQuery> = {}) =>
  (await people(changes)).items.map(({ email }) => email);
async function sync(): Promise<void> {
  await run.client.jobs.sync({ full: false });
  await run.idle();
}

describe('the campaign', () => {
  it('counts who stands at each step, and who has come how far, by team and over all', async () => {
    const { everybody, teams, credits, syncedAt } = await run.client.campaign.get({});
    expect(everybody).toMatchObject({
      team: null,
      people: 4,
      at: { pending: 1, accepted: 1, uploading: 0, generating: 1, completed: 1, failed: 0 },
      reached: { pending: 4, accepted: 3, uploading: 2, generating: 2, completed: 1 },
      withoutFavorite: 0,
    });
    expect(teams.map(({ team, people: n }) => [team?.id, n])).toEqual([
      [BACK_OFFICE.id, 2],
      [FIELD_CREW.id, 1],
      ['unassigned', 1],
    ]);
    expect(credits).toEqual({ left: 42, pendingInvites: 1, cap: 84, low: false });
    expect(syncedAt).not.toBeNull();
  });

  it('leaves out who is gone, and counts who failed beside the way', async () => {
    const { organization } = world.sandbox;
    organization.setModelStatus(OSKAR_MODEL, 'failed');
    organization.revokeInvite(SANNA.email);
    await sync();
    const { everybody } = await run.client.campaign.get({});
    expect(everybody).toMatchObject({
      people: 3,
      at: { failed: 1, gone: 1, generating: 0 },
      reached: { pending: 3, generating: 2, completed: 1 },
    });
    expect(await emails({ step: 'gone' })).toEqual([SANNA.email]);
  });

  it('warns of few credits as the settings ask', async () => {
    await run.client.settings.set({ lowCredits: 43 });
    expect((await run.client.campaign.get({})).credits.low).toBe(true);
    await run.client.settings.set({ lowCredits: 42 });
    expect((await run.client.campaign.get({})).credits.low).toBe(false);
  });
});

describe('people on their way', () => {
  it('show since when they stand where they are, and when their invite ends', async () => {
    const { items } = await people();
    const of = (email: string) => items.find((person) => person.email === email);
    expect(of(SANNA.email)).toMatchObject({
      personId: `email:${SANNA.email}`,
      step: 'pending',
      inviteStatus: 'pending',
      since: '2026-01-24T08:00:00.000Z',
      expiresAt: '2026-02-23T08:00:00.000Z',
    });
    expect(of(TOVE.email)).toMatchObject({
      step: 'accepted',
      memberStatus: 'accepted',
      since: '2026-01-23T10:00:00.000Z',
      expiresAt: null,
    });
    expect(of(OSKAR)).toMatchObject({ step: 'generating', modelId: OSKAR_MODEL, teamId: null });
    const mira = of(MIRA.email);
    expect(mira).toMatchObject({
      step: 'completed',
      since: '2026-01-20T11:05:00.000Z',
      photoCount: 3,
      hasFavorite: true,
    });
    const days = Math.floor((Date.now() - Date.parse('2026-01-20T11:05:00.000Z')) / DAY_MS);
    expect(mira?.days).toBe(Math.max(0, days));
  });

  it('are uploading as soon as their session has begun', async () => {
    world.sandbox.organization.startModel(TOVE.email);
    await sync();
    expect(await emails({ step: 'uploading' })).toEqual([TOVE.email]);
  });

  it('are narrowed by step, team and words, and come by page', async () => {
    expect(await emails({ step: 'generating' })).toEqual([OSKAR]);
    expect(await emails({ teamId: BACK_OFFICE.id })).toEqual([SANNA.email, TOVE.email]);
    expect(await emails({ teamId: 'unassigned' })).toEqual([OSKAR]);
    expect(await emails({ search: 'DAHL mira' })).toEqual([MIRA.email]);
    expect(await emails({ search: '%' })).toEqual([]);
    const page = await run.client.campaign.people({ ...query(), offset: 3, limit: 1 });
    expect(page.total).toBe(4);
    expect(page.items).toHaveLength(1);
    const beyond = await run.client.campaign.people({ ...query(), offset: 9, limit: 1 });
    expect(beyond).toEqual({ items: [], total: 4 });
  });

  it('come the longest first, those who wait for nothing last', async () => {
    world.sandbox.organization.revokeInvite(SANNA.email);
    await sync();
    expect(await emails({ order: 'longest' })).toEqual([
      OSKAR,
      TOVE.email,
      MIRA.email,
      SANNA.email,
    ]);
  });

  it('who are ready and have not chosen are found', async () => {
    expect(await emails({ withoutFavorite: true })).toEqual([]);
    world.sandbox.organization.model(MIRA_MODEL).favoritePhotoId = null;
    await sync();
    expect(await emails({ withoutFavorite: true })).toEqual([MIRA.email]);
    expect((await run.client.campaign.get({})).everybody.withoutFavorite).toBe(1);
  });
});

describe('a list of the campaign', () => {
  it('is saved where the person says, or not at all', async () => {
    const { campaign } = run.client;
    expect(await campaign.saveCsv(query())).toBeNull();
    const file = join(world.folder, 'list.csv');
    world.desktop.savedTo = file;
    world.sandbox.organization.join(TOVE.email, '=cmd|calc');
    await sync();
    expect(await campaign.saveCsv(query())).toEqual({ fileName: 'list.csv', people: 4 });
    const csv = await readFile(file, 'utf8');
    expect(csv.startsWith('\ufeffname,email,employeeId,team,step,')).toBe(true);
    expect(csv).toContain(`'=cmd|calc,${TOVE.email}`);
    expect(csv.trim().split('\r\n')).toHaveLength(5);
    expect(world.desktop.calls.filter((call) => call.startsWith('save campaign-'))).toHaveLength(2);
  });

  it('that cannot be written says so', async () => {
    world.desktop.savedTo = join(world.folder, 'in-the-way');
    await mkdir(world.desktop.savedTo);
    await expect(run.client.campaign.saveCsv(query())).rejects.toMatchObject({
      code: 'disk_failed',
    });
  });

  it('becomes a message where nobody sees the others', async () => {
    const { campaign } = run.client;
    expect(await campaign.mail(query({ teamId: BACK_OFFICE.id }))).toEqual({ people: 2 });
    expect(world.desktop.calls).toContain(
      'mail mailto:?bcc=sanna%2Bwork@northlight.example,tove@northlight.example',
    );
    await expect(campaign.mail(query({ search: 'nobody' }))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not for those who are gone, unless it is of them', async () => {
    world.sandbox.organization.revokeInvite(SANNA.email);
    await sync();
    const { campaign } = run.client;
    expect(await campaign.copyAddresses(query())).toEqual({ people: 3 });
    expect(await campaign.copyAddresses(query({ step: 'gone' }))).toEqual({ people: 1 });
    expect(world.desktop.calls).toContain(`copy ${SANNA.email}`);
  });

  it('that is too long for a message says so, and can be copied', async () => {
    for (let n = 0; n < 100; n++) {
      world.sandbox.organization.invite(`person${n}@northlight.example`, null);
    }
    await sync();
    const { campaign } = run.client;
    await expect(campaign.mail(query())).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Copy the addresses'),
    });
    expect(await campaign.copyAddresses(query({ search: 'person1@' }))).toEqual({ people: 1 });
    expect(world.desktop.calls).toContain('copy person1@northlight.example');
  });
});
