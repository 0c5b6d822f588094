/** The languages the texts are there in. */
const LANGUAGES = ['en'];

/** What can be chosen, each in its own words; a language that was set elsewhere stays in the list. */
export function languageOptions(current: string): { value: string; label: string }[] {
  const tags = LANGUAGES.includes(current) ? LANGUAGES : [...LANGUAGES, current];
  return tags.map((value) => ({ value, label: ownName(value) }));
}

function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
