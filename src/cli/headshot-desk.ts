#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { checkSqlite } from './check-sqlite.ts';

// Work on thousands of photos leaves much behind, and buffers that V8 hardly counts: collected often
// it stays small (docs/decisions/0004-little-memory.md). Both take effect in a running process, as
// `--max-semi-space-size` does not.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=100');

/** The entry of the command line: checks the runtime before anything that needs it is loaded. */
if (checkSqlite()) {
  const { runCli } = await import('./program.ts');
  const { crash } = await import('./crash.ts');
  const { KEY_VARIABLE } = await import('./api-key.ts');
  const { SECRET_VARIABLE } = await import('./webhook-secret.ts');
  process.on('uncaughtException', crash);
  // Whatever this process starts or reports of itself does not get to see the secrets.
  const env = { ...process.env };
  delete process.env[KEY_VARIABLE];
  delete process.env[SECRET_VARIABLE];
  const stop = new AbortController();
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever reads may have seen enough (`… people | head`), or the terminal is gone: that is no
      // reason to break off what is under way.
      const isUnread = error.code === 'EPIPE' || (error.code === 'EIO' && output.isTTY);
      if (!isUnread) throw error;
    });
  }
  process.on('SIGINT', () => {
    // A second Ctrl-C does not wait; the next start puts right what is left.
    if (stop.signal.aborted) process.exit(130);
    process.stderr.write('\nStopping…\n');
    stop.abort(new Error('Stopped by Ctrl-C.'));
  });
  // SIGHUP: the terminal's window was closed.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort(new Error('Stopped.')));
  }
  process.exitCode = await runCli(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    cwd: process.cwd(),
    signal: stop.signal,
  });
}
