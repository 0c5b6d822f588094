import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { RecordingLog } from '#test/recording-log.ts';
import { lockPages, lockSession } from './security.ts';

type OpenHandler = (details: { url: string }) => { action: string };

class FakeContents extends EventEmitter {
  opens: OpenHandler = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: OpenHandler): void {
    this.opens = handler;
  }
}

function lockedPage(openLink: (url: string) => void = () => {}) {
  const app = new EventEmitter();
  lockPages(app as never, openLink, new RecordingLog());
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  const isAllowed = (name: string, details: object = {}) => {
    let allowed = true;
    contents.emit(name, { ...details, preventDefault: () => (allowed = false) });
    return allowed;
  };
  return { contents, isAllowed };
}

describe('a page', () => {
  test.each([
    ['app://desk/index.html', true],
    ['app://desk.evil.example/index.html', false],
    ['app://elsewhere/', false],
    ['https://www.headshotpro.com/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['about:blank', false],
    ['not a url', false],
  ])('that wants to go to %s may: %s', (url, expected) => {
    const { isAllowed } = lockedPage();
    expect(isAllowed('will-frame-navigate', { url, isMainFrame: true })).toBe(expected);
    expect(isAllowed('will-redirect', { url })).toBe(expected);
  });

  test('has no frames in it', () => {
    const { isAllowed } = lockedPage();
    const details = { url: 'app://desk/index.html', isMainFrame: false };
    expect(isAllowed('will-frame-navigate', details)).toBe(false);
  });

  test('has no webview', () => {
    expect(lockedPage().isAllowed('will-attach-webview')).toBe(false);
  });

  test('opens no window; its links go to the one opener', () => {
    const opened: string[] = [];
    const { contents } = lockedPage((url) => opened.push(url));
    expect(contents.opens({ url: 'https://www.headshotpro.com/' })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://www.headshotpro.com/']);
  });
});

function lockedSession(developmentOrigin?: string) {
  type Ask = (contents: null, permission: string, decide: (granted: boolean) => void) => void;
  type Check = () => boolean;
  type Request = (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void;
  const set: { ask?: Ask; check?: Check; device?: Check; request?: Request } = {};
  const session = {
    setPermissionRequestHandler: (handler: Ask) => (set.ask = handler),
    setPermissionCheckHandler: (handler: Check) => (set.check = handler),
    setDevicePermissionHandler: (handler: Check) => (set.device = handler),
    webRequest: { onBeforeRequest: (handler: Request) => (set.request = handler) },
  };
  const allowed = developmentOrigin === undefined ? {} : { developmentOrigin };
  lockSession(session as unknown as Session, allowed, new RecordingLog());
  return set;
}

describe('the session', () => {
  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])(
    'denies %s',
    (permission) => {
      const { ask, check, device } = lockedSession();
      const decisions: boolean[] = [];
      ask?.(null, permission, (granted) => decisions.push(granted));
      expect([...decisions, check?.(), device?.()]).toEqual([false, false, false]);
    },
  );

  test.each([
    ['app://desk/photos/m/p?size=thumb', true],
    ['data:image/png;base64,AA==', true],
    ['blob:app://desk/0', true],
    ['https://server.headshotpro.com/api/v2/organization', false],
    ['http://localhost:5173/@vite/client', false],
    ['ws://localhost:5173/', false],
    ['file:///etc/passwd', false],
  ])('lets the window ask for %s: %s', (url, expected) => {
    const answers: boolean[] = [];
    lockedSession().request?.({ url }, ({ cancel }) => answers.push(!cancel));
    expect(answers).toEqual([expected]);
  });

  test('lets hot reload through while developing, and nothing else', () => {
    const { request } = lockedSession('http://localhost:5173');
    const answers: boolean[] = [];
    for (const url of ['ws://localhost:5173/', 'http://localhost:5174/']) {
      request?.({ url }, ({ cancel }) => answers.push(!cancel));
    }
    expect(answers).toEqual([true, false]);
  });
});
