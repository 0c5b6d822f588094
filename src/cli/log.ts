import type { Log } from '#core/ports.ts';

/** Anything that could carry a signature or a key: queries of URLs, parameters, bearer tokens. */
const QUERY = /(https?:\/\/[^\s"'?]*)\?[^\s"']*/gi;
const PARAMETER = /\b((?:signature|sig|token|x-amz-[\w-]+|api[_-]?key)=)[^\s"'&]+/gi;
const BEARER = /bearer\s+[^\s"']+/gi;

/** A {@link Log} that writes lines to `stream`, with `--debug` all of them, without it nothing. */
export function createLog(stream: NodeJS.WritableStream, debug: boolean): Log {
  const write = (level: string) => (message: string, facts?: Record<string, unknown>) => {
    if (!debug) return;
    const text = facts ? `${message} ${JSON.stringify(facts)}` : message;
    stream.write(`[${level}] ${redact(text)}\n`);
  };
  return { debug: write('debug'), warn: write('warn'), error: write('error') };
}

/** `text` without the query of any URL, without any signature and without any bearer token. */
export function redact(text: string): string {
  return text.replace(QUERY, '$1?…').replace(PARAMETER, '$1…').replace(BEARER, 'Bearer …');
}
