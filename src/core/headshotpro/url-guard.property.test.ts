import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { anyText } from '#test/awkward-names.ts';
import { runs } from '#test/property-runs.ts';
import { assertApiUrl, assertPhotoUrl } from './url-guard.ts';

const far = { apiUrl: 'https://server.headshotpro.com/api/v2' };

type Octets = [number, number, number, number];
const octet = fc.nat(255);

/** Addresses by the first numbers that make them private, and some that are one step beside. */
const privateAddress: fc.Arbitrary<Octets> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
);
const publicAddress: fc.Arbitrary<Octets> = fc.oneof(
  fc.tuple(fc.constantFrom(1, 8, 9, 11, 93, 126, 128, 203, 223), octet, octet, octet),
  fc.tuple(fc.constant(172), fc.constantFrom(15, 32), octet, octet),
  fc.tuple(fc.constant(192), fc.constantFrom(167, 169), octet, octet),
  fc.tuple(fc.constant(100), fc.constantFrom(63, 128), octet, octet),
);

const whole = ([a, b, c, d]: Octets) => ((a * 256 + b) * 256 + c) * 256 + d;
const hex = (n: number) => n.toString(16);
const fullWidth = (text: string) =>
  text.replace(/[\d.]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));

/** The same address as programs take it, too: short, decimal, octal, hexadecimal, inside IPv6. */
function spellings(octets: Octets): string[] {
  const [a, b, c, d] = octets;
  const dotted = octets.join('.');
  const groups = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  return [
    ...[dotted, `${dotted}.`, fullWidth(dotted)],
    ...[String(whole(octets)), `0x${hex(whole(octets))}`, `0${whole(octets).toString(8)}`],
    octets.map((n) => `0x${hex(n)}`).join('.'),
    octets.map((n) => `0${n.toString(8)}`).join('.'),
    ...[`${a}.${b}.${c * 256 + d}`, `${a}.${(b * 256 + c) * 256 + d}`],
    ...[`[::ffff:${dotted}]`, `[::ffff:${groups}]`, `[0:0:0:0:0:FFFF:${groups}]`],
  ];
}

const spelled = (address: fc.Arbitrary<Octets>) =>
  address.chain((octets) => fc.constantFrom(...spellings(octets)));

const userInfo = fc.constantFrom('', 'me@', 'me:CANARY@', 'cdn.example@', 'a%40b@');
const rest = fc.constantFrom('', '/', '/a.jpg?signature=CANARY', ':8443/p', '/..//b#CANARY', '\\a');

describe('an address of a photo', () => {
  it('that names a private place is refused, however it is spelled, and never shown whole', () => {
    fc.assert(
      fc.property(spelled(privateAddress), userInfo, rest, (host, user, tail) => {
        const refused = expect.objectContaining({ code: 'url_refused' });
        const url = `https://${user}${host}${tail}`;
        expect(() => assertPhotoUrl(url, far)).toThrow(refused);
        expect(() => assertPhotoUrl(url, far)).not.toThrow(/CANARY/);
      }),
      runs(600),
    );
  });

  it('that names a public place is taken with https, and only so', () => {
    fc.assert(
      fc.property(spelled(publicAddress), rest, (host, tail) => {
        expect(assertPhotoUrl(`https://${host}${tail}`, far).protocol).toBe('https:');
        for (const scheme of ['http', 'ftp', 'ws', 'file', 'HTTP']) {
          expect(() => assertPhotoUrl(`${scheme}://${host}${tail}`, far)).toThrow(
            /refused|not a web/,
          );
        }
      }),
      runs(300),
    );
  });

  it('is https without a user, or refused as an error a person can read, whatever it is', () => {
    const loose = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      anyText,
      fc.ipV6().map((ip) => `https://[${ip}]/`),
    );
    fc.assert(
      fc.property(loose, (text) => {
        const tried = attempt(() => assertPhotoUrl(text, far));
        const { protocol, username, password } =
          tried instanceof URL ? tried : new URL('https://x');
        expect([protocol, username, password]).toEqual(['https:', '', '']);
        if (!(tried instanceof URL)) expect(tried).toBe('url_refused');
      }),
      runs(500),
    );
  });
});

it('the address of the API is its own address, or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), anyText), (text) => {
      const tried: string = attempt(() => assertApiUrl(text));
      if (['url_refused', 'invalid_input'].includes(tried)) return;
      expect(assertApiUrl(tried)).toBe(tried);
      expect(new URL(tried).protocol).toBe('https:');
    }),
    runs(500),
  );
});

/** What comes out: a value, or the code of the refusal. Anything else is a bug and thrown. */
function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}
