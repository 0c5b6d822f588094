import { expect, it } from 'vitest';
import { redact } from './redact.ts';
import { holdSecret, withoutSecrets } from './secrets.ts';

const KEY = 'hsp/"Qz9+4711~canary-key_of\\tests';
holdSecret(KEY);

it.each([
  ['as it is', KEY],
  ['in other case', KEY.toUpperCase()],
  ['in a URL', encodeURIComponent(KEY)],
  ['in JSON', JSON.stringify({ key: KEY })],
  ['in JSON in JSON', JSON.stringify(JSON.stringify({ key: KEY }))],
  ['in JSON with escaped slashes', JSON.stringify({ key: KEY }).replaceAll('/', String.raw`\/`)],
  ['as hexadecimal digits', Buffer.from(KEY).toString('hex')],
  ['as Base64', Buffer.from(KEY).toString('base64')],
  ['as Base64 behind a user name', Buffer.from(`u:${KEY}`).toString('base64')],
  ['as Base64 behind another', Buffer.from(`me:${KEY}`).toString('base64')],
  ['as Base64 for URLs', Buffer.from(`Bearer ${KEY}`).toString('base64url')],
])('a key is taken out %s', (_, text) => {
  const clean = withoutSecrets(`before ${text} after`);
  expect(clean).toMatch(/^before .*\[key\].* after$/);
  // Less than three letters of it are left at either end of a Base64 text.
  expect(clean.replace('[key]', '').length).toBeLessThan(40);
  expect(redact(`before ${text} after`)).not.toContain('canary');
});

it('what is no secret stays', () => {
  holdSecret('short');
  expect(withoutSecrets('a short text')).toBe('a short text');
});
