import { useState } from 'react';
import type { Settings } from '#shared/window.ts';
import { useAttempt, useClient, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { formatNumber } from '../../text/format.ts';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Group, Page } from '../../ui/group.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Slider } from '../../ui/slider.tsx';
import { AppearancePicture } from './appearance-picture.tsx';
import styles from './general-page.module.css';
import { languageOptions } from './languages.ts';
import { t } from './texts.ts';

const APPEARANCES = ['system', 'light', 'dark'] as const;
const MOST_AT_A_TIME = 32;
const MOST_CREDITS = 1_000_000;
const MOST_MINUTES = 24 * 60;

/** Appearance, language, and what the program does by itself. */
export function GeneralPage() {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const settings = useMirrors((known) => known.settings);
  if (settings === null) return null;

  async function change(news: Partial<Settings>): Promise<void> {
    const changed = await attempt(() => client.settings.set(news));
    if (changed !== null) mirrors.take({ settings: changed });
  }

  return (
    <Page>
      <Group title={t('appearance')}>
        <ChoiceCards
          label={t('appearance')}
          value={settings.appearance}
          options={APPEARANCES.map((value) => ({
            value,
            label: t(value),
            picture: <AppearancePicture appearance={value} />,
          }))}
          onChange={(appearance) => void change({ appearance })}
        />
      </Group>
      <Group
        title={t('language')}
        hint={t('languageHint')}
        action={
          <Select
            label={t('language')}
            labelHidden
            value={settings.language}
            options={languageOptions(settings.language)}
            onChange={(language) => void change({ language })}
          />
        }
      />
      <Concurrency
        key={settings.concurrency}
        value={settings.concurrency}
        onCommit={(concurrency) => void change({ concurrency })}
      />
      <Group title={t('pollMinutes')} hint={t('pollMinutesHint')}>
        <NumberField
          label={t('pollMinutes')}
          labelHidden
          trailing={t('minutes')}
          value={settings.pollMinutes}
          min={0}
          max={MOST_MINUTES}
          invalid={t('pollMinutesInvalid', { most: formatNumber(MOST_MINUTES) })}
          onCommit={(pollMinutes) => change({ pollMinutes })}
        />
      </Group>
      <Group title={t('lowCredits')} hint={t('lowCreditsHint')}>
        <NumberField
          label={t('lowCredits')}
          labelHidden
          trailing={t('creditsUnit')}
          value={settings.lowCredits}
          min={0}
          max={MOST_CREDITS}
          invalid={t('lowCreditsInvalid', { most: formatNumber(MOST_CREDITS) })}
          onCommit={(lowCredits) => change({ lowCredits })}
        />
      </Group>
    </Page>
  );
}

function Concurrency({ value, onCommit }: { value: number; onCommit: (value: number) => void }) {
  const [current, setCurrent] = useState(value);
  return (
    <Group title={t('concurrency')} hint={t('concurrencyHint')}>
      <div className={styles['slider']}>
        <Slider
          label={t('concurrency')}
          value={current}
          min={1}
          max={MOST_AT_A_TIME}
          valueText={t('concurrencyValue', { count: current })}
          onChange={setCurrent}
          onCommit={onCommit}
        />
        <output className={styles['value']}>{formatNumber(current)}</output>
      </div>
    </Group>
  );
}
