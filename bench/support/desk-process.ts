import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Reply } from '#shared/bridge.ts';
import type { FromDesk, LoopDelays } from '../subjects/desk.ts';

/** The core in a process of its own, as the window sees it. */
export interface DeskProcess {
  /** One call of the contract. Throws what it fails with. */
  ask<T>(path: string, input?: object): Promise<T>;
  /** How late the process's event loop was since this was asked last. */
  delays(): Promise<LoopDelays>;
  close(): Promise<void>;
}

/** Where things are, and whose. */
export interface DeskPlaces {
  libraryRoot: string;
  cacheRoot: string;
  exportRoot: string;
  apiUrl: string;
  organization: { uid: string; name: string };
}

const DESK = subject('desk.ts');
const LARGE_SANDBOX = subject('large-sandbox.ts');

/** Starts the large company's HeadshotPro in a process of its own. */
export async function startLargeSandbox(): Promise<{
  child: ChildProcess;
  apiUrl: string;
  apiKey: string;
}> {
  const child = fork(LARGE_SANDBOX, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [told] = (await once(child, 'message')) as [{ apiUrl: string; apiKey: string }];
  return { child, ...told };
}

/** Starts a desk; ready for calls when this resolves. */
export async function startDeskProcess(places: DeskPlaces): Promise<DeskProcess> {
  const { libraryRoot, cacheRoot, exportRoot, apiUrl, organization } = places;
  const args = [libraryRoot, cacheRoot, exportRoot, apiUrl, organization.uid, organization.name];
  const child = fork(DESK, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  const call = async (message: { path: string; input?: object }): Promise<unknown> => {
    const id = ++lastId;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    waiting.set(id, resolve);
    child.send({ id, ...message });
    const reply = await promise;
    if (!reply.ok) throw new Error(`${message.path}: ${reply.error.message}`);
    return reply.value;
  };
  await once(child, 'message');
  child.on('message', ({ id, reply }: FromDesk) => {
    waiting.get(id)?.(reply);
    waiting.delete(id);
  });
  return {
    ask: <T>(path: string, input: object = {}) => call({ path, input }) as Promise<T>,
    delays: () => call({ path: 'delays' }) as Promise<LoopDelays>,
    async close() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function subject(name: string): string {
  return fileURLToPath(new URL(`../subjects/${name}`, import.meta.url));
}
