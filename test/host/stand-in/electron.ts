/**
 * Stands in for the `electron` module where its runtime cannot be installed. Everything here is typed
 * against electron.d.ts; what the product does not use is not here.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import {
  ClipboardItem,
  clipboard,
  dialog,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerSaveBlocker,
  screen,
  shell,
} from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { session } from './session.ts';

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};
