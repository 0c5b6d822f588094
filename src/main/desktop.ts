import { join } from 'node:path';
import type {
  App,
  BrowserWindow,
  Clipboard,
  Dialog,
  NativeImage,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Shell,
} from 'electron';
import sharp from 'sharp';
import type { Desktop, Log } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';
import type { CurrentWindow } from './ipc.ts';

/** What the desktop needs of Electron, so that a test can give its own. */
export interface DesktopParts {
  app: Pick<App, 'getPath' | 'getVersion'>;
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  shell: Pick<Shell, 'showItemInFolder' | 'trashItem' | 'openExternal'>;
  clipboard: Pick<Clipboard, 'write' | 'writeText'>;
  /** Electron's own class of that name. */
  ClipboardItem: new (
    items: Record<string, Blob>,
  ) => Electron.ClipboardItem;
  nativeImage: { createFromPath(path: string): NativeImage };
  notification: {
    isSupported(): boolean;
    create(options: NotificationConstructorOptions): Electron.Notification;
  };
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  window: CurrentWindow;
  /** Shown under the pointer where a photo gives no picture. Absolute. */
  iconFile: string;
  versions: Record<string, string>;
  log: Log;
}

/** Pixels of the picture under the pointer while photos are dragged out. */
const DRAG_ICON_WIDTH = 96;

/** The {@link Desktop} of the system Electron runs on. */
export function createDesktop(parts: DesktopParts): Desktop {
  const { app, dialog, shell, clipboard, powerSaveBlocker, window, log } = parts;
  let awake: number | null = null;
  // A notification that nobody holds is collected, and its click with it.
  let shown: Electron.Notification | null = null;

  return {
    async chooseFolder(current) {
      const options: Electron.OpenDialogOptions = {
        title: 'Choose a folder',
        buttonLabel: 'Choose',
        properties: ['openDirectory', 'createDirectory'],
        ...(current === null ? {} : { defaultPath: current }),
      };
      const parent = window();
      const { canceled, filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options));
      return canceled ? null : (filePaths[0] ?? null);
    },

    async saveFile({ suggestedName }) {
      const options = { defaultPath: join(app.getPath('documents'), suggestedName) };
      const parent = window();
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? null : filePath;
    },

    showItem: (path) => shell.showItemInFolder(path),

    async trash(path) {
      try {
        await shell.trashItem(path);
      } catch (cause) {
        throw new AppError(
          'disk_failed',
          'A file could not be moved to the trash, and nothing was deleted. Some network drives have no trash.',
          { cause },
        );
      }
    },

    async openExternal(url) {
      if (URL.parse(url)?.protocol !== 'https:') {
        throw new AppError('invalid_input', 'Only https addresses are opened in the browser.');
      }
      await shell.openExternal(url);
    },

    async openMail(url) {
      if (URL.parse(url)?.protocol !== 'mailto:') {
        throw new AppError('url_refused', 'Only mail addresses are opened in the mail program.');
      }
      await shell.openExternal(url);
    },

    copyText: (text) => {
      clipboard.writeText(text).catch((error) => log.warn('Nothing was copied', cause(error)));
    },

    async copyImage(path) {
      const png = await sharp(path).autoOrient().png({ compressionLevel: 3 }).toBuffer();
      const blob = new Blob([new Uint8Array(png)], { type: 'image/png' });
      await clipboard.write([new parts.ClipboardItem({ 'image/png': blob })]);
    },

    startDrag(paths, iconPath) {
      const [file] = paths;
      const contents = window()?.webContents;
      if (file === undefined || contents === undefined) return;
      const picture = parts.nativeImage.createFromPath(iconPath);
      const icon = picture.isEmpty() ? parts.nativeImage.createFromPath(parts.iconFile) : picture;
      contents.startDrag({ file, files: paths, icon: icon.resize({ width: DRAG_ICON_WIDTH }) });
    },

    notify(title, body) {
      if (window()?.isFocused() || !parts.notification.isSupported()) return;
      shown = parts.notification.create({ title, body });
      shown.on('click', () => bringForward(window()));
      shown.show();
    },

    showProgress: (fraction) => window()?.setProgressBar(fraction ?? -1),

    keepAwake(on) {
      if (on) awake ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (awake !== null) {
        powerSaveBlocker.stop(awake);
        awake = null;
      }
    },

    exportFolder: () => join(app.getPath('documents'), 'Headshots'),

    about: () => ({ 'Headshot Desk': app.getVersion(), ...parts.versions }),
  };
}

/** Shows the window to somebody who looks elsewhere. */
export function bringForward(window: BrowserWindow | null): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function cause(error: unknown) {
  return { cause: error instanceof Error ? error.message : String(error) };
}
