import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type AppProcess, startAppProcess, type Told } from './app-client.ts';
import { chromiumArgs, findChromium } from './chromium.ts';
import { createEventLine } from './event-line.ts';
import { openHostPage } from './host-page.ts';
import { DEFAULT_VIEWPORT, type LaunchedApp, type LaunchOptions } from './launched-app.ts';
import type { Deed, Deeds, Frame, KeyStoreMode, MenuEntry, WindowOptions } from './messages.ts';

const projectRoot = join(import.meta.dirname, '../..');

export interface HostOptions extends LaunchOptions {
  /** A browser to open a window in; without one the host starts its own. */
  browser?: Browser;
  /** The browser to start; {@link findChromium} by default. */
  chromiumPath?: string;
  /** True by default. */
  headless?: boolean;
  reducedMotion?: 'reduce' | 'no-preference';
  /** `os` by default. */
  keyStore?: KeyStoreMode;
  /** Whether the folder dialog takes what it would propose, where nobody answers it. */
  dialogsTakeProposal?: boolean;
  /** Called with everything the app does to the desktop. */
  onDeed?: (deed: Deed) => void;
  /** Called before the window's page is asked for. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** The built app in the Chromium host, and what only there can be done around it. */
export interface Host extends LaunchedApp {
  /** What the window was opened with. */
  readonly windowOptions: WindowOptions;
  setKeyStore(mode: KeyStoreMode): void;
  clickNotification(): void;
  menu(): Promise<MenuEntry[]>;
  /** A second start of the program knocks. */
  secondInstance(): void;
  /** Calls over IPC as somebody else; rejects as Electron's `invoke` does. */
  invokeAs(frame: Frame, channel: string, ...args: unknown[]): Promise<unknown>;
  mayUse(permission: 'geolocation' | 'media' | 'notifications'): Promise<boolean>;
  /** Resolves when the program has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts a browser for several hosts. */
export async function launchBrowser(
  options: Pick<HostOptions, 'chromiumPath' | 'headless'> & { args?: string[] } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: options.chromiumPath ?? findChromium(),
    headless: options.headless ?? true,
    args: [...chromiumArgs(), ...(options.args ?? [])],
  });
}

/** Starts the built app and waits until its window shows the page. Rejects when it ends before. */
export async function launchHost(options: HostOptions): Promise<Host> {
  const deeds: Deed[] = [];
  const visible = options.headless === false && options.browser === undefined;
  const browser = visible ? null : (options.browser ?? (await launchBrowser(options)));
  const onDeed = (deed: Deed) => {
    deeds.push(deed);
    options.onDeed?.(deed);
  };
  let run = await startRun(options, browser, onDeed).catch(async (error) => {
    if (options.browser === undefined) await browser?.close();
    throw error;
  });

  const end = async () => {
    const exitCode = await run.app.ended;
    // Somebody may have closed the browser itself.
    await run.context.close().catch(() => undefined);
    return exitCode;
  };
  const close = async () => {
    run.app.order({ kind: 'closeWindow' });
    const exitCode = await end();
    if (options.browser === undefined) await browser?.close();
    return exitCode;
  };
  return {
    get page() {
      return run.page;
    },
    userData: options.userData,
    get windowOptions() {
      return run.windowOptions;
    },
    get ended() {
      return run.app.ended;
    },
    deeds: <K extends keyof Deeds>(kind: K) =>
      deeds.filter((deed) => deed.kind === kind).map(({ value }) => value as Deeds[K]),
    answerFolder: async (path) => run.app.order({ kind: 'answerFolder', path }),
    answerFile: async (path) => run.app.order({ kind: 'answerFile', path }),
    setKeyStore: (mode) => run.app.order({ kind: 'keyStore', mode }),
    setFocused: async (focused) => run.app.order({ kind: 'focus', focused }),
    clickNotification: () => run.app.order({ kind: 'clickNotification' }),
    secondInstance: () => run.app.order({ kind: 'secondInstance' }),
    menu: async () => (await run.app.ask({ kind: 'menu' })) as MenuEntry[],
    clickMenu: async (...labels) => {
      await run.app.ask({ kind: 'clickMenu', labels });
    },
    invokeAs: (frame, channel, ...args) => run.app.ask({ kind: 'invoke', channel, args, frame }),
    mayUse: async (permission) => (await run.app.ask({ kind: 'mayUse', permission })) as boolean,
    output: () => run.app.output(),
    close,
    async kill() {
      run.app.kill();
      await end();
    },
    async restart() {
      run.app.order({ kind: 'closeWindow' });
      await end();
      run = await startRun(options, browser, onDeed);
    },
  };
}

/** A window without a browser's bars, for somebody to look at. */
async function openVisibleWindow(options: HostOptions): Promise<BrowserContext> {
  const { width, height } = DEFAULT_VIEWPORT;
  return chromium.launchPersistentContext(join(options.userData, 'browser'), {
    executablePath: options.chromiumPath ?? findChromium(),
    headless: false,
    viewport: null,
    ignoreDefaultArgs: ['--enable-automation', 'about:blank'],
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      ...chromiumArgs(),
      '--app=data:text/html,',
      `--window-size=${width},${height}`,
      // Without it, a yellow bar warns of `--no-sandbox`.
      '--test-type',
    ],
  });
}

interface Run {
  app: AppProcess;
  context: BrowserContext;
  page: Page;
  windowOptions: WindowOptions;
}

/** One run of the program, from its start to its window. */
async function startRun(
  options: HostOptions,
  browser: Browser | null,
  onDeed: (deed: Deed) => void,
): Promise<Run> {
  const home = options.home ?? join(options.userData, 'home');
  await mkdir(home, { recursive: true });
  const context = browser
    ? await browser.newContext({
        viewport: options.viewport === undefined ? DEFAULT_VIEWPORT : options.viewport,
        ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
        ...(options.reducedMotion ? { reducedMotion: options.reducedMotion } : {}),
      })
    : await openVisibleWindow(options);
  const opened = Promise.withResolvers<Extract<Told, { kind: 'open' }>>();
  // From the start: the page follows the app's events before it has been loaded to its end.
  const line = createEventLine();
  let page: Page | null = null;
  let theme: 'system' | 'light' | 'dark' = 'system';
  const paint = () =>
    page?.emulateMedia({
      colorScheme: theme === 'system' ? (options.colorScheme ?? null) : theme,
    });

  const app = startAppProcess({
    entry: join(projectRoot, 'out/main/index.js'),
    userData: options.userData,
    home,
    args: options.args ?? [],
    env: options.env ?? {},
    keyStore: options.keyStore ?? 'os',
    dialogsTakeProposal: options.dialogsTakeProposal ?? false,
    onTold: (message) => {
      if (message.kind === 'open') opened.resolve(message);
      else if (message.kind === 'event') line.deliver(message);
      else if (message.kind === 'deed') onDeed(message.deed);
      else if (message.kind === 'reload') void page?.reload();
      else if (message.kind === 'closed') context.close().catch(() => undefined);
      else if (message.kind === 'theme') {
        theme = message.source;
        void paint();
      }
    },
  });
  app.ended.then(() => {
    opened.reject(new Error(`The app ended before it opened a window:\n${app.output()}`));
  });
  try {
    const asked = await opened.promise;
    await options.prepare?.(context);
    page = await openHostPage(context, app, asked, line);
    await paint();
    // Somebody who closes the browser's window closes the app's.
    page.on('close', () => app.order({ kind: 'closeWindow' }));
    return { app, context, page, windowOptions: asked.options };
  } catch (error) {
    app.kill();
    await context.close();
    throw error;
  }
}
