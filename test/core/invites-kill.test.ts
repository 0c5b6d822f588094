import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { KillWorld } from '#test/kill-world.ts';

const PEOPLE = Array.from({ length: 60 }, (_, index) => `new-${index}@x.example`);

let world: KillWorld;
/** Every invite that HeadshotPro sent out, by address. */
let sent: string[];
beforeAll(async () => {
  world = await KillWorld.start({ people: 1, photos: 1 });
  const { organization } = world.sandbox;
  const invite = organization.invite.bind(organization);
  organization.invite = (email, teamId) => {
    sent.push(email);
    return invite(email, teamId);
  };
});
beforeEach(async () => {
  sent = [];
  await world.renew();
  for (const email of PEOPLE) {
    if (world.sandbox.organization.person(email)) world.sandbox.organization.revokeInvite(email);
  }
});
afterAll(() => world.close());

/** How many calls that send an invite HeadshotPro refused because they came twice. */
const refused = () =>
  world.sandbox.requests.to('api').filter(({ method, path, status }) => {
    return method === 'POST' && path.endsWith('/invites') && status === 400;
  }).length;

it('the command line, killed again and again in the middle of a list, sends nobody two invites', async () => {
  const file = join(world.folder, 'people.csv');
  await writeFile(file, `email\n${PEOPLE.join('\n')}\n`);
  const line = `invites send-csv ${file} --json`;
  for (const [nth, delayMs] of [
    [9, 0],
    [13, 1],
    [18, 3],
  ] as const) {
    expect((await world.command(line, { kind: 'api', nth, delayMs })).killed).toBe(true);
    // Some are out, and some are not.
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThan(PEOPLE.length);
  }
  const { status, output } = await world.command(line);
  expect(status, output).toBe(0);
  expect(sent.toSorted()).toEqual(PEOPLE.toSorted());
  world.whileOpen(({ db }) => {
    const open = db.all("SELECT 1 FROM invite_sends WHERE state IN ('queued', 'unknown')");
    expect(open).toEqual([]);
    expect(db.all("SELECT 1 FROM jobs WHERE state = 'paused'")).toEqual([]);
  });
});

it('the window’s engine, killed again and again, goes on by itself, and asks instead of sending twice', async () => {
  for (const [nth, delayMs] of [
    [18, 0],
    [22, 2],
    [20, 0],
  ] as const) {
    const { killed, output } = await world.desk('invites', { kind: 'api', nth, delayMs });
    expect(killed, output).toBe(true);
  }
  expect(sent.length).toBeLessThan(PEOPLE.length);
  const { status, output } = await world.desk('invites');
  expect(status, output).toBe(0);
  expect(output).toContain('"state":"done"');
  expect(sent.toSorted()).toEqual(PEOPLE.toSorted());
  expect(refused()).toBe(0);
  world.whileOpen(({ db }) => {
    const states = db.all('SELECT state, COUNT(*) AS n FROM invite_sends GROUP BY state');
    expect(states).toEqual([{ state: 'sent', n: PEOPLE.length }]);
  });
});
