/** The binding's name for the moment between the page's birth and the preload's start. */
export const BINDING = '__headshotDeskHost';

/** What the page's side of the preload says to the launcher. */
export type FromPage =
  | { kind: 'invoke'; channel: string; args: unknown[] }
  /** Waits for the next events; `page` is different for each load. */
  | { kind: 'next'; page: string };

/** What comes back: `next` is answered with events. */
export type ToPage =
  | { kind: 'value'; value: unknown }
  | { kind: 'error'; message: string }
  | { kind: 'events'; events: { channel: string; args: unknown[] }[] };

/**
 * The script that runs `preload` (the text of the built bundle) before anything of the page does, with
 * a `require` like the one that Electron's sandbox gives a preload, and in the main frame only.
 */
export function preloadScript(preload: string): string {
  return `(${runPreload.toString()})(${JSON.stringify(BINDING)}, (require, module, exports) => {${preload}\n});`;
}

type Preload = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
) => void;

/** Travels to the page as its own text: it may use nothing from outside itself. */
function runPreload(binding: string, preload: Preload): void {
  const page = globalThis as unknown as Record<string, unknown>;
  const call = page[binding] as (message: FromPage) => Promise<ToPage>;
  delete page[binding];
  if (page['top'] !== page['self']) return;

  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const id = crypto.randomUUID();
  const listen = async () => {
    for (;;) {
      const answer = await call({ kind: 'next', page: id });
      if (answer.kind !== 'events') return;
      for (const { channel, args } of answer.events) {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
      }
    }
  };

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const answer = await call({ kind: 'invoke', channel, args: structuredClone(args) });
      if (answer.kind === 'value') return answer.value;
      const message = answer.kind === 'error' ? answer.message : 'no answer';
      throw new Error(`Error invoking remote method '${channel}': ${message}`);
    },
    on(channel: string, listener: Listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: object) {
      Object.defineProperty(page, name, { value: Object.freeze({ ...api }), enumerable: true });
    },
  };
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };

  const module = { exports: {} };
  preload(require, module, module.exports);
  void listen();
}
