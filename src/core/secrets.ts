/**
 * The keys this process has been given. One list for all of it, so that no log, message or report can
 * forget to ask: what is held here is taken out of every text on its way out, also in disguise.
 */
const held = new Map<string, Guises>();

/** A secret as it may look inside another text. */
interface Guises {
  lowerCase: string[];
  pattern: RegExp;
}

/** Shorter ones are nobody's key, and would be found in ordinary words. */
const SHORTEST = 8;

/** From now on {@link withoutSecrets} knows this one. */
export function holdSecret(secret: string): void {
  if (secret.length < SHORTEST || held.has(secret)) return;
  const guises = guisesOf(secret);
  const pattern = new RegExp(guises.map((guise) => RegExp.escape(guise)).join('|'), 'gi');
  held.set(secret, { lowerCase: guises.map((guise) => guise.toLowerCase()), pattern });
}

/** `text` with `[key]` in place of every secret that is held. */
export function withoutSecrets(text: string): string {
  let rest = text;
  for (const { lowerCase, pattern } of held.values()) {
    const lower = rest.toLowerCase();
    if (lowerCase.some((guise) => lower.includes(guise))) rest = rest.replace(pattern, '[key]');
  }
  return rest;
}

/** As it is, and as URLs, JSON, hexadecimal digits and Base64 have it. The longest first. */
function guisesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const guises = [
    secret,
    encodeURIComponent(secret),
    json,
    // JSON that is text in JSON, and the slashes of some servers.
    JSON.stringify(json).slice(1, -1),
    json.replaceAll('/', String.raw`\/`),
    bytes.toString('hex'),
    ...[0, 1, 2].flatMap((before) => insideBase64(bytes, before)),
  ];
  return [...new Set(guises)].sort((a, b) => b.length - a.length);
}

/** What Base64 makes of the bytes alone, wherever in a longer text they stand: `before` others, by threes. */
function insideBase64(bytes: Buffer, before: number): string[] {
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor(((before + bytes.length) * 8) / 6);
  const all = Buffer.concat([Buffer.alloc(before), bytes]);
  return [all.toString('base64').slice(from, to), all.toString('base64url').slice(from, to)];
}
