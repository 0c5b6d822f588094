import type { Progress } from '#shared/progress.ts';
/** Where a command reads and writes; a test's own, or the process's. */
export interface CliStreams {
    stdin: NodeJS.ReadableStream;
    stdout: NodeJS.WritableStream;
    stderr: NodeJS.WritableStream & {
        isTTY?: boolean;
    };
}
/** How much a command says. */
export interface Loudness {
    json: boolean;
    quiet: boolean;
}
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
export declare function createTerminal({ stdout, stderr }: CliStreams, { json, quiet }: Loudness, elapsedMs: () => number): Terminal;
