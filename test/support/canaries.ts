import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A key as no real one looks, so that a search finds nothing else: with every sign that gets disguised. */
export const CANARY_KEY = 'hsp-"4QzW9/kR2m+Xv7Lt1~Nc8Yb&canary';
/** Stands in every signed address, where a server never sees it. */
export const CANARY_SIGNATURE = 'sIgN4tUrE-c4n4ry-7Hq2';

/** The canaries as they may look inside something else, in lower case. */
const GUISES = [CANARY_KEY, CANARY_SIGNATURE].flatMap((secret) => {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const looks = [
    secret,
    // Half of it is a leak, too.
    secret.slice(6, 20),
    secret.slice(-12),
    encodeURIComponent(secret),
    encodeURI(secret),
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll('/', String.raw`\/`),
    bytes.toString('hex'),
    ...['base64', 'base64url'].flatMap((encoding) =>
      ['', 'x', 'xy'].map((before) => {
        const text = Buffer.from(before + secret).toString(encoding as 'base64');
        return text.slice(4, 4 * Math.floor((before.length + bytes.length) / 3));
      }),
    ),
  ];
  return looks.map((look) => look.toLowerCase());
});
/** Where the sandbox signs, this is in front of what it signed with. */
const SIGNED = /signature=[0-9a-f]{8}|nonce=\d+-[0-9a-z]+/;

/** The places of `text` where a canary shows, with a few words around each. */
export function leaksIn(text: string): string[] {
  const lower = text.toLowerCase();
  const at = [...GUISES.map((guise) => lower.indexOf(guise)), lower.search(SIGNED)];
  return at.filter((it) => it >= 0).map((it) => text.slice(Math.max(0, it - 80), it + 40));
}

/** The leaks of every file below `folder`, by its path. `count` is how many were read. */
export async function leaksBelow(folder: string): Promise<{ count: number; leaks: string[] }> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const leaks: string[] = [];
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const content = await readFile(path, 'latin1');
    leaks.push(...leaksIn(`${path}\n${content}`).map((leak) => `${path}: ${leak}`));
  }
  return { count: files.length, leaks };
}

/** Every way a server could say the key back to whoever gave it. */
export function echoes(authorization: string): string[] {
  const key = authorization.replace(/^Bearer /, '');
  const url = `https://files.example/a.jpg?signature=${CANARY_SIGNATURE}&key=${encodeURIComponent(key)}`;
  return [
    key,
    authorization,
    JSON.stringify({ authorization }),
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
    Buffer.from(`user:${key}`).toString('base64'),
    Buffer.from(key).toString('hex'),
    url,
    `/a.jpg?expires=1&signature=${CANARY_SIGNATURE}`,
  ];
}

/** `value` with the canary in every address in it that is signed. */
export function withCanarySignatures<T>(value: T): T {
  const text = JSON.stringify(value).replace(
    /(signature=[0-9a-f]+)/g,
    (signed) => `${signed}#${CANARY_SIGNATURE}`,
  );
  return JSON.parse(text) as T;
}
