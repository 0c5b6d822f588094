import { Archive, FolderClosed, Package } from 'lucide-react';
import { useStore } from 'zustand';
import { SELECTIONS } from '#shared/domain.ts';
import { LAYOUTS } from '#shared/export.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './choice-fields.module.css';
import type { ExportStore } from './export-store.ts';
import { Section } from './section.tsx';
import { t } from './texts.ts';

const PICTURES = {
  'zip-per-team': <Package />,
  'single-zip': <Archive />,
  folder: <FolderClosed />,
};

/** Which photos, which of their files, and in what they are packed. */
export function ChoiceFields({ store }: { store: ExportStore }) {
  const { selection, variant, layout } = useStore(store, ({ choices }) => choices);
  const choose = useStore(store, (work) => work.choose);

  return (
    <>
      <Section title={t('photosSection')}>
        <div className={styles['row']}>
          <Segmented
            label={t('which')}
            value={selection}
            options={SELECTIONS.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => choose({ selection: value })}
          />
          <Segmented
            label={t('file')}
            value={variant}
            options={(['main', 'original'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(value) => choose({ variant: value })}
          />
        </div>
        <p className={styles['hint']}>
          {t(`${selection}Hint`)} {t(`${variant}Hint`)}
        </p>
      </Section>

      <Section title={t('layoutSection')}>
        <ChoiceCards
          label={t('layoutSection')}
          value={layout}
          options={LAYOUTS.map((value) => ({
            value,
            label: t(value),
            hint: t(`${value}Hint`),
            picture: PICTURES[value],
          }))}
          onChange={(value) => choose({ layout: value })}
        />
      </Section>
    </>
  );
}
