import type { App, Dialog } from 'electron';
import type { Log } from '#core/ports.ts';

/** What the program says and does when it cannot go on. The errors themselves go to the log only. */
export interface LastWords {
  /** An error nobody caught. Nothing is lost by ending: the next start puts right what is left. */
  crashed(error: unknown): void;
  /** A promise that failed, which nobody heard: the rest can go on. */
  unheard(reason: unknown): void;
  /** Without its shell the program is of no use: it says so and ends. */
  couldNotStart(error: unknown): void;
}

export function createLastWords({
  app,
  dialog,
  log,
  name,
  userData,
}: {
  app: Pick<App, 'exit'>;
  dialog: Pick<Dialog, 'showErrorBox'>;
  log: Pick<Log, 'error'>;
  name: string;
  /** The folder that the log is in. */
  userData: string;
}): LastWords {
  const end = (title: string, content: string): void => {
    try {
      dialog.showErrorBox(title, content);
    } finally {
      app.exit(1);
    }
  };
  return {
    crashed(error) {
      log.error('The program failed', told(error));
      end(`${name} has to close`, `Something went wrong. The log in ${userData} says why.`);
    },
    unheard(reason) {
      log.error('A promise failed unheard', told(reason));
    },
    couldNotStart(error) {
      log.error('The program could not start', told(error));
      end(`${name} could not start`, `The log in ${userData} says why.`);
    },
  };
}

function told(error: unknown): { reason: string } {
  return { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
