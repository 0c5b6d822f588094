import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDispatch } from '#core/dispatch.ts';
import { INPUT_SCHEMAS } from '#core/input-schemas.ts';
import type { Bridge, EventMessage } from '#shared/bridge.ts';
import { createClient } from '#shared/client.ts';
import type { Api } from '#shared/contract.ts';
import { AppError, ERROR_CODES } from '#shared/errors.ts';
import { electronBridge } from '#test/electron-bridge.ts';
import { type DeskEnd, memoryBridge } from '#test/memory-bridge.ts';
import { RecordingLog } from '#test/recording-log.ts';

/** A way from a window to a desk, to be tried. */
interface Transport {
  name: string;
  connect(desk: DeskEnd): Bridge;
}

/** Every transport keeps the same promises. */
const TRANSPORTS: Transport[] = [
  { name: 'memory', connect: (desk) => memoryBridge(desk) },
  { name: 'Electron', connect: electronBridge },
];

const SECRET = 'canary-contract-key';

describe.each(TRANSPORTS)('over the $name bridge', ({ connect }) => {
  let log: RecordingLog;
  let bridge: Bridge;
  let client: Api;
  let calls: unknown[];
  let fail: (() => never) | null;
  let tell: (message: EventMessage) => void;

  beforeEach(() => {
    log = new RecordingLog();
    calls = [];
    fail = null;
    const listeners = new Set<(message: EventMessage) => void>();
    tell = (message) => {
      for (const listener of listeners) listener(message);
    };
    const services = answering((path, input) => {
      calls.push([path, input]);
      fail?.();
      return path === 'people.ids' ? ['a', 'b'] : undefined;
    });
    bridge = connect({
      dispatch: createDispatch(services, log),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    });
    client = createClient(bridge);
  });
  afterEach(() => {
    fail = null;
  });

  it('carries one input there and the answer back', async () => {
    const query = {
      view: { kind: 'team', teamId: 'ünï/"<>' },
      filter: {
        search: ' ',
        hasFavorite: null,
        rated: true,
        downloaded: null,
        isNew: null,
        lifecycle: null,
      },
      sort: { key: 'name', descending: false },
    } as const;
    expect(await client.people.ids(query)).toEqual(['a', 'b']);
    expect(calls).toEqual([['people.ids', query]]);
    expect(await client.library.markVisited({})).toBeNull();
  });

  it.each(ERROR_CODES)('throws %s as it was thrown', async (code) => {
    fail = () => {
      throw new AppError(code, 'What happened. What to do.');
    };
    const caught: unknown = await client.session.get({}).catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(AppError);
    expect(caught).toMatchObject({ code, message: 'What happened. What to do.' });
    expect(log.lines).toEqual([]);
  });

  it('tells a bug as internal, and logs its cause once', async () => {
    fail = () => {
      throw new TypeError('x is not a function');
    };
    await expect(client.session.get({})).rejects.toMatchObject({ code: 'internal' });
    await expect(client.session.get({})).rejects.not.toThrow(/x is not a function/);
    expect(log.lines.filter((line) => line.includes('x is not a function'))).toHaveLength(2);
  });

  it.each([
    'people.constructor',
    'people.__proto__',
    'constructor.constructor',
    '__proto__.toString',
    'people.list.call',
    'people',
    '',
    '.',
    'people.',
    'nobody.list',
    'people.nothing',
    'hasOwnProperty.call',
  ])('refuses the path "%s"', async (path) => {
    expect(await bridge.invoke(path, {})).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['people.get', {}],
    ['people.get', { personId: 7 }],
    ['people.get', null],
    ['people.get', undefined],
    ['people.get', [{ personId: 'a' }]],
    ['people.get', { personId: 'a', more: true }],
    ['session.get', { apiKey: SECRET }],
    ['session.connect', { apiKey: SECRET }],
    ['session.connect', { apiKey: { [SECRET]: SECRET }, remember: true }],
    ['photos.mark', { photos: [{ modelId: 'm', photoId: 'p' }], stars: 9 }],
    ['photos.mark', { photos: [{ modelId: 'm', photoId: '' }], stars: 1 }],
    ['people.list', { offset: -1, limit: 10 }],
    ['settings.set', { concurrency: 0 }],
  ])('refuses input that does not fit: %s %j', async (path, input) => {
    const reply = await bridge.invoke(path, input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(JSON.stringify(reply)).not.toContain(SECRET);
    expect(log.lines.join()).not.toContain(SECRET);
    expect(calls).toEqual([]);
  });

  it('carries events to everybody who listens, until they leave', async () => {
    const heard: EventMessage[][] = [[], []];
    const leave = bridge.subscribe((message) => heard[0]?.push(message));
    bridge.subscribe((message) => heard[1]?.push(message));
    const event = { name: 'library', payload: { revision: 7 } } as const;
    tell(event);
    leave();
    tell({ ...event, payload: { revision: 8 } });
    await expect.poll(() => heard[1]?.length).toBe(2);
    expect(heard[0]).toEqual([event]);
  });

  it('can be awaited without being taken for a promise', async () => {
    expect(await client).toBe(client);
    expect(await client.people).toBe(client.people);
    expect(client.people.list).toBe(client.people.list);
  });

  it('knows every call of the contract', async () => {
    for (const [service, methods] of Object.entries(INPUT_SCHEMAS)) {
      for (const method of Object.keys(methods)) {
        const reply = await bridge.invoke(`${service}.${method}`, 'nonsense');
        expect(reply).toMatchObject({ ok: false, error: { message: /unexpected input/ } });
      }
    }
  });
});

/** Services that hand each call to `answer`. */
function answering(answer: (path: string, input: unknown) => unknown): Api {
  const services = Object.entries(INPUT_SCHEMAS).map(([service, methods]) => [
    service,
    Object.fromEntries(
      Object.keys(methods).map((method) => [
        method,
        async (input: unknown) => answer(`${service}.${method}`, input),
      ]),
    ),
  ]);
  return Object.fromEntries(services) as Api;
}
