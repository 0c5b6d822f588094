import { join } from 'node:path';
import {
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
} from 'electron';
import { systemClock } from '#core/clock.ts';
import { createDesk } from '#core/desk.ts';
import { createHttp } from '#core/http.ts';
import { readPlaces } from '#core/places.ts';
import { createClient } from '#shared/client.ts';
import { APP_SCHEME } from './app-origin.ts';
import { createAppProtocol } from './app-protocol.ts';
import { createDemoOrganization } from './demo-organization.ts';
import { bringForward, createDesktop } from './desktop.ts';
import { announce, serveDesk } from './ipc.ts';
import { createKeyVault } from './key-vault.ts';
import { createLastWords } from './last-words.ts';
import { createFileLog } from './log.ts';
import { menuTemplate } from './menu.ts';
import { finishBeforeQuit } from './quit.ts';
import { lockPages, lockSession } from './security.ts';
import { createSettingsStore } from './settings-store.ts';
import { openWindow } from './window.ts';

/** The shell: what of Electron is wired to what of the core. Nothing is decided here. */

const NAME = 'Headshot Desk';
const LONGEST_WAIT_MS = 1000;
const built = import.meta.dirname;
const iconFile = join(app.getAppPath(), 'resources/icon-256.png');
const developmentOrigin = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const userData = app.getPath('userData');
const log = createFileLog(join(userData, 'logs/headshot-desk.log'), {
  clock: systemClock,
  debug: Boolean(process.env['HEADSHOT_DESK_DEBUG']),
});

const lastWords = createLastWords({ app, dialog, log, name: NAME, userData });

process.on('uncaughtException', lastWords.crashed);
process.on('unhandledRejection', lastWords.unheard);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
// Not awaited: Electron becomes ready only after this module has run to its end.
if (app.requestSingleInstanceLock()) run().catch(lastWords.couldNotStart);
else app.quit();

async function run(): Promise<void> {
  let window: BrowserWindow | null = null;
  const places = readPlaces(process.env, process.cwd());
  const settings = createSettingsStore(userData, { clock: systemClock, log });
  const http = createHttp();
  const demo = createDemoOrganization(places.cacheRoot);
  const desktop = createDesktop({
    app,
    dialog,
    shell,
    clipboard,
    ClipboardItem,
    nativeImage,
    notification: {
      isSupported: () => Notification.isSupported(),
      create: (options) => new Notification(options),
    },
    powerSaveBlocker,
    window: () => window,
    iconFile,
    versions: {
      Electron: process.versions['electron'] ?? 'none',
      Chromium: process.versions['chrome'] ?? 'none',
      'Node.js': process.versions.node,
      System: `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
    },
    log,
  });
  const vault = createKeyVault({
    keyStore: safeStorage,
    folder: userData,
    platform: process.platform,
  });
  const desk = createDesk(
    {
      http,
      clock: systemClock,
      random: Math.random,
      log,
      vault,
      settings,
      desktop,
      startDemo: demo.start,
    },
    { ...places, program: `${NAME} ${app.getVersion()}` },
  );

  const show = () => {
    if (window) return bringForward(window);
    window = openWindow({
      create: (options) => new BrowserWindow(options),
      screen,
      settings,
      preload: join(built, '../preload/index.cjs'),
      iconFile,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
      log,
    });
    window.on('closed', () => {
      window = null;
    });
  };

  const openLink = (url: string) => {
    desktop.openExternal(url).catch((error: unknown) => {
      log.warn('A link was not opened', { cause: String(error) });
    });
  };

  lockPages(app, openLink, log);
  finishBeforeQuit(
    app,
    async () => {
      window?.hide();
      await desk.close();
      await Promise.all([http.close(), demo.close()]);
    },
    log,
  );
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  desk.subscribe((message) => {
    if (message.name === 'settings') nativeTheme.themeSource = message.payload.appearance;
    announce(window, message);
  });

  await app.whenReady();
  lockSession(session.defaultSession, developmentOrigin ? { developmentOrigin } : {}, log);
  protocol.handle(
    APP_SCHEME.scheme,
    createAppProtocol({
      rendererRoot: join(built, '../renderer'),
      picture: desk.picture,
      log,
      ...(developmentOrigin
        ? { development: { origin: developmentOrigin, fetch: (url) => net.fetch(url) } }
        : {}),
    }),
  );
  serveDesk(ipcMain, desk, () => window, log);
  app.setAboutPanelOptions({
    applicationName: NAME,
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence. Not affiliated with HeadshotPro.',
    iconPath: iconFile,
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        development: !app.isPackaged,
        command: (command) => announce(window, { name: 'command', payload: { command } }),
        openLink,
        showAbout: () => app.showAboutPanel(),
      }),
    ),
  );

  const started = desk.start();
  // A key store that asks for its password must not keep the window away.
  await Promise.race([started, systemClock.sleep(LONGEST_WAIT_MS)]);
  const client = createClient({ invoke: desk.dispatch, subscribe: desk.subscribe });
  nativeTheme.themeSource = (await client.settings.get({})).appearance;
  show();
  app.on('second-instance', show);
  app.on('activate', show);
  await started;
  // Where it fails, the welcome offers the demo once more.
  if (app.commandLine.hasSwitch('demo')) await desk.dispatch('session.connectDemo', {});
}
