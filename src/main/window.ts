import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
import type { Log, SettingsStore } from '#core/ports.ts';
import { APP_PAGE } from './app-origin.ts';
import { restoreWindow, SMALLEST, type WindowState } from './window-state.ts';

const STATE_KEY = 'window';

export interface WindowParts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  screen: Pick<Screen, 'getAllDisplays'>;
  settings: SettingsStore;
  /** The built preload. Absolute. */
  preload: string;
  iconFile: string;
  /** Painted until the page is there. */
  backgroundColor: string;
  log: Log;
}

/** Opens the app's window where it was left, and remembers where it is left next time. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const { settings, log } = parts;
  const areas = parts.screen.getAllDisplays().map(({ workArea }) => workArea);
  const { bounds, maximized, fullScreen } = restoreWindow(settings.get(STATE_KEY), areas);

  const window = parts.create({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Headshot Desk',
    icon: parts.iconFile,
    backgroundColor: parts.backgroundColor,
    show: false,
    webPreferences: {
      preload: parts.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // It would fetch dictionaries: nothing leaves this computer but calls to HeadshotPro.
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => {
    if (fullScreen) window.setFullScreen(true);
    window.show();
  });
  window.on('close', () => {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    };
    try {
      settings.set(STATE_KEY, state);
    } catch {
      log.warn('The place of the window could not be remembered');
    }
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('The window’s process ended', { reason });
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  window.loadURL(APP_PAGE).catch((error: unknown) => {
    log.error('The window could not be loaded', { cause: String(error) });
  });
  return window;
}
