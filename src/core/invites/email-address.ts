import { domainToASCII } from 'node:url';

/** RFC 5321, 4.5.3.1. */
const MOST_BYTES = 254;
const MOST_LOCAL_BYTES = 64;
/** What an address may hold without quotation marks (RFC 5322, 3.2.3, and RFC 6531 for other scripts). */
const LOCAL_PART =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;
/** Spaces that cannot be seen, and marks that steer text: they come along when text is copied. */
const UNSEEN = /[\p{Cf}\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

/** What somebody wrote for an address, as one writes it: without `mailto:`, a name, or spaces around. */
export function cleanAddress(text: string): string {
  const seen = text.replace(UNSEEN, ' ').normalize('NFC').trim();
  const inBrackets = /<([^<>]*)>\s*$/.exec(seen)?.[1] ?? seen;
  const bare = inBrackets
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/, '')
    .replace(/^["'‘’“”(<[]+|["'‘’“”)>\],;:.]+$/gu, '')
    .trim();
  const at = bare.lastIndexOf('@');
  return at === -1 ? bare : bare.slice(0, at) + bare.slice(at).toLowerCase();
}

/** Why `address` cannot be written to, as the end of a sentence; null where it can. */
export function addressProblem(address: string): string | null {
  const parts = address.split('@');
  if (parts.length === 1) return 'has no @';
  if (parts.length > 2) return 'has more than one @';
  const [local = '', domain = ''] = parts;
  if (/\s/.test(address)) return 'has a space in it';
  if (local === '') return 'has nothing before its @';
  if (domain === '') return 'has nothing after its @';
  if (/[,;]/.test(domain)) return `has a ${/[,;]/.exec(domain)?.[0]} where a dot should be`;
  if (domain.startsWith('.') || domain.endsWith('.') || domain.includes('..')) {
    return 'has a dot too many after its @';
  }
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return 'has a dot too many before its @';
  }
  if (!LOCAL_PART.test(local)) return 'has a character in it that no address has';
  if (!domain.includes('.')) return 'has no ending such as .com';
  // What reads a domain out of a URL passes over a path behind it.
  const labels = DOMAIN.test(domain) ? domainToASCII(domain).split('.') : [''];
  if (!labels.every((label) => LABEL.test(label))) return 'has no real domain after its @';
  if (!TOP_LABEL.test(labels.at(-1) ?? '')) return 'has no real ending such as .com';
  const isTooLong =
    Buffer.byteLength(address) > MOST_BYTES || Buffer.byteLength(local) > MOST_LOCAL_BYTES;
  return isTooLong ? 'is longer than an address can be' : null;
}

/** Every piece of a text that could be an address: whatever holds an @ between separators. */
export function addressesIn(text: string): string[] {
  return text.split(/[\s,;|]+/u).filter((piece) => piece.includes('@'));
}
