import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './choice-cards.module.css';

interface ChoiceCardsProps<T extends string> {
  /** Name of the group for screen readers. */
  label: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string; picture: ReactNode }[];
  onChange: (value: T) => void;
}

/** One of two to four, each with a picture of what it means. */
export function ChoiceCards<T extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceCardsProps<T>) {
  return (
    <RadioGroup.Root
      className={styles['group']}
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map(({ value: item, label: name, hint, picture }) => (
        <RadioGroup.Item key={item} value={item} className={styles['card']}>
          <span className={styles['picture']}>{picture}</span>
          <span className={styles['name']}>{name}</span>
          {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
