/** The language texts, numbers and dates are written in: BCP 47. One for the whole window. */
let language = 'en';

/** Takes another language from now on; what is on screen follows when it is drawn again. */
export function setLanguage(tag: string): void {
  language = Intl.getCanonicalLocales(tag)[0] ?? 'en';
}

/** The current language: BCP 47. */
export function currentLanguage(): string {
  return language;
}

/** Which way a language is written: the current one, unless `tag` names another. */
export function textDirection(tag = language): 'ltr' | 'rtl' {
  return /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(tag) ? 'rtl' : 'ltr';
}
