import { useEffect } from 'react';
import { useMirrors } from '../state/desk-context.tsx';
import { setLanguage, textDirection } from '../text/locale.ts';

/** Keeps theme, language and direction of the page as the settings have them. */
export function useAppearance(): void {
  const appearance = useMirrors(({ settings }) => settings?.appearance ?? 'system');
  const language = useMirrors(({ settings }) => settings?.language ?? 'en');

  useEffect(() => {
    const { dataset } = document.documentElement;
    if (appearance === 'system') delete dataset['theme'];
    else dataset['theme'] = appearance;
  }, [appearance]);

  useEffect(() => {
    setLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = textDirection();
  }, [language]);
}
