/** Anything that could carry a signature or a key: queries of URLs, parameters, bearer tokens. */
const QUERY = /(https?:\/\/[^\s"'?]*)\?[^\s"']*/gi;
const PARAMETER = /\b((?:signature|sig|token|x-amz-[\w-]+|api[_-]?key)=)[^\s"'&]+/gi;
const BEARER = /bearer\s+[^\s"']+/gi;

/** `text` without the query of any URL, without any signature and without any bearer token. */
export function redact(text: string): string {
  return text.replace(QUERY, '$1?…').replace(PARAMETER, '$1…').replace(BEARER, 'Bearer …');
}
