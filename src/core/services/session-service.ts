import type { Api } from '#shared/contract.ts';
import type { DeskSession } from '../session/session.ts';

/** Connecting, and what is known of the connection. The key goes in and never out. */
export function sessionService(session: DeskSession): Api['session'] {
  return {
    get: async () => session.snapshot(),
    connect: (input) => session.connect(input),
    connectDemo: () => session.connectDemo(),
    retry: () => session.retry(),
    forget: () => session.forget(),
  };
}
