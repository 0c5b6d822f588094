import { expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { scriptedBridge } from '#test/scripted-bridge.ts';
import { withHeadStart } from './head-start.ts';

const FIRST = { path: 'people.list', input: { offset: 0 } };

function start() {
  const core = scriptedBridge();
  const bridge = withHeadStart(core.bridge, [FIRST]);
  return { core, list: () => bridge.invoke(FIRST.path, { ...FIRST.input }), bridge };
}

it('gives the early answer to the first who asks, and asks for the next', async () => {
  const { core, list } = start();
  void core.latest('people.list').answer('early');
  expect(await list()).toEqual({ ok: true, value: 'early' });
  expect(core.calls('people.list')).toHaveLength(1);
  const later = list();
  await core.latest('people.list').answer('later');
  expect(await later).toEqual({ ok: true, value: 'later' });
});

it('asks again where the early call failed, and for everything else', async () => {
  const { core, list, bridge } = start();
  await core.latest('people.list').fail(new AppError('library_missing', 'Connect first.'));
  const people = list();
  void bridge.invoke('people.list', { offset: 60 });
  await new Promise(setImmediate);
  expect(core.calls('people.list').map(({ input }) => input)).toEqual([
    { offset: 0 },
    { offset: 60 },
    { offset: 0 },
  ]);
  await core.latest('people.list').answer('now');
  expect(await people).toEqual({ ok: true, value: 'now' });
});
