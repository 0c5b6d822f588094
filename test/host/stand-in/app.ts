import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AboutPanelOptionsOptions, App, CommandLine } from 'electron';
import { did, onMessage } from './launcher.ts';
import { openWindows } from './open-windows.ts';
import { preventable } from './preventable.ts';

type Offered = Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'showAboutPanel'
  | 'whenReady'
>;

const projectRoot = join(import.meta.dirname, '../../..');

function optionOf(name: string): string | undefined {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
}

class StandInApp extends EventEmitter implements Offered {
  readonly isPackaged = false;
  readonly commandLine: Pick<CommandLine, 'hasSwitch'> = {
    hasSwitch: (name) => process.argv.some((argument) => argument.split('=')[0] === `--${name}`),
  };
  readonly #userData = optionOf('user-data-dir') ?? '';
  readonly #home = optionOf('host-home') ?? '';
  readonly #ready = Promise.withResolvers<void>();
  #about: AboutPanelOptionsOptions = {};
  isReady = false;

  /** Electron becomes ready only after the program's main module has run to its end. */
  mainModuleLoaded(): void {
    this.isReady = true;
    this.emit('ready');
    this.#ready.resolve();
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  enableSandbox(): void {
    if (this.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  getAppPath(): string {
    return projectRoot;
  }

  getVersion(): string {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    return version;
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    if (name === 'userData') return this.#userData;
    if (name === 'home') return this.#home;
    const folder = name.charAt(0).toUpperCase() + name.slice(1);
    return join(this.#home, folder);
  }

  requestSingleInstanceLock(): boolean {
    mkdirSync(this.#userData, { recursive: true });
    const lock = join(this.#userData, 'SingletonLock');
    if (existsSync(lock) && isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    writeFileSync(lock, String(process.pid));
    this.once('quit', () => rmSync(lock, { force: true }));
    return true;
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    this.#about = options;
  }

  showAboutPanel(): void {
    did('aboutShown', { ...this.#about });
  }

  quit(): void {
    if (!preventable(this, 'before-quit')) return;
    for (const window of [...openWindows]) window.close();
    if (openWindows.size > 0) return;
    if (preventable(this, 'will-quit')) this.exit(0);
  }

  exit(exitCode = 0): void {
    this.emit('quit', {}, exitCode);
    process.exit(exitCode);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Electron's `app`, as far as this product uses it. */
export const app = new StandInApp();

onMessage('quit', () => app.quit());
onMessage('secondInstance', () => app.emit('second-instance', {}, [], '', null));
