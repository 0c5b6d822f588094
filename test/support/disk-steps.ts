import type * as FsPromises from 'node:fs/promises';
import { basename } from 'node:path';

type Fs = typeof FsPromises;
type Listener = (step: string) => void;

let listener: Listener = () => {};

/**
 * Does `work` and lists what it did to the disk through `node:fs/promises`, in order, by file name:
 * `open wx a.part`, `sync a.part`, `close a.part`, `link a.part a`. `onStep` hears each step right
 * after it. For tests whose file says `vi.mock('node:fs/promises', …)` with {@link watched}.
 */
export async function diskSteps<T>(
  work: () => Promise<T>,
  onStep: Listener = () => {},
): Promise<{ steps: string[]; result?: T; failure?: unknown }> {
  const steps: string[] = [];
  listener = (step) => {
    steps.push(step);
    onStep(step);
  };
  try {
    return { steps, result: await work() };
  } catch (failure) {
    return { steps, failure };
  } finally {
    listener = () => {};
  }
}

/** The real file system, whose steps are heard by {@link diskSteps}. */
export function watched(fs: Fs): Fs {
  const open = async (...[path, flags = 'r', mode]: Parameters<Fs['open']>) => {
    const file = await fs.open(path, flags, mode);
    const name = basename(String(path));
    for (const method of ['sync', 'datasync', 'close', 'read', 'stat'] as const) {
      const real = file[method].bind(file) as (...args: never[]) => Promise<unknown>;
      const heard = async (...args: never[]) => {
        const result = await real(...args);
        listener(`${method} ${name}`);
        return result;
      };
      Object.assign(file, { [method]: heard });
    }
    listener(`open ${flags} ${name}`);
    return file;
  };
  const moving = (method: 'link' | 'rename') => async (from: string, to: string) => {
    await fs[method](from, to);
    listener(`${method} ${basename(from)} ${basename(to)}`);
  };
  return { ...fs, open, link: moving('link'), rename: moving('rename') } as Fs;
}
