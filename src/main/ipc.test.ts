import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { describe, expect, test } from 'vitest';
import { RecordingLog } from '#test/recording-log.ts';
import { announce, serveDesk } from './ipc.ts';

function serve(options: { hasWindow?: boolean } = {}) {
  const contents = { send: () => {} };
  const window = { webContents: contents, isDestroyed: () => false };
  const dispatched: unknown[] = [];
  type Handler = Parameters<IpcMain['handle']>[1];
  let handler: Handler = () => {};
  const ipc = {
    handle: (_channel: string, served: Handler) => {
      handler = served;
    },
  };
  const desk = {
    dispatch: async (...call: unknown[]) => {
      dispatched.push(call);
      return { ok: true as const, value: 'done' };
    },
  };
  const current = () => (options.hasWindow === false ? null : window) as unknown as BrowserWindow;
  serveDesk(ipc, desk, current, new RecordingLog());
  return {
    contents,
    dispatched,
    call: async (event: object) => handler(event as IpcMainInvokeEvent, 'people.list', {}),
  };
}

const ownFrame = { url: 'app://desk/index.html', parent: null };

describe('a call is served', () => {
  test('from the app’s own page', async () => {
    const { call, contents, dispatched } = serve();
    await expect(call({ sender: contents, senderFrame: ownFrame })).resolves.toEqual({
      ok: true,
      value: 'done',
    });
    expect(dispatched).toEqual([['people.list', {}]]);
  });
});

describe('a call is refused', () => {
  test.each([
    ['another page', { senderFrame: { url: 'https://evil.example/', parent: null } }],
    ['a page with a likely name', { senderFrame: { url: 'app://desk.evil/', parent: null } }],
    ['a frame inside the page', { senderFrame: { ...ownFrame, parent: ownFrame } }],
    ['a frame that is gone', { senderFrame: null }],
    ['another window', { sender: {} }],
  ])('from %s', async (_who, event) => {
    const { call, contents, dispatched } = serve();
    const sent = call({ sender: contents, senderFrame: ownFrame, ...event });
    await expect(sent).rejects.toThrow('may not call');
    expect(dispatched).toEqual([]);
  });

  test('while there is no window', async () => {
    const { call, contents } = serve({ hasWindow: false });
    await expect(call({ sender: contents, senderFrame: ownFrame })).rejects.toThrow('may not call');
  });
});

test('events go nowhere without a window', () => {
  const message = { name: 'library', payload: { revision: 1 } } as const;
  const gone = { isDestroyed: () => true } as BrowserWindow;
  expect(() => announce(null, message)).not.toThrow();
  expect(() => announce(gone, message)).not.toThrow();
});
