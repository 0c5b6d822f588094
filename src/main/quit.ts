import type { App } from 'electron';
import type { Log } from '#core/ports.ts';

/**
 * Lets the work come to rest before the program ends: `finish` pauses it and closes what is open.
 * Nothing is asked, because nothing is lost: the next start goes on where it was.
 */
export function finishBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  finish: () => Promise<void>,
  log: Log,
): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    finish()
      .catch((error: unknown) => {
        log.error('Closing did not go well', {
          cause: error instanceof Error ? error.message : String(error),
        });
      })
      .finally(() => {
        state = 'finished';
        app.quit();
      });
  });
}
