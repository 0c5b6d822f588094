import { withoutSecrets } from './secrets.ts';

/** What a value ends at, in prose, in JSON (also in JSON that is text in JSON) and in a header. */
const VALUE = String.raw`[^\s"'\\&,;<>)}]+`;

/** A run of signs in which URLs may be; each is looked at once, however long. */
const RUN = /(?<![^\s"'<>])[^\s"'<>]+/g;
const USER = /(:\/\/)[^/@]+@/g;
/** Where a URL's host begins and where its path ends, also where all of it is percent-encoded. */
const HOST = /:\/\/|%3A%2F%2F/i;
const BEHIND_PATH = /[?#]|%3F|%23/i;
/** `name=value`, `name: value`, `"name":"value"`, for names that speak of a secret. */
const NAMED = new RegExp(
  String.raw`((?<![\w-])(?:[\w-]*?(?:signature|token|secret|credential|password|authorization|api[_-]?key)|x-(?:amz|goog)-[\w-]+)` +
    String.raw`\\*["']?\s*[:=]\s*\\*["']?(?:(?:bearer|basic)\s+)?)${VALUE}`,
  'gi',
);
/** Names that are secret only as a parameter. */
const PARAMETER = new RegExp(String.raw`(\b(?:sig|key|policy|key-pair-id)=)${VALUE}`, 'gi');
const COOKIE = /(\bcookie\\*["']?\s*[:=]\s*\\*["']?)[^\r\n"'\\]+/gi;
const BEARER = new RegExp(String.raw`\bbearer\s+${VALUE}`, 'gi');
const BASIC = /\b(basic)\s+[\w+/=.-]{16,}/gi;

/** `text` without any key in use, the query or user of any URL, any signature and any token. */
export function redact(text: string): string {
  return withoutSecrets(text)
    .replace(RUN, (run) => withoutQuery(run.replace(USER, '$1…@')))
    .replace(COOKIE, '$1…')
    .replace(NAMED, '$1…')
    .replace(PARAMETER, '$1…')
    .replace(BEARER, 'Bearer …')
    .replace(BASIC, '$1 …');
}

function withoutQuery(run: string): string {
  const host = run.search(HOST);
  const [sign] = host < 0 ? [] : (BEHIND_PATH.exec(run.slice(host)) ?? []);
  if (sign === undefined) return run;
  return `${run.slice(0, run.indexOf(sign, host))}${sign}…`;
}
