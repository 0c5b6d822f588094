import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#core/clock.ts';
import { type CoreOptions, type CorePorts, createCore, type Workspace } from '#core/core.ts';
import { createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '#sandbox/sandbox.ts';
import type { Variant } from '#shared/domain.ts';
import { RecordingLog } from './recording-log.ts';

/** What a test may set of a {@link Desk}. */
export interface DeskOptions {
  /** People with finished headshots, 3 by default, and photos of each, 4 by default. */
  people?: number;
  photos?: number;
  sandbox?: Partial<SandboxOptions>;
  concurrency?: number;
  /** What the engine calls the API by; the sandbox's own address by default. */
  apiUrl?: string;
  ports?: Partial<CorePorts>;
  /** Where the libraries go; a temporary folder of its own, removed at the end, by default. */
  root?: string;
}

/** A sandbox with a plain organization, and a library on disk that mirrors it. */
export interface Desk {
  sandbox: Sandbox;
  root: string;
  log: RecordingLog;
  /** Asked for at each call: set it to play a new key. */
  apiKey: string;
  /** The library open for writing, as `open` last gave it. */
  workspace: Workspace;
  /** Closes the library, if it is open, and opens it anew as a new start of the program does. */
  reopen(ports?: Partial<CorePorts>): Workspace;
  closeLibrary(): void;
  /** Lists people and photos into the library; links that come along are not lent. */
  sync(): Promise<void>;
  /** Queues everything and downloads it. */
  downloadAll(): ReturnType<Workspace['downloads']['run']>;
  /** The photo requests so far, by `model/photo/variant`. */
  photoRequests(): string[];
  batchCalls(): string[];
  /** What the sandbox would send, by the same names. */
  truth(variant?: Variant): Promise<Map<string, Buffer>>;
  /** Every file below the library's folder of parts. */
  parts(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const { people = 3, photos = 4, sandbox: sandboxOptions = {}, concurrency } = options;
  const draw = sandboxOptions.draw ?? plainDraw();
  const sandbox = await startSandbox({
    seed: plainOrganization({ people, photosPerPerson: photos }),
    rateLimit: 100_000,
    ...sandboxOptions,
    draw,
  });
  const root = options.root ?? (await mkdtemp(join(tmpdir(), 'headshot-desk-')));
  const log = new RecordingLog();
  const http = createHttp();
  const open = (ports: Partial<CorePorts> = {}): Workspace => {
    const core: CoreOptions = {
      apiUrl: options.apiUrl ?? sandbox.apiUrl,
      apiKey: () => desk.apiKey,
      root,
      program: 'test',
      ...(concurrency === undefined ? {} : { concurrency }),
    };
    const all = { http, clock: systemClock, random: () => 0, log, ...options.ports, ...ports };
    return createCore(all, core).open(sandbox.organization.uid);
  };
  let isOpen = true;
  const closeLibrary = () => {
    if (isOpen) desk.workspace.close();
    isOpen = false;
  };
  const desk: Desk = {
    sandbox,
    root,
    log,
    apiKey: sandbox.apiKey,
    get workspace() {
      return workspace;
    },
    closeLibrary,
    reopen(ports) {
      closeLibrary();
      workspace = open(ports);
      isOpen = true;
      return workspace;
    },
    sync: async () => void (await workspace.sync({ photosOf: () => EVERYBODY })),
    async downloadAll() {
      await workspace.downloads.enqueue(EVERYBODY, { selection: 'all', variant: 'main' });
      return workspace.downloads.run();
    },
    photoRequests: () =>
      sandbox.requests
        .to('photos')
        .map(({ file }) => (file ? `${file.modelId}/${file.photoId}/${file.variant}` : '?')),
    batchCalls: () =>
      sandbox.requests
        .to('api')
        .filter(({ path }) => path.endsWith('/photos/download'))
        .map(({ path }) => path),
    async truth(variant = 'main') {
      const all = new Map<string, Buffer>();
      for (const model of sandbox.organization.models.values()) {
        for (const photo of model.photos.values()) {
          const { bytes } = await draw(model.id, photo.id, variant);
          all.set(`${model.id}/${photo.id}/${variant}`, Buffer.from(bytes));
        }
      }
      return all;
    },
    parts: () => readdir(workspace.library.paths.parts).catch(() => []),
    async close() {
      closeLibrary();
      await Promise.all([http.close(), sandbox.close()]);
      if (options.root === undefined) await rm(root, { recursive: true, force: true });
    },
  };
  let workspace = open();
  return desk;
}
