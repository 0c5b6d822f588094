/** Anything that could carry a signature or a key: queries of URLs and bearer tokens. */
const QUERY = /(https?:\/\/[^\s"'?]*)\?[^\s"']*/g;
const BEARER = /bearer\s+\S+/gi;

/** `text` without the query of any URL and without any bearer token. */
export function redact(text: string): string {
  return text.replace(QUERY, '$1?…').replace(BEARER, 'Bearer …');
}
