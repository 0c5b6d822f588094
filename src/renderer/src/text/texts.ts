import { formatNumber } from './format.ts';
import { currentLanguage } from './locale.ts';

/** A text with `{name}` placeholders; or one for each plural form of `{count}`. */
export type Text = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
type Dictionary = Readonly<Record<string, Text>>;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type NamesOf<T extends Text> = T extends string
  ? NamesIn<T>
  : 'count' | NamesIn<Extract<T[keyof T], string>>;
type Values<T extends Text> = {
  [Name in NamesOf<T>]: Name extends 'count' ? number : string | number;
};

/** Writes the text `key` with its placeholders filled; a missing or unknown one does not compile. */
export type Translate<D extends Dictionary> = <K extends keyof D & string>(
  key: K,
  ...values: [NamesOf<D[K]>] extends [never] ? [] : [Values<D[K]>]
) => string;

const translations = new Map<string, Map<string, Dictionary>>();

/** Offers a feature's texts in another language; English stands in for what is left out. */
export function addTranslation(language: string, feature: string, dictionary: Dictionary): void {
  const features = translations.get(language) ?? new Map<string, Dictionary>();
  features.set(feature, dictionary);
  translations.set(language, features);
}

/** One feature's texts, in English here, and `t` to write them in the current language. */
export function defineTexts<const D extends Dictionary>(feature: string, english: D): Translate<D> {
  return (key, ...[values]) => {
    const translated = translations.get(currentLanguage())?.get(feature)?.[key];
    const text: Text = translated ?? english[key] ?? key;
    return fill(text, translated === undefined ? 'en' : currentLanguage(), values ?? {});
  };
}

function fill(text: Text, language: string, values: Record<string, string | number>): string {
  const count = Number(values['count']);
  const form =
    typeof text === 'string'
      ? text
      : (text[new Intl.PluralRules(language).select(count)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}
