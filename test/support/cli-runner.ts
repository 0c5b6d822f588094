import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCli } from '#cli/program.ts';
import type { Clock } from '#core/ports.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';

/** What one command line did. */
export interface CliResult {
  status: number;
  stdout: string;
  stderr: string;
  /** The one JSON object on stdout; throws where there is not exactly one. */
  json: Record<string, unknown>;
}

export interface CliRunOptions {
  /** The key in the environment; the sandbox's own by default, none with null. */
  key?: string | null;
  stdin?: string;
  env?: Record<string, string>;
  cwd?: string;
  signal?: AbortSignal;
  clock?: Clock;
  /** Hears all that has been written to stdout so far. */
  onStdout?: (text: string) => void;
  /** Hears all that has been written to stderr so far. */
  onStderr?: (text: string) => void;
}

export type RunCommand = (args: string, options?: CliRunOptions) => Promise<CliResult>;

/**
 * Runs command lines in this process against `sandbox`, with the library below `root`. `args` are
 * split at spaces; `'…'` keeps spaces together.
 */
export function cliRunner(sandbox: Pick<Sandbox, 'apiUrl' | 'apiKey'>, root: string): RunCommand {
  return async (args, options = {}) => {
    const { key = sandbox.apiKey, onStdout, onStderr } = options;
    const stdout = collector(onStdout);
    const stderr = collector(onStderr);
    const status = await runCli(words(args), {
      stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
      stdout: stdout.stream,
      stderr: stderr.stream,
      env: {
        HEADSHOT_DESK_LIBRARY: root,
        HEADSHOT_DESK_STATE: join(root, '.state'),
        HEADSHOTPRO_API_URL: sandbox.apiUrl,
        ...(key !== null && { HEADSHOTPRO_API_KEY: key }),
        ...options.env,
      },
      cwd: options.cwd ?? root,
      signal: options.signal ?? new AbortController().signal,
      ...(options.clock && { clock: options.clock }),
    });
    return {
      status,
      stdout: stdout.text(),
      stderr: stderr.text(),
      get json() {
        return onlyObject(stdout.text());
      },
    };
  };
}

function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function collector(onText: (text: string) => void = () => {}) {
  let text = '';
  const stream = new Writable({
    write: (piece, _, done) => {
      text += String(piece);
      onText(text);
      done();
    },
  });
  return { stream, text: () => text };
}

function onlyObject(stdout: string): Record<string, unknown> {
  const value: unknown = JSON.parse(stdout);
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    !/\}\n$/.test(stdout)
  ) {
    throw new Error(`This is not one JSON object on a line: ${stdout}`);
  }
  return value as Record<string, unknown>;
}
