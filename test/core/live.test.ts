import { afterEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';

/** A minute of the desk's in some milliseconds of ours. */
const HASTE = 3_000;

let world: DeskWorld;
let run: Run;
let sandbox: Sandbox;
afterEach(() => world.close());

async function start({ people = 6, pollMinutes = 1 } = {}): Promise<void> {
  sandbox = await startSandbox({
    seed: plainOrganization({ people, photosPerPerson: 2, unfinished: 3 }),
    draw: plainDraw(),
    rateLimit: 100_000,
  });
  world = await createDeskWorld({ sandbox, haste: HASTE });
  run = await world.run();
  await run.client.settings.set({ pollMinutes });
  await run.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
  await run.idle();
  sandbox.requests.clear();
}

const calls = () => sandbox.requests.to('api').length;
/** Waits for a look that ends later than now. */
async function nextLook(): Promise<void> {
  const before = (await run.client.live.get({})).lastLookAt ?? '';
  await run.until('live', ({ lastLookAt }) => (lastLookAt ?? '') > before);
}
const ready = async () => (await run.client.library.summary({})).lifecycles.ready;

describe('looking for news', () => {
  it('is done while the window is visible, and costs a handful of calls where nothing is new', async () => {
    await start();
    await run.client.live.setVisible({ visible: true });
    await nextLook();
    await run.client.live.setVisible({ visible: false });
    const { jobs } = await run.client.jobs.list({});
    expect(jobs.filter(({ kind }) => kind === 'sync')).toHaveLength(1);
    expect(calls() % 7).toBe(0);
    expect(calls()).toBeGreaterThan(0);
  });

  it('costs no more for a hundred times the people', async () => {
    await start({ people: 600, pollMinutes: 0 });
    await run.client.live.look({});
    expect(calls()).toBe(7);
  });

  it('is not done while nobody looks and no rule is on', async () => {
    await start();
    expect((await run.client.live.get({})).nextLookAt).toBeNull();
    await run.client.live.setVisible({ visible: true });
    await run.until('live', ({ nextLookAt }) => nextLookAt !== null);
    await run.client.live.setVisible({ visible: false });
    await run.until('live', ({ nextLookAt }) => nextLookAt === null);
  });

  it.each<[string, () => void]>([
    ['somebody is ready', () => sandbox.progress()],
    ['a favorite is another one', () => chooseAnother()],
    ['a credit was bought', () => void sandbox.organization.credits++],
    ['a team was made', () => void sandbox.organization.addTeam('Drones')],
    ['a session was deleted', () => sandbox.organization.deleteModel(firstModel())],
    ['somebody was invited', () => void sandbox.organization.invite('new@plain.example', null)],
  ])('finds that %s, and syncs once', async (_, change) => {
    await start({ pollMinutes: 0 });
    change();
    await run.client.live.look({});
    await run.idle();
    // The look, and a sync.
    expect(calls()).toBeGreaterThan(7);
    sandbox.requests.clear();
    await run.client.live.look({});
    await run.idle();
    expect(calls()).toBe(7);
  });

  it('does not sync again for what stays different for good', async () => {
    await start({ pollMinutes: 0 });
    // The list of favorites is withheld, and the finished members say that they have one.
    sandbox.faults.add({
      match: { path: '/organization/photos/favorites' },
      fault: { kind: 'status', status: 403 },
    });
    for (const model of sandbox.organization.models.values()) model.favoritePhotoId = null;
    await run.client.live.look({});
    await run.idle();
    sandbox.requests.clear();
    await run.client.live.look({});
    await run.idle();
    expect(calls()).toBeLessThanOrEqual(7);
  });

  it('waits for the network, and says so to whoever asks for a look', async () => {
    await start({ pollMinutes: 0 });
    world.network.down = true;
    await expect(run.client.live.look({})).rejects.toMatchObject({ code: 'api_unreachable' });
    await run.session(({ online }) => !online);
    await expect(run.client.live.look({})).rejects.toMatchObject({ code: 'api_unreachable' });
    sandbox.progress();
    const before = await ready();
    world.network.down = false;
    await run.session(({ online }) => online);
    await run.idle();
    expect(await ready()).toBeGreaterThanOrEqual(before);
  });
});

function firstModel(): string {
  const [model] = sandbox.organization.models.keys();
  if (model === undefined) throw new Error('The plain organization has sessions.');
  return model;
}

function chooseAnother(): void {
  const model = sandbox.organization.model(firstModel());
  const other = [...model.photos.keys()].find((id) => id !== model.favoritePhotoId);
  sandbox.organization.chooseFavorite(model.id, other ?? '');
}
