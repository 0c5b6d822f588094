import type { WindowCommand } from '#shared/contract.ts';

/** What menus, shortcuts and the palette ask for, given to whoever can do it at the moment. */
export interface Commands {
  /** Whether anybody took it. */
  run: (command: WindowCommand) => boolean;
  /** Offers to do `command` until the returned function is called; the latest offer is taken. */
  handle: (command: WindowCommand, handler: () => void) => () => void;
}

/** Commands that nobody handles yet. */
export function createCommands(): Commands {
  const offers = new Map<WindowCommand, (() => void)[]>();
  return {
    run(command) {
      const handler = offers.get(command)?.at(-1);
      handler?.();
      return handler !== undefined;
    },
    handle(command, handler) {
      offers.set(command, [...(offers.get(command) ?? []), handler]);
      return () => {
        offers.set(
          command,
          (offers.get(command) ?? []).filter((offer) => offer !== handler),
        );
      };
    },
  };
}
