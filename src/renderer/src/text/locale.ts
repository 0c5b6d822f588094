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

/** Whether the current language is written from right to left. */
export function textDirection(): 'ltr' | 'rtl' {
  return /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr';
}
