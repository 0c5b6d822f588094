import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '#test/property-runs.ts';
import { redact } from './redact.ts';

/** As long and as mixed as keys and signatures are. */
const secret = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{16,80}$/),
  fc.stringMatching(/^hsp_[a-z]{4}_[A-Za-z0-9]{24}$/),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.stringMatching(/^[A-Za-z0-9+/]{40}={1,2}$/),
  fc.stringMatching(/^eyJ[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}\.[A-Za-z0-9_-]{20}$/),
);
const host = fc.constantFrom(
  'https://cdn.example/a.jpg',
  'HTTP://127.0.0.1:8080/p/1',
  'https://[::1]/x',
);
const parameter = fc.constantFrom(
  ...[
    'signature',
    'Signature',
    'sig',
    'token',
    'access_token',
    'X-Amz-Signature',
    'api_key',
    'key',
  ],
  ...['X-Amz-Credential', 'X-Amz-Security-Token', 'X-Goog-Signature', 'Key-Pair-Id', 'Policy'],
);
const before = fc.constantFrom(
  '',
  'GET ',
  'failed: ',
  '{"url":"',
  '(',
  '<',
  "'",
  'x\n',
  'url=',
  'Error: ',
);
const after = fc.constantFrom('', ' ended', '","n":1}', ')', '>', "'", '\n    at x', ', then', '.');

/** Every way in which a secret gets into a text. */
const carrier: fc.Arbitrary<(word: string) => string> = fc.oneof(
  fc.tuple(host, parameter).map(
    ([url, name]) =>
      (word: string) =>
        `${url}?a=1&${name}=${encodeURIComponent(word)}`,
  ),
  fc.tuple(host, parameter).map(
    ([url, name]) =>
      (word: string) =>
        `${url}?${name}=${word}&b=2`,
  ),
  fc.tuple(host, parameter).map(
    ([url, name]) =>
      (word: string) =>
        encodeURIComponent(`${url}?${name}=${word}`),
  ),
  fc.tuple(host, parameter).map(
    ([url, name]) =>
      (word: string) =>
        `${url}#${name}=${word}`,
  ),
  host.map((url) => (word: string) => url.replace('://', `://user:${encodeURIComponent(word)}@`)),
  parameter
    .filter((name) => /sig|token|key$|amz|goog/i.test(name))
    .map((name) => (word: string) => `${name}=${word}`),
  fc
    .constantFrom('Bearer', 'bearer', 'BEARER ', 'Basic')
    .map((name) => (word: string) => `${name} ${word}`),
  fc
    .constantFrom(
      'authorization',
      'Authorization',
      'x-headshotpro-signature',
      'x-api-key',
      'apiKey',
      'cookie',
    )
    .map((name) => (word: string) => `${name}: ${word}`),
  fc
    .constantFrom('authorization', 'signature', 'apiKey', 'api_key', 'token', 'HEADSHOTPRO_API_KEY')
    .map((name) => (word: string) => JSON.stringify({ [name]: word, n: 1 }).slice(1, -1)),
  fc.constant((word: string) =>
    JSON.stringify(JSON.stringify({ authorization: `Bearer ${word}` })),
  ),
  fc.constant((word: string) => `HEADSHOTPRO_API_KEY=${word}`),
);

describe('a text that is written down', () => {
  it('holds no key and no signature, however they got in', () => {
    const pieces = fc.array(fc.tuple(before, carrier, secret, after), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(pieces, (given) => {
        const text = given
          .map(([ahead, carry, word, behind]) => ahead + carry(word) + behind)
          .join(' ');
        const shown = redact(text);
        for (const [, , word] of given) {
          expect(shown).not.toContain(word);
          expect(shown).not.toContain(encodeURIComponent(word));
        }
        expect(redact(shown)).toBe(shown);
      }),
      runs(1500),
    );
  });

  it('stays as it is where there is nothing to hide', () => {
    const words = fc.constantFrom(
      ...[
        'photo failed',
        '{"modelId":"m1","status":503}',
        'https://cdn.example/a/b.jpg',
        'key refused',
      ],
      ...[
        'Anna Berg <anna@x.example>',
        '/work/photos/a.jpg: ENOSPC',
        'the token is gone',
        '12 of 40',
      ],
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (lines) => {
        expect(redact(lines.join('\n'))).toBe(lines.join('\n'));
      }),
      runs(100),
    );
  });
});
