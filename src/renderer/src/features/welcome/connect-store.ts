import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { Session } from '#shared/window.ts';

/** What stands in the way of connecting; `no-key` and `broken-key` are seen before anybody is asked. */
export type ConnectProblem = 'no-key' | 'broken-key' | ErrorData;

/** The form that takes a key, or the demo in its place. */
export interface Connect {
  apiKey: string;
  remember: boolean;
  /** What is being waited for. */
  busy: 'key' | 'demo' | null;
  /** Why it did not work, and with what. */
  problem: { at: 'key' | 'demo'; why: ConnectProblem } | null;
  setApiKey: (apiKey: string) => void;
  setRemember: (remember: boolean) => void;
  /** Asks HeadshotPro whether the key is good and connects; false where it did not. */
  connect: () => Promise<boolean>;
  connectDemo: () => Promise<boolean>;
}

/**
 * A form for `client`; `onConnected` gets the new session. The key leaves the form as soon as it
 * was accepted.
 */
export function createConnect(
  client: Pick<Api, 'session'>,
  onConnected: (session: Session) => void,
): StoreApi<Connect> {
  return createStore<Connect>((set, get) => {
    async function attempt(at: 'key' | 'demo', ask: () => Promise<Session>): Promise<boolean> {
      if (get().busy !== null) return false;
      set({ busy: at, problem: null });
      try {
        const session = await ask();
        set({ busy: null, apiKey: '' });
        onConnected(session);
        return true;
      } catch (error) {
        set({ busy: null, problem: { at, why: toErrorData(error) } });
        return false;
      }
    }

    return {
      apiKey: '',
      remember: true,
      busy: null,
      problem: null,
      setApiKey: (apiKey) => set({ apiKey, problem: null }),
      setRemember: (remember) => set({ remember }),
      async connect() {
        const apiKey = get().apiKey.trim();
        const flaw = flawOf(apiKey);
        if (flaw !== null) {
          set({ problem: { at: 'key', why: flaw } });
          return false;
        }
        const { remember } = get();
        return attempt('key', () => client.session.connect({ apiKey, remember }));
      },
      connectDemo: () => attempt('demo', () => client.session.connectDemo({})),
    };
  });
}

function flawOf(apiKey: string): 'no-key' | 'broken-key' | null {
  if (apiKey === '') return 'no-key';
  return /\s/.test(apiKey) ? 'broken-key' : null;
}
