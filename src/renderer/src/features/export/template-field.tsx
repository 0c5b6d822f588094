import { ChevronDown } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ExportStore } from './export-store.ts';
import { Section } from './section.tsx';
import styles from './template-field.module.css';
import { insertToken, POINTS, startingPointOf, TOKENS, templateOf } from './templates.ts';
import { t } from './texts.ts';

/** How the files are called: typed, put together from tokens, or begun from a common way. */
export function TemplateField({ store }: { store: ExportStore }) {
  const { template, layout } = useStore(store, ({ choices }) => choices);
  const choose = useStore(store, (work) => work.choose);
  const error = useStore(store, ({ preview }) =>
    preview?.error?.code === 'template_invalid' ? preview.error.message : null,
  );
  const input = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const current = startingPointOf(template, layout);

  useLayoutEffect(() => {
    if (cursor === null) return;
    input.current?.focus();
    input.current?.setSelectionRange(cursor, cursor);
    setCursor(null);
  }, [cursor]);

  function insert(token: string): void {
    const field = input.current;
    const end = template.length;
    const next = insertToken(template, token, {
      start: field?.selectionStart ?? end,
      end: field?.selectionEnd ?? end,
    });
    choose({ template: next.template });
    setCursor(next.cursor);
  }

  return (
    <Section
      title={t('namesSection')}
      action={
        <Menu
          align="end"
          trigger={
            <Button look="plain" className={styles['start']}>
              {t('startWith')}
              <ChevronDown />
            </Button>
          }
          items={POINTS.map((point) => ({
            label: t(point),
            kind: 'radio',
            checked: point === current,
            onSelect: () => choose({ template: templateOf(point, layout) }),
          }))}
        />
      }
    >
      <TextField
        ref={input}
        label={t('template')}
        labelHidden
        mono
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        value={template}
        onChange={(next) => choose({ template: next })}
        {...(error === null
          ? { hint: t('templateHint', { example: '{person|slug}' }) }
          : { error })}
      />
      <ul className={styles['tokens']} aria-label={t('insert')}>
        {TOKENS.map((token) => (
          <li key={token}>
            <button
              type="button"
              className={styles['token']}
              aria-label={t('insertToken', { token })}
              // Keeps the cursor in the field, so that the token goes where it is.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => insert(token)}
            >
              {token}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
