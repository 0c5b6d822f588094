import { createContext, type ReactNode, use, useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Api, WindowCommand } from '#shared/contract.ts';
import type { Desk } from './desk.ts';
import type { Mirrors } from './mirrors.ts';
import type { Navigation } from './navigation.ts';
import type { Notices } from './notices.ts';

const DeskContext = createContext<Desk | null>(null);

/** Once around the window. */
export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** The desk, for event handlers; to follow a part of it use the hooks below. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('There is no DeskProvider around this component.');
  return desk;
}

export function useClient(): Api {
  return useDesk().client;
}

/** What `selector` picks from the mirrors of the core; draws again when that changes. */
export function useMirrors<T>(selector: (mirrors: Mirrors) => T): T {
  return useStore(useDesk().mirrors, selector);
}

export function useNavigation<T>(selector: (navigation: Navigation) => T): T {
  return useStore(useDesk().navigation, selector);
}

export function useNotices<T>(selector: (notices: Notices) => T): T {
  return useStore(useDesk().notices, selector);
}

/** Runs `work` and says so at the bottom of the window if it fails; gives null then. */
export function useAttempt(): <T>(work: () => Promise<T>) => Promise<T | null> {
  const { notices } = useDesk();
  return useCallback(
    async (work) => {
      try {
        return await work();
      } catch (error) {
        notices.getState().fail(error);
        return null;
      }
    },
    [notices],
  );
}

/** Does `command` while the component is there and `active`; the one mounted last wins. */
export function useCommand(command: WindowCommand, handler: () => void, active = true): void {
  const { commands } = useDesk();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(
    () => (active ? commands.handle(command, () => latest.current()) : undefined),
    [commands, command, active],
  );
}
