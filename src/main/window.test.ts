import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { openWindow } from './window.ts';

class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly did: string[] = [];
  maximize = () => this.did.push('maximize');
  setFullScreen = () => this.did.push('fullScreen');
  show = () => this.did.push('show');
  reload = () => this.did.push('reload');
  isDestroyed = () => false;
  isMaximized = () => true;
  isFullScreen = () => false;
  getNormalBounds = () => ({ x: 5, y: 50, width: 1000, height: 700 });
  loadURL = async (url: string) => {
    this.did.push(`load ${url}`);
  };
}

function open(settings: { get: (key: string) => unknown; set: (key: string, v: unknown) => void }) {
  const window = new FakeWindow();
  const log = new RecordingLog();
  let options: BrowserWindowConstructorOptions = {};
  openWindow({
    create: (given) => {
      options = given;
      return window as never;
    },
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] as never,
    },
    settings,
    preload: '/out/preload/index.cjs',
    iconFile: '/icon.png',
    backgroundColor: '#fff',
    log,
  });
  return { window, options, log };
}

function memory() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => {
      kept.set(key, value);
    },
  };
}

test('the window is isolated, sandboxed and without Node', () => {
  expect(open(memory()).options.webPreferences).toEqual({
    preload: '/out/preload/index.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});

test('the window shows the app’s own page, once it is painted', () => {
  const { window } = open(memory());
  expect(window.did).toEqual(['load app://desk/index.html']);
  window.emit('ready-to-show');
  expect(window.did).toContain('show');
});

test('the window comes back as it was left', () => {
  const settings = memory();
  open(settings).window.emit('close');
  const { options, window } = open(settings);
  expect(options).toMatchObject({ x: 5, y: 50, width: 1000, height: 700 });
  expect(window.did).toContain('maximize');
});

test('a place that cannot be remembered does not keep the window open', () => {
  const { window, log } = open({
    get: () => undefined,
    set: () => {
      throw new AppError('disk_failed', 'Full.');
    },
  });
  expect(() => window.emit('close')).not.toThrow();
  expect(log.lines).toHaveLength(1);
});

test('a window whose process crashed is loaded again', () => {
  const { window } = open(memory());
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(window.did).toContain('reload');
});
