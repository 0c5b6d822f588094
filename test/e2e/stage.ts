import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Reply } from '#shared/bridge.ts';
import type {} from '../../src/renderer/src/bridge-global.ts';
import { launchApp } from '../host/launch-app.ts';
import { launchBrowser } from '../host/launch-host.ts';
import type { LaunchedApp, LaunchOptions } from '../host/launched-app.ts';
import { API_KEY } from './organizations.ts';
import { ActivityPanel } from './pages/ActivityPanel.ts';
import { CampaignPage } from './pages/CampaignPage.ts';
import { CommandPalette } from './pages/CommandPalette.ts';
import { ExportDialog } from './pages/ExportDialog.ts';
import { InviteDialog } from './pages/InviteDialog.ts';
import { LibraryPage } from './pages/LibraryPage.ts';
import { PersonPage } from './pages/PersonPage.ts';
import { SettingsDialog } from './pages/SettingsDialog.ts';
import { TeamDialogs } from './pages/TeamDialogs.ts';
import { WelcomePage } from './pages/WelcomePage.ts';

/** Two slow cores build, draw portraits and show windows. */
export const PATIENT = { timeout: 30_000 };
/** For the hook that builds the app and starts a browser. */
export const FIRST_START_MS = 240_000;

/** The app in front of somebody: every screen of it, and what lies around it. */
export interface Visit {
  app: LaunchedApp;
  readonly page: Page;
  readonly welcome: WelcomePage;
  readonly library: LibraryPage;
  readonly person: PersonPage;
  readonly exporting: ExportDialog;
  readonly activity: ActivityPanel;
  readonly settings: SettingsDialog;
  readonly palette: CommandPalette;
  readonly campaign: CampaignPage;
  readonly inviting: InviteDialog;
  readonly teams: TeamDialogs;
}

export type VisitOptions = Partial<LaunchOptions> & {
  /** Where HeadshotPro is. */
  apiUrl?: string;
};

/** Where the specs of one file play: one browser, and a folder that is gone afterwards. */
export interface Stage {
  /** An empty folder. */
  folder(): Promise<string>;
  /** Starts the app, as a new user unless `userData` is another visit's. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** The same, connected through the welcome and synced. */
  connected(options: VisitOptions & { apiUrl: string }): Promise<Visit>;
  /** Ends everything; fails where a window met an error that nobody handled. */
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'headshot-desk-e2e-'));
  const browser: Browser = await launchBrowser();
  const apps = new Set<LaunchedApp>();
  const troubles: string[] = [];
  const folder = () => mkdtemp(join(root, 'folder-'));

  const visit = async ({ apiUrl, ...options }: VisitOptions = {}): Promise<Visit> => {
    const userData = options.userData ?? (await folder());
    const app = await launchApp({
      browser,
      ...options,
      userData,
      env: {
        // Nothing of a test ever leaves this computer.
        HEADSHOTPRO_API_URL: apiUrl ?? 'http://127.0.0.1:9/api/v2',
        HEADSHOT_DESK_LIBRARY: join(userData, 'library'),
        HEADSHOT_DESK_CACHE: join(userData, 'cache'),
        ...options.env,
      },
    });
    apps.add(app);
    return createVisit(app, (trouble) => troubles.push(trouble));
  };

  return {
    folder,
    visit,
    async connected(options) {
      const visitor = await visit(options);
      await visitor.welcome.connect(API_KEY);
      await visitor.library.synced();
      return visitor;
    },
    async close() {
      await Promise.all([...apps].map((app) => app.kill().catch(() => undefined)));
      await browser.close();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
      expect(troubles).toEqual([]);
    },
  };
}

function createVisit(app: LaunchedApp, onTrouble: (trouble: string) => void): Visit {
  const listened = new WeakSet<Page>();
  /** The page is another one after a restart. */
  const page = () => {
    const current = app.page;
    if (!listened.has(current)) {
      listened.add(current);
      current.setDefaultTimeout(PATIENT.timeout);
      current.on('pageerror', (error) => onTrouble(error.stack ?? error.message));
      current.on('console', (message) => {
        const text = message.text();
        if (message.type() === 'error' && !text.startsWith(MISSING_PHOTO)) onTrouble(text);
      });
    }
    return current;
  };
  return {
    app,
    get page() {
      return page();
    },
    get welcome() {
      return new WelcomePage(page());
    },
    get library() {
      return new LibraryPage(page());
    },
    get person() {
      return new PersonPage(page());
    },
    get exporting() {
      return new ExportDialog(page());
    },
    get activity() {
      return new ActivityPanel(page());
    },
    get settings() {
      return new SettingsDialog(page());
    },
    get campaign() {
      return new CampaignPage(page());
    },
    get inviting() {
      return new InviteDialog(page());
    },
    get teams() {
      return new TeamDialogs(page());
    },
    get palette() {
      return new CommandPalette(page());
    },
  };
}

/** What the browser itself says of a photo that is not on this computer; the window shows initials. */
const MISSING_PHOTO = 'Failed to load resource';

/** Waits until nothing on the page moves or changes its colour, but for what does so forever. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    // One that is cancelled is over, too.
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** One call as the window makes it, for what no screen shows. Throws what it fails with. */
export async function ask<T>(page: Page, path: string, input: object = {}): Promise<T> {
  const reply: Reply = await page.evaluate(([name, given]) => window.desk.invoke(name, given), [
    path,
    input,
  ] as const);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}
