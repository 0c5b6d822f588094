import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When to kill: as the `nth` thing of its kind is seen from outside, and `delayMs` later. Things seen
 * come in the same order on a fast machine and on a slow one, which times do not.
 */
export interface Moment<Kind extends string> {
  kind: Kind;
  nth: number;
  delayMs: number;
}

/** How a child ended. */
export interface Ended {
  killed: boolean;
  status: number | null;
  output: string;
}

/** Calls every listener with the kind of each thing that is seen. */
export class Sightings<Kind extends string> {
  readonly #listeners = new Set<(kind: Kind) => void>();

  tell(kind: Kind): void {
    for (const listener of this.#listeners) listener(kind);
  }

  listen(listener: (kind: Kind) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Runs Node with `args` to its end, or until SIGKILL at `moment`; its beginning is seen as `spawn`. */
export async function runUntil<Kind extends string>(
  args: readonly string[],
  env: Record<string, string>,
  sightings: Sightings<Kind | 'spawn'>,
  moment: Moment<Kind> | null,
): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const output = collect(child);
  let left = moment?.nth ?? 0;
  const due = Promise.withResolvers<void>();
  const stop = sightings.listen((kind) => {
    if (kind === moment?.kind && --left === 0) due.resolve();
  });
  const kill = async (): Promise<void> => {
    await due.promise;
    if (moment && moment.delayMs > 0) await sleep(moment.delayMs);
    child.kill('SIGKILL');
  };
  void kill();
  sightings.tell('spawn');
  const [status, signal] = await closed;
  stop();
  return { killed: signal === 'SIGKILL', status, output: output() };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  return () => text;
}
