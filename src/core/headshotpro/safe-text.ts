const LONGEST_TEXT = 300;

/**
 * Text of the API's as it may be shown: one line, at most 300 characters, without `secret`, without
 * bearer tokens and without the query of any URL.
 */
export function plainText(text: string, secret: string): string {
  const secrets = secret === '' ? [] : [secret, encodeURIComponent(secret)];
  const clean = secrets
    .reduce((rest, word) => rest.replaceAll(word, '[key]'), text)
    .replace(/\bbearer\s+[^\s"',;]+/gi, 'Bearer [key]')
    .replace(/(\w+:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g, '$1')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
}
