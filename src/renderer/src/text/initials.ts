/** How many tints portrait.module.css knows. */
const TINTS = 8;

/** One or two letters that stand for a person without a picture: `Anna Müller` is `AM`. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .split(/[\s.\-_]+/u)
    .filter((word) => /\p{L}/u.test(word));
  const first = firstLetter(words[0]);
  // Han, kana and hangul names are short enough that one sign says it.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(first)) {
    return first;
  }
  return first + (words.length > 1 ? firstLetter(words.at(-1)) : '');
}

/** A number below the count of tints, always the same for the same id. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  return sum % TINTS;
}

function firstLetter(word: string | undefined): string {
  return word?.match(/\p{L}\p{M}*/u)?.[0].toLocaleUpperCase() ?? '';
}
