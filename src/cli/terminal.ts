import { SingleBar } from 'cli-progress';
import { OFFLINE_LABEL } from '#core/downloads/run-tally.ts';
import { plainJson, plainLine } from '#core/plain-text.ts';
import { withoutSecrets } from '#core/secrets.ts';
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
  list: 'Reading',
  download: 'Downloading',
  zip: 'Packing',
  verify: 'Verifying',
  invite: 'Inviting',
} as const;

/**
 * What a command says to people: results on stdout, progress and notes on stderr. Each text is one
 * line: names come from other people, and none may move the cursor or pass for a line of ours.
 */
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
  let lastLine = '';

  /** A line of progress, unless it would say what the one before said. */
  const sayProgress = (text: string) => {
    if (text !== lastLine) stderr.write(`${plainLine(text)}\n`);
    lastLine = text;
  };
  const settle = () => {
    if (!current) return;
    current.bar?.stop();
    if (!current.bar && last) sayProgress(describe(last, elapsedMs() - current.startedMs));
    current = null;
    last = null;
    lastLine = '';
  };
  const line = (stream: NodeJS.WritableStream, text: string) => {
    settle();
    stream.write(`${plainLine(withoutSecrets(text))}\n`);
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
      if (json) stdout.write(`${withoutSecrets(plainJson(value))}\n`);
    },
    progress: (progress) => {
      if (quiet || progress.total === 0) return;
      const key = `${progress.phase} ${stageOf(progress)}`;
      const now = elapsedMs();
      if (current?.key !== key) {
        settle();
        current = { key, bar: stderr.isTTY ? newBar(stderr) : null, startedMs: now, saidMs: now };
        current.bar?.start(progress.total ?? 0, 0, { text: '' });
        // Otherwise silence would look like a hang.
        if (!current.bar && progress.label === OFFLINE_LABEL) {
          sayProgress('The network is gone. Waiting until it is back…');
        }
      }
      last = progress;
      if (current.bar) {
        current.bar.setTotal(progress.total ?? 0);
        const text = plainLine(describe(progress, now - current.startedMs));
        current.bar.update(progress.done, { text });
      } else if (now - current.saidMs >= LINE_EVERY_MS) {
        current.saidMs = now;
        sayProgress(describe(progress, now - current.startedMs));
      }
    },
    settle,
  };
}

/**
 * What of a phase has a bar of its own. The lists of people and the photo lists have: their totals
 * have nothing in common. A download that waits has: the wait must be seen at once.
 */
function stageOf({ phase, label }: Progress): string {
  if (phase === 'list') return label === 'photos' ? 'photo lists' : 'lists';
  return label === OFFLINE_LABEL ? OFFLINE_LABEL : '';
}

function newBar(stream: NodeJS.WritableStream): SingleBar {
  return new SingleBar({
    format: '{bar} {text}',
    stream,
    hideCursor: true,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    fps: 8,
    // The last state stays visible, so that a finished phase can be read afterwards.
    clearOnComplete: false,
    gracefulExit: false,
  });
}

/** One line about where a phase stands: count, size, rate, time left, failures. */
function describe(progress: Progress, tookMs: number): string {
  const { phase, label, done, total, bytes, failed } = progress;
  const waits = label === OFFLINE_LABEL;
  const what = phase === 'list' ? stageOf(progress) : label;
  const doing = waits ? 'Waiting for the network' : `${PHASE_VERBS[phase]} ${what}`;
  const parts = [`${doing}: ${done}${total === null ? '' : ` of ${total}`}`];
  if (waits) return parts.join('');
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
