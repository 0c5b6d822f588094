import { SingleBar } from 'cli-progress';
import type { Progress } from '#shared/progress.ts';
import { formatBytes, formatDuration } from './format.ts';

/** Where a command reads and writes; a test's own, or the process's. */
export interface CliStreams {
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** How much a command says. */
export interface Loudness {
  json: boolean;
  quiet: boolean;
}

/** How often progress is written where there is no terminal to draw a bar on. */
const LINE_EVERY_MS = 5_000;

const PHASE_VERBS = {
  list: 'Listing',
  download: 'Downloading',
  zip: 'Packing',
  verify: 'Verifying',
} as const;

/** What a command says to people: results on stdout, progress and notes on stderr. */
export interface Terminal {
  /** A line of the result for people; nothing with `--json` or `--quiet`. */
  say(line?: string): void;
  /** A line that people should see even with `--json`; nothing with `--quiet`. */
  note(line: string): void;
  /** A failure; always shown. */
  complain(line: string): void;
  /** The one JSON object on stdout; nothing without `--json`. */
  json(value: unknown): void;
  progress(progress: Progress): void;
  /** Ends the bar of the current phase, so that other lines can follow. */
  settle(): void;
}

export function createTerminal(
  { stdout, stderr }: CliStreams,
  { json, quiet }: Loudness,
  elapsedMs: () => number,
): Terminal {
  let current: { key: string; bar: SingleBar | null; startedMs: number; saidMs: number } | null =
    null;
  let last: Progress | null = null;

  const settle = () => {
    if (!current) return;
    current.bar?.stop();
    if (!current.bar && last) stderr.write(`${describe(last, elapsedMs() - current.startedMs)}\n`);
    current = null;
    last = null;
  };
  const line = (stream: NodeJS.WritableStream, text: string) => {
    settle();
    stream.write(`${text}\n`);
  };

  return {
    say: (text = '') => {
      if (!json && !quiet) line(stdout, text);
    },
    note: (text) => {
      if (!quiet) line(stderr, text);
    },
    complain: (text) => line(stderr, text),
    json: (value) => {
      settle();
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    progress: (progress) => {
      if (quiet || progress.total === 0) return;
      const key = `${progress.phase} ${progress.phase === 'list' ? listStage(progress) : ''}`;
      const now = elapsedMs();
      if (current?.key !== key) {
        settle();
        current = { key, bar: stderr.isTTY ? newBar(stderr) : null, startedMs: now, saidMs: now };
        current.bar?.start(progress.total ?? 0, 0, { text: '' });
      }
      last = progress;
      if (current.bar) {
        current.bar.setTotal(progress.total ?? 0);
        current.bar.update(progress.done, { text: describe(progress, now - current.startedMs) });
      } else if (now - current.saidMs >= LINE_EVERY_MS) {
        current.saidMs = now;
        stderr.write(`${describe(progress, now - current.startedMs)}\n`);
      }
    },
    settle,
  };
}

/** The lists of people and the photo lists are two bars: their totals have nothing in common. */
function listStage({ label }: Progress): string {
  return label === 'photos' ? 'photos' : 'lists';
}

function newBar(stream: NodeJS.WritableStream): SingleBar {
  return new SingleBar({
    format: '{bar} {text}',
    stream,
    hideCursor: true,
    barsize: 24,
    fps: 8,
    // The last state stays visible, so that a finished phase can be read afterwards.
    clearOnComplete: false,
    gracefulExit: false,
  });
}

/** One line about where a phase stands: count, size, rate, time left, failures. */
function describe(progress: Progress, tookMs: number): string {
  const { phase, label, done, total, bytes, failed } = progress;
  const what = phase === 'list' ? (label === 'photos' ? 'photo lists' : 'lists') : label;
  const parts = [`${PHASE_VERBS[phase]} ${what}: ${done}${total === null ? '' : ` of ${total}`}`];
  const seconds = tookMs / 1000;
  if (bytes > 0) {
    parts.push(formatBytes(bytes));
    if (seconds >= 1) parts.push(`${formatBytes(bytes / seconds)}/s`);
  }
  if (total !== null && done > 0 && done < total && seconds >= 1) {
    parts.push(`${formatDuration((tookMs / done) * (total - done))} left`);
  }
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}
