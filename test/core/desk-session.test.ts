import { afterEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { createDeskWorld, type DeskWorld, everybody } from '#test/desk-world.ts';
import { northlight } from '#test/northlight.ts';

const OTHER_KEY = 'canary-another-key-entirely';

let world: DeskWorld;
afterEach(() => world.close());

const plainSandbox = () =>
  startSandbox({
    seed: plainOrganization({ people: 3, photosPerPerson: 2 }),
    draw: plainDraw(),
    apiKey: OTHER_KEY,
  });

describe('connecting', () => {
  it('takes a good key, keeps it in the key store and fills the library', async () => {
    world = await createDeskWorld();
    const { client, idle } = await world.run();
    expect(await client.session.get({})).toEqual({ state: 'welcome', keyStorage: { kind: 'os' } });
    const session = await client.session.connect({
      apiKey: ` ${world.sandbox.apiKey}\n`,
      remember: true,
    });
    expect(session).toEqual({
      state: 'connected',
      organization: {
        uid: 'org_7f3k29ab',
        name: 'Northlight Surveying',
        website: 'https://northlight.example',
      },
      hasKey: true,
      online: true,
      demo: false,
      problem: null,
      keyStorage: { kind: 'os' },
    });
    expect(world.vault.stored).toBe(world.sandbox.apiKey);
    await idle();
    const summary = await client.library.summary({});
    expect(summary.totals).toMatchObject({ people: 4, ready: 1, photos: 3, stored: 0 });
    expect(summary.lifecycles).toMatchObject({ ready: 1, in_progress: 1, accepted: 1, invited: 1 });
  });

  it('keeps nothing of a refused key, and stays on the welcome screen', async () => {
    world = await createDeskWorld();
    const { client } = await world.run();
    const connecting = client.session.connect({ apiKey: 'not-the-key', remember: true });
    await expect(connecting).rejects.toMatchObject({ code: 'key_refused' });
    expect(world.vault.stored).toBeNull();
    expect(await client.session.get({})).toMatchObject({ state: 'welcome' });
  });

  it('says why when there is no network', async () => {
    world = await createDeskWorld();
    world.network.down = true;
    const { client } = await world.run();
    const connecting = client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await expect(connecting).rejects.toMatchObject({ code: 'api_unreachable' });
    expect(world.vault.stored).toBeNull();
  });

  it('offers this session only where there is no key store, and says so', async () => {
    world = await createDeskWorld();
    world.vault.kind = { kind: 'session', reason: 'There is no keyring on this computer.' };
    const { client } = await world.run();
    const session = await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    expect(session.keyStorage).toEqual(world.vault.kind);
    expect(world.vault.stored).toBeNull();
  });

  it('forgets an earlier key when the new one is not to be kept', async () => {
    world = await createDeskWorld();
    world.vault.stored = 'an-earlier-key';
    const { client } = await world.run();
    const session = await client.session.connect({ apiKey: world.sandbox.apiKey, remember: false });
    expect(session.keyStorage.kind).toBe('session');
    expect(world.vault.stored).toBeNull();
  });

  it('says so when the key store fails, and goes on for this session', async () => {
    world = await createDeskWorld();
    world.vault.write = () => Promise.reject(new Error('the keyring is locked'));
    const { client } = await world.run();
    const session = await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    expect(session).toMatchObject({ hasKey: true, online: true, keyStorage: { kind: 'session' } });
  });

  it('gives another organization a library of its own', async () => {
    world = await createDeskWorld();
    const { client, idle } = await world.run();
    await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await idle();
    const people = await client.people.ids(everybody());
    Object.assign(world.sandbox.organization, { uid: 'org_other' });
    const other = await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    expect(other).toMatchObject({ organization: { uid: 'org_other' } });
    await idle();
    Object.assign(world.sandbox.organization, { uid: 'org_7f3k29ab' });
    await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    expect(await client.people.ids(everybody())).toEqual(people);
  });
});

describe('starting', () => {
  it('opens the last library without any network, and connects when it is back', async () => {
    world = await createDeskWorld();
    const first = await world.run();
    await first.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await first.idle();
    await first.close();

    world.network.down = true;
    const second = await world.run();
    const offline = await second.session((it) => it.problem !== null);
    expect(offline).toMatchObject({
      hasKey: true,
      online: false,
      problem: { code: 'api_unreachable' },
    });
    const { items } = await second.client.people.list({ ...everybody(), offset: 0, limit: 10 });
    expect(items.map(({ name }) => name)).toContain('Mira Dahl');

    world.network.down = false;
    const online = await second.session((it) => it.online);
    expect(online).toMatchObject({ hasKey: true, problem: null });
    await second.until('session', (it) => it.state === 'connected' && it.online);
  });

  it('asks at once when a person wants it to', async () => {
    world = await createDeskWorld();
    const { client, idle, session } = await world.run();
    await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await idle();
    world.network.down = true;
    await client.jobs.sync({ full: false });
    await session(({ online }) => !online);
    expect(await client.session.retry({})).toMatchObject({ online: false });
    world.network.down = false;
    expect(await client.session.retry({})).toMatchObject({ online: true, problem: null });
    await idle();
  });

  it('shows the library without a key after it was forgotten', async () => {
    world = await createDeskWorld();
    const first = await world.run();
    await first.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await first.idle();
    const after = await first.client.session.forget({});
    expect(after).toMatchObject({ state: 'connected', hasKey: false, online: false });
    expect(world.vault.stored).toBeNull();
    await first.close();

    const second = await world.run();
    expect(await second.client.session.get({})).toMatchObject({
      state: 'connected',
      hasKey: false,
    });
    expect(await second.client.people.ids(everybody())).toHaveLength(4);
  });

  it('finds out whose key is stored where there is no library yet', async () => {
    world = await createDeskWorld();
    world.vault.stored = world.sandbox.apiKey;
    const { client } = await world.run();
    expect(await client.session.get({})).toMatchObject({ state: 'connected', online: true });
  });

  it('lets a library be looked at while another program works on it, and takes over after', async () => {
    world = await createDeskWorld();
    const first = await world.run();
    await first.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    await first.idle();

    const second = await world.run();
    const looking = await second.session((it) => it.problem !== null);
    expect(looking).toMatchObject({ problem: { code: 'library_busy' } });
    expect(await second.client.people.ids(everybody())).toHaveLength(4);
    const sync = second.client.jobs.sync({ full: false });
    await expect(sync).rejects.toMatchObject({ code: 'library_busy' });

    await first.close();
    await second.session((it) => it.problem === null && it.online);
    await expect(second.client.jobs.sync({ full: false })).resolves.toMatchObject({ kind: 'sync' });
  });
});

describe('the demo', () => {
  it('connects with one call, apart from the real library, and is left without a trace', async () => {
    world = await createDeskWorld({ demo: await plainSandbox() });
    const { client, idle } = await world.run();
    const session = await client.session.connectDemo({});
    expect(session).toMatchObject({ demo: true, organization: { name: 'Plain & Sons' } });
    await idle();
    expect(await client.people.ids(everybody())).toHaveLength(3);
    expect(world.vault.stored).toBeNull();
    expect(await client.session.forget({})).toMatchObject({ state: 'welcome' });
    await expect(client.library.summary({})).rejects.toMatchObject({ code: 'library_missing' });
  });

  it('is there again at the next start', async () => {
    world = await createDeskWorld({ demo: await plainSandbox() });
    const first = await world.run();
    await first.client.session.connectDemo({});
    await first.close();
    const second = await world.run();
    expect(await second.client.session.get({})).toMatchObject({ demo: true, online: true });
  });

  it('gives way to a real key', async () => {
    world = await createDeskWorld({ demo: await plainSandbox() });
    const { client, idle } = await world.run();
    await client.session.connectDemo({});
    const session = await client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
    expect(session).toMatchObject({ demo: false, organization: { name: 'Northlight Surveying' } });
    await idle();
    expect(await client.people.ids(everybody())).toHaveLength(4);
  });
});

it('never lets the key out: no reply, no event, no report, no setting, no log', async () => {
  const canary = 'canary-5f2b-never-leaves';
  const sandbox = await startSandbox({ seed: northlight(), draw: plainDraw(), apiKey: canary });
  world = await createDeskWorld({ sandbox });
  const { client, idle, events } = await world.run();
  await client.session.connect({ apiKey: canary, remember: true });
  await idle();
  await client.jobs.download({
    scope: { teamIds: [], personIds: [], photos: [] },
    selection: 'all',
    variant: 'main',
    label: 'All',
  });
  await idle();
  sandbox.access.apiKey = 'another-now';
  await client.jobs.sync({ full: true });
  await client.session.connect({ apiKey: `${canary}-wrong`, remember: true }).catch(() => {});
  await client.session.connect({ apiKey: `${canary} wrong`, remember: true }).catch(() => {});
  // Whatever a report is made of, the key is taken out of it.
  await client.session.retry({});
  world.desktop.about = () => ({ version: `somebody pasted ${canary} here` });
  const { text } = await client.desktop.diagnostics({});
  expect(text).toContain('# Headshot Desk');
  expect(events.length).toBeGreaterThan(3);
  const out = [...world.seen, ...world.log.lines, JSON.stringify([...world.settings])].join('\n');
  expect(out).toContain('Northlight Surveying');
  expect(out).not.toContain(canary);
  expect(out).not.toContain('signature=');
});
