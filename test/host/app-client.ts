import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromApp, KeyStoreMode, ToApp } from './messages.ts';

const projectRoot = join(import.meta.dirname, '../..');

type Asking = Extract<ToApp, { id: number }>;
/** A message without its number, which the client gives it. */
export type Question = Asking extends infer T ? (T extends Asking ? Omit<T, 'id'> : never) : never;
export type Order = Exclude<ToApp, Asking>;
export type Told = Exclude<FromApp, { kind: 'answer' | 'refusal' }>;

export interface AppProcessOptions {
  /** The built main process. Absolute. */
  entry: string;
  /** Absolute. */
  userData: string;
  /** Where documents and the trash are. Absolute. */
  home: string;
  args: string[];
  env: Record<string, string>;
  keyStore: KeyStoreMode;
  /** Whether the folder dialog, which cannot be shown, takes what it would propose. */
  dialogsTakeProposal: boolean;
  onTold(message: Told): void;
}

/** The app's main process, run by plain Node with the stand-in. */
export interface AppProcess {
  /** Rejects with the app's error, or when the process is gone. */
  ask(question: Question): Promise<unknown>;
  order(order: Order): void;
  /** Kills it in the middle of whatever it does. */
  kill(): void;
  /** The exit code, or null after a kill. */
  ended: Promise<number | null>;
  /** What it wrote to standard output and standard error. */
  output(): string;
}

/** Starts the built main process. */
export function startAppProcess(options: AppProcessOptions): AppProcess {
  const runner = join(import.meta.dirname, 'app-process.ts');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      runner,
      options.entry,
      `--user-data-dir=${options.userData}`,
      `--host-home=${options.home}`,
      ...options.args,
    ],
    {
      cwd: projectRoot,
      env: {
        ...process.env,
        HEADSHOT_DESK_HOST_KEY_STORE: options.keyStore,
        ...(options.dialogsTakeProposal ? { HEADSHOT_DESK_HOST_DIALOGS: 'proposal' } : {}),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { ...converse(child, options.onTold), output: () => output };
}

function converse(child: ChildProcess, onTold: (message: Told) => void) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  const ended = once(child, 'close').then(([code]): number | null => code);
  ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('The app’s process has ended.'));
  });
  child.on('message', (message: FromApp) => {
    if (message.kind !== 'answer' && message.kind !== 'refusal') return onTold(message);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') asked?.resolve(message.value);
    else asked?.reject(new Error(message.message));
  });
  const send = (message: ToApp) => {
    // It may be ending already; whoever asked is told so by `ended`.
    if (child.connected) child.send(message, () => {});
  };
  return {
    ended,
    order: send,
    ask(question: Question) {
      lastId += 1;
      const asked = Promise.withResolvers<unknown>();
      if (!child.connected) asked.reject(new Error('The app’s process has ended.'));
      else waiting.set(lastId, asked);
      send({ ...question, id: lastId } as ToApp);
      return asked.promise;
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
