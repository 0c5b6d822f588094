import { redact } from '../redact.ts';
import { withoutSecrets } from '../secrets.ts';

const LONGEST_TEXT = 300;

/**
 * Text of the API's as it may be shown: one line, at most 300 characters, without `secret`, without
 * bearer tokens, without the query of any URL and without signatures.
 */
export function plainText(text: string, secret: string): string {
  const secrets = secret === '' ? [] : [secret, encodeURIComponent(secret)];
  const clean = secrets
    .reduce((rest, word) => rest.replaceAll(word, '[key]'), withoutSecrets(text))
    .replace(/\bbearer\s+[^\s"',;]+/gi, 'Bearer [key]')
    .replace(/(\w+:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g, '$1')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const shown = redact(clean);
  return shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown;
}
