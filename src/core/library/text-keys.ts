/** Letters that have no decomposition but that people type without their stroke or ligature. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ς: 'σ',
};

/**
 * Marks that letters of any script can carry. Not those that are part of their script's spelling:
 * vowel signs, or the strokes that tell か from が.
 */
const ACCENTS = /[\p{Script=Inherited}--[\u3099\u309a]]/gv;

/** Text as it is searched and sorted: without case, accents or surrounding space. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþıħς]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/** An e-mail address as a key for joins: trimmed, lower case; null when there is none. */
export function emailKey(email: string | null): string | null {
  const key = email?.trim().toLowerCase();
  return key ? key : null;
}

/** A `LIKE` pattern (escape character `\`) that finds `text` anywhere in a folded column. */
export function containsPattern(text: string): string {
  return `%${foldText(text).replace(/[\\%_]/g, '\\$&')}%`;
}
