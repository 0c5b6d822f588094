import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  Item,
  Rectangle,
  WebContents,
} from 'electron';
import type { Frame } from '../messages.ts';
import { app } from './app.ts';
import { did, onMessage, tell } from './launcher.ts';
import { openWindows } from './open-windows.ts';
import { preventable } from './preventable.ts';
import { appUrlOf, hostUrlOf } from './protocol.ts';
import { mayRequest } from './session.ts';

type OfferedContents = Pick<WebContents, 'send' | 'setWindowOpenHandler' | 'startDrag'>;

/** Electron's `webContents` of one window: its page is in the launcher's browser. */
export class StandInContents extends EventEmitter implements OfferedContents {
  #openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;

  send(channel: string, ...args: unknown[]): void {
    tell({ kind: 'event', channel, args });
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = handler;
  }

  startDrag({ file, files, icon }: Item): void {
    const iconIsEmpty = typeof icon === 'string' ? icon === '' : icon.isEmpty();
    did('dragged', { files: files ?? [file], iconIsEmpty });
  }

  mayOpen(url: string): boolean {
    const referrer = { url: '', policy: 'no-referrer' } as const;
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer,
    } as const;
    return this.#openHandler?.(details).action !== 'deny';
  }

  mayNavigate({ url, isMain }: Frame): boolean {
    const target = appUrlOf(url);
    const names = isMain ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    const wanted = names.every((name) =>
      preventable(this, name, { url: target, isMainFrame: isMain, isSameDocument: false }),
    );
    return wanted && mayRequest(target);
  }
}

type Offered = Pick<
  ElectronWindow,
  | 'close'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'reload'
  | 'restore'
  | 'setFullScreen'
  | 'setProgressBar'
  | 'show'
>;

/** Electron's `BrowserWindow`: it exists here, and is shown by the launcher. */
export class BrowserWindow extends EventEmitter implements Offered {
  readonly webContents = new StandInContents();
  readonly #options: BrowserWindowConstructorOptions;
  readonly #bounds: Rectangle;
  #destroyed = false;
  #focused = true;
  #maximized = false;
  #fullScreen = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    openWindows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const { width, height, x, y, webPreferences = {} } = this.#options;
    const { preload, ...preferences } = webPreferences;
    tell({
      kind: 'open',
      url: hostUrlOf(url),
      preload: preload ?? '',
      options: JSON.parse(JSON.stringify({ width, height, x, y, webPreferences: preferences })),
    });
  }

  close(): void {
    if (this.#destroyed || !preventable(this, 'close')) return;
    this.#destroyed = true;
    openWindows.delete(this);
    tell({ kind: 'closed' });
    this.emit('closed');
  }

  reload(): void {
    tell({ kind: 'reload' });
  }

  isDestroyed = () => this.#destroyed;
  isFocused = () => this.#focused;
  isFullScreen = () => this.#fullScreen;
  isMaximized = () => this.#maximized;
  isMinimized = () => false;
  getNormalBounds = () => this.#bounds;
  restore(): void {}
  hide(): void {}
  show(): void {}

  maximize(): void {
    this.#maximized = true;
  }

  setFullScreen(flag: boolean): void {
    this.#fullScreen = flag;
  }

  focus(): void {
    this.#focused = true;
    did('broughtForward', true);
  }

  setProgressBar(progress: number): void {
    did('progress', progress);
  }

  setFocused(focused: boolean): void {
    this.#focused = focused;
  }
}

const theWindow = () => [...openWindows][0];

onMessage('painted', () => theWindow()?.emit('ready-to-show'));
onMessage('focus', ({ focused }) => theWindow()?.setFocused(focused));
onMessage('mayNavigate', ({ frame }) => theWindow()?.webContents.mayNavigate(frame) ?? false);
onMessage('mayOpen', ({ url }) => theWindow()?.webContents.mayOpen(url) ?? false);
onMessage('closeWindow', () => {
  theWindow()?.close();
  if (openWindows.size === 0) app.emit('window-all-closed');
});
