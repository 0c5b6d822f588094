import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCommand, useNavigation } from '../../state/desk-context.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLook } from './library-context.tsx';
import styles from './search-field.module.css';
import { t } from './texts.ts';

/** Searches with every letter. Escape empties it, arrow down goes to the people it found. */
export function SearchField() {
  const search = useLook((look) => look.query.filter.search);
  const setFilter = useLook((look) => look.setFilter);
  const inLibrary = useNavigation(({ route }) => route.name === 'library');
  const field = useRef<HTMLInputElement>(null);

  useCommand('find', () => field.current?.select(), inLibrary);
  useTypeAhead((letter) => {
    field.current?.focus();
    setFilter({ search: search + letter });
  });

  return (
    <TextField
      ref={field}
      className={styles['search']}
      label={t('search')}
      labelHidden
      type="search"
      role="searchbox"
      placeholder={t('search')}
      value={search}
      onChange={(next) => setFilter({ search: next })}
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      leading={<Search />}
      trailing={
        search === '' ? undefined : (
          <IconButton
            icon={X}
            size="small"
            label={t('clearSearch')}
            onClick={() => {
              setFilter({ search: '' });
              field.current?.focus();
            }}
          />
        )
      }
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') setFilter({ search: '' });
        else if (event.key === 'Escape' || event.key === 'ArrowDown') focusPeople();
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** Puts the focus on the people, where it last was. */
function focusPeople(): void {
  document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
}

/** Calls `onLetter` with a letter typed where no field takes it. */
function useTypeAhead(onLetter: (letter: string) => void): void {
  const latest = useRef(onLetter);
  useEffect(() => {
    latest.current = onLetter;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      const free =
        target === document.body ||
        (target instanceof HTMLElement && target.closest('[role="grid"]') !== null);
      if (!free || event.defaultPrevented || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!/^[\p{L}\p{N}]$/u.test(event.key)) return;
      event.preventDefault();
      latest.current(event.key);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
