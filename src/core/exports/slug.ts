/** Latin letters that Unicode does not decompose. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ı: 'i',
};

const SPELLED_LETTERS = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu');
const WORDS = /(?:\p{L}\p{M}*|\p{N})+/gu;

/**
 * `text` as lower-case words joined by dashes: `Zoë O’Brien-Åkesson` becomes `zoe-obrien-akesson`.
 * Latin letters lose their accents; every other script keeps its letters and marks. May be ''.
 */
export function slug(text: string): string {
  const plain = text
    .toWellFormed()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}'’ʼ]/gu, '')
    // Only after Latin letters: elsewhere a mark is part of the letter (が, й, हि).
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    // Again: compatibility forms such as ™ decompose into capitals.
    .toLowerCase()
    .replace(SPELLED_LETTERS, (letter) => SPELLED[letter] ?? letter)
    .normalize('NFC');
  return (plain.match(WORDS) ?? []).join('-');
}
