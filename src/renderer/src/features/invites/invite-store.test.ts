import { describe, expect, it } from 'vitest';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import type { CheckedInvites, CheckedLine } from '#shared/invites.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { textOf, withTeam } from './invite-entries.ts';
import { createInviteStore } from './invite-store.ts';

const line = (number: number, news: Partial<CheckedLine> = {}): CheckedLine => ({
  line: number,
  email: `p${number}@plain.example`,
  team: null,
  name: null,
  employeeId: null,
  problems: [],
  teamId: null,
  sendable: true,
  ...news,
});
const found = (...lines: CheckedLine[]): CheckedInvites => ({
  lines,
  unknownTeams: [],
  ignoredColumns: ['Office'],
});
const label = (count: number) => `Invite ${count}`;

function start() {
  const core = scriptedBridge();
  const store = createInviteStore(createClient(core.bridge));
  return { core, store };
}

describe('inviting people', () => {
  it('sends only the lines that nothing stands against, with what is known of each', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list', teamId: 'sales' });
    void store.getState().check(label);
    expect(core.latest('invites.check').input).toEqual({
      content: { text: 'a list' },
      teamId: 'sales',
    });
    const bad = { problems: [{ code: 'no_address' as const, message: 'No.' }], sendable: false };
    await core.latest('invites.check').answer(found(line(2, { name: 'Ada' }), line(3, bad)));
    void store.getState().send(label);
    expect(core.latest('invites.send').input).toEqual({
      invites: [
        { line: 2, email: 'p2@plain.example', teamId: null, name: 'Ada', employeeId: null },
      ],
      label: 'Invite 1',
    });
    await core.latest('invites.send').answer({ id: 'job' });
    expect(store.getState()).toMatchObject({ jobId: 'job', text: '', starting: false });
  });

  it('keeps what was written where the list cannot be checked, and says why', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list' });
    void store.getState().check(label);
    await core.latest('invites.check').fail(new AppError('api_unreachable', 'No network.'));
    expect(store.getState()).toMatchObject({
      text: 'a list',
      checked: null,
      failure: { message: 'No network.' },
    });
  });

  it('keeps the checked list where sending is refused', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list' });
    void store.getState().check(label);
    await core.latest('invites.check').answer(found(line(2)));
    void store.getState().send(label);
    await core.latest('invites.send').fail(new AppError('key_missing', 'No key.'));
    expect(store.getState()).toMatchObject({ jobId: null, failure: { message: 'No key.' } });
    expect(store.getState().checked?.lines).toHaveLength(1);
  });

  it('invites one person at once, and says at the field why it cannot', async () => {
    const { core, store } = start();
    store.getState().write({ kind: 'one', email: 'ada@plain.example', name: 'Ada' });
    void store.getState().check(label);
    const problem = { code: 'already_invited' as const, message: 'Invited already.' };
    await core
      .latest('invites.check')
      .answer(found(line(2, { problems: [problem], sendable: false })));
    expect(store.getState()).toMatchObject({
      checked: null,
      failure: { message: 'Invited already.' },
    });
    void store.getState().check(label);
    await core.latest('invites.check').answer(found(line(2)));
    expect(core.calls('invites.send')).toHaveLength(1);
  });

  it('checks what is left after a line was taken out, and remembers the unused columns', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list' });
    void store.getState().check(label);
    const [first, second] = [line(2), line(4, { email: 'say "hi"@x' })];
    await core.latest('invites.check').answer(found(first, second));
    void store.getState().takeOut([first]);
    expect(core.latest('invites.check').input).toEqual({
      content: { text: 'email,team,name,employeeId\n\n\n"say ""hi""@x","","",""' },
      teamId: null,
    });
    await core.latest('invites.check').answer({ ...found(second), ignoredColumns: [] });
    expect(store.getState().checked).toEqual(found(second));
  });

  it('drops the answer to a list that somebody went back from', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list' });
    void store.getState().check(label);
    store.getState().back();
    await core.latest('invites.check').answer(found(line(2)));
    expect(store.getState()).toMatchObject({ checked: null, checking: false });
  });

  it('creates a missing team and checks again', async () => {
    const { core, store } = start();
    store.getState().write({ text: 'a list' });
    void store.getState().check(label);
    await core.latest('invites.check').answer(found(line(2, { team: 'New' })));
    void store.getState().createTeam('New');
    await core.latest('teams.create').answer({ id: 't', name: 'New' });
    expect(core.calls('invites.check')).toHaveLength(2);
  });
});

describe('lines as text', () => {
  it('leaves each line its number where it can', () => {
    const rows = textOf([line(2), line(5)]).split('\n');
    expect(rows.findIndex((row) => row.includes('p5@'))).toBe(4);
    expect(textOf([line(1), line(1)]).split('\n')).toHaveLength(3);
  });

  it('takes another team for one name, however it is written', () => {
    const lines = [line(2, { team: ' équipe A' }), line(3, { team: 'Other' }), line(4)];
    expect(withTeam(lines, 'Equipe a', 'team_1').map(({ team }) => team)).toEqual([
      'team_1',
      'Other',
      null,
    ]);
  });
});
