import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronArgs } from './electron-runtime.ts';
import { DEFAULT_VIEWPORT, type LaunchedApp, type LaunchOptions } from './launched-app.ts';
import type { Deed, Deeds } from './messages.ts';

const projectRoot = join(import.meta.dirname, '../..');
/** Begins each line in which the main process tells what was done to the desktop. */
const DEED = 'headshot-desk-deed ';

/** Starts the built app in the real Electron and waits for its window. */
export async function launchElectron(
  executablePath: string,
  options: LaunchOptions,
): Promise<LaunchedApp> {
  const deeds: Deed[] = [];
  let run = await startRun(executablePath, options, deeds);

  const end = async () => {
    if (run.process.exitCode === null && run.process.signalCode === null) {
      await once(run.process, 'exit');
    }
    return run.process.exitCode;
  };
  const close = async () => {
    await run.electron
      .evaluate(({ BrowserWindow, app }) => {
        for (const window of BrowserWindow.getAllWindows()) window.close();
        // A Mac's programs outlive their windows.
        if (process.platform === 'darwin') app.quit();
      })
      .catch(() => undefined);
    return end();
  };
  return {
    get page() {
      return run.page;
    },
    userData: options.userData,
    deeds: <K extends keyof Deeds>(kind: K) =>
      deeds.filter((deed) => deed.kind === kind).map(({ value }) => value as Deeds[K]),
    answerFolder: (path) =>
      run.electron.evaluate(({ app }, answer) => {
        app.emit('headshot-desk-folder', answer);
      }, path),
    answerFile: (path) =>
      run.electron.evaluate(({ app }, answer) => {
        app.emit('headshot-desk-file', answer);
      }, path),
    setFocused: (focused) =>
      run.electron.evaluate(({ BrowserWindow }, value) => {
        for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => value;
      }, focused),
    clickMenu: (...labels) =>
      run.electron.evaluate(({ Menu }, wanted) => {
        let menu = Menu.getApplicationMenu();
        for (const label of wanted) {
          const item = menu?.items.find((entry) => entry.label.replace('&', '') === label);
          if (!item) throw new Error(`The menu has no ${label}`);
          menu = item.submenu ?? null;
          if (menu === null) item.click();
        }
      }, labels),
    close,
    async kill() {
      run.process.kill('SIGKILL');
      await end();
    },
    async restart() {
      await close();
      run = await startRun(executablePath, options, deeds);
    },
    output: () => run.output(),
  };
}

async function startRun(executablePath: string, options: LaunchOptions, deeds: Deed[]) {
  const home = options.home ?? join(options.userData, 'home');
  await mkdir(join(home, 'Documents'), { recursive: true });
  const electron = await _electron.launch({
    executablePath,
    args: [
      ...electronArgs(),
      projectRoot,
      `--user-data-dir=${options.userData}`,
      ...(options.args ?? []),
    ],
    env: { ...definedOf(process.env), ...options.env },
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });
  let output = '';
  const { stdout, stderr } = electron.process();
  for (const stream of [stdout, stderr]) {
    if (stream === null) continue;
    createInterface(stream).on('line', (line) => {
      if (line.startsWith(DEED)) deeds.push(JSON.parse(line.slice(DEED.length)));
      else output += `${line}\n`;
    });
  }
  await watchDesktop(electron, join(home, 'Documents'));
  const page = await electron.firstWindow();
  await resize(electron, page, options.viewport);
  return { electron, page, process: electron.process(), output: () => output };
}

/** Takes the place of what would leave the app: dialogs are answered, the rest is told. */
async function watchDesktop(electron: ElectronApplication, documents: string): Promise<void> {
  await electron.evaluate(
    ({ app, dialog, shell, Notification }, { prefix, folder }) => {
      const did = (kind: string, value: unknown) =>
        process.stdout.write(`${prefix}${JSON.stringify({ kind, value })}\n`);
      const answers: (string | null)[] = [];
      app.setPath('documents', folder);
      app.on('headshot-desk-folder' as 'ready', (answer: unknown) => {
        answers.push(answer as string | null);
      });
      dialog.showOpenDialog = async (...args: unknown[]) => {
        const { defaultPath = null } = args.at(-1) as { defaultPath?: string };
        did('askedForFolder', { defaultPath });
        const path = answers.shift() ?? null;
        return { canceled: path === null, filePaths: path === null ? [] : [path] };
      };
      const files: (string | null)[] = [];
      app.on('headshot-desk-file' as 'ready', (answer: unknown) => {
        files.push(answer as string | null);
      });
      dialog.showSaveDialog = async (...args: unknown[]) => {
        const { defaultPath = null } = args.at(-1) as { defaultPath?: string };
        did('askedForFile', { defaultPath });
        const path = files.shift() ?? null;
        return { canceled: path === null, filePath: path ?? '' };
      };
      shell.showItemInFolder = (path) => did('revealed', path);
      shell.openExternal = async (url) => {
        did('openedExternal', url);
      };
      const trash = shell.trashItem.bind(shell);
      shell.trashItem = async (path) => {
        await trash(path);
        did('trashed', path);
      };
      Notification.prototype.show = function show() {
        did('notification', { title: this.title, body: this.body });
      };
    },
    { prefix: DEED, folder: documents },
  );
}

async function resize(
  electron: ElectronApplication,
  page: Page,
  viewport: LaunchOptions['viewport'],
): Promise<void> {
  if (viewport === null) return;
  const window = await electron.browserWindow(page);
  await window.evaluate((shown, { width, height }) => {
    shown.setContentSize(width, height);
  }, viewport ?? DEFAULT_VIEWPORT);
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
