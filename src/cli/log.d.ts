import type { Log } from '#core/ports.ts';
/** A {@link Log} that writes lines to `stream`, with `--debug` all of them, without it nothing. */
export declare function createLog(stream: NodeJS.WritableStream, debug: boolean): Log;
/** `text` without the query of any URL and without any bearer token. */
export declare function redact(text: string): string;
