import { afterEach, expect, test } from 'vitest';
import { MIRA, MIRA_MODEL, northlight, SANNA, startNorthlight } from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';
import { currentModel, stageOf } from './entities.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';

const open: Sandbox[] = [];
afterEach(() => Promise.all(open.splice(0).map((sandbox) => sandbox.close())));

/** The day after the last invite was sent: they end after 30. */
const BEGIN_MS = Date.UTC(2026, 0, 25);

async function start(options: Partial<SandboxOptions> = {}) {
  const clock = { now: () => BEGIN_MS + performance.now() };
  const sandbox = await startNorthlight({ clock, ...options });
  open.push(sandbox);
  return sandbox;
}

test('an invited person goes all the way to a chosen favorite', async () => {
  const sandbox = await start({ photosPerModel: 6 });
  const call = callerOf(sandbox);
  const statuses: unknown[] = [];
  const path = `/organization/invites/${encodeURIComponent(SANNA.email)}`;
  for (let moved = 1; moved > 0; moved = sandbox.progress()) {
    statuses.push((await call<{ invite: { status: string } }>('GET', path)).body.invite.status);
  }
  expect([...new Set(statuses)]).toEqual([
    'pending',
    'accepted',
    'uploading',
    'generating',
    'completed',
  ]);
  const { body } = await call<{ members: unknown[] }>('GET', '/organization/team/finished');
  expect(body.members).toHaveLength(4);
  expect(body.members[3]).toMatchObject({
    email: SANNA.email,
    photoCount: 6,
    hasFavorite: true,
  });
  // Tove and Sanna began; Mira and Oskar had paid before.
  expect(sandbox.organization.credits).toBe(40);
});

test('without credits nobody gets beyond uploading', async () => {
  const sandbox = await start({ seed: northlight({ credits: 1 }) });
  while (sandbox.progress() > 0);
  const stages = sandbox.organization.people.map(stageOf);
  expect(stages.toSorted()).toEqual(['ready', 'ready', 'ready', 'uploading']);
  expect(sandbox.organization.credits).toBe(0);
});

test('a failed session restarts by itself', async () => {
  const sandbox = await start();
  const { organization } = sandbox;
  const oskar = organization.people[1];
  if (oskar === undefined) throw new Error('no Oskar');
  organization.setModelStatus(currentModel(oskar)?.id ?? '', 'failed');
  sandbox.progress();
  expect(stageOf(oskar)).toBe('training');
});

test('people whose session or invite is gone stay where they are', async () => {
  const sandbox = await start();
  const { organization } = sandbox;
  organization.deleteModel(MIRA_MODEL);
  organization.revokeInvite(SANNA.email);
  while (sandbox.progress() > 0);
  expect(organization.person(MIRA.email)?.models).toHaveLength(1);
  expect(organization.person(SANNA.email)?.joinedAt).toBeNull();
});

test('whoever did not sign up within 30 days stays where they are', async () => {
  const sandbox = await start();
  sandbox.advance(30 * 24 * 60 * 60 * 1000);
  while (sandbox.progress() > 0);
  expect(sandbox.organization.person(SANNA.email)?.joinedAt).toBeNull();
});

test('some people move where some are asked for, the same ones for the same seed', async () => {
  const run = async () => {
    const sandbox = await start({ randomSeed: 7 });
    expect(sandbox.progress({ people: 1 })).toBe(1);
    return sandbox.organization.people.map(stageOf);
  };
  const first = await run();
  expect(first).not.toEqual(['ready', 'training', 'accepted', 'invited']);
  expect(await run()).toEqual(first);
});

test('the sandbox can move people by itself', async () => {
  const sandbox = await start({ progressEveryMs: 5 });
  await expect
    .poll(() => sandbox.organization.people.every((person) => stageOf(person) === 'ready'))
    .toBe(true);
});
