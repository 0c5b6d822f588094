import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import styles from './segmented.module.css';
import { Tooltip } from './tooltip.tsx';

interface SegmentedProps<T extends string> {
  /** Name of the group for screen readers. */
  label: string;
  value: T;
  /** With an icon only the icon shows, and the label becomes its tooltip. */
  options: readonly { value: T; label: string; icon?: LucideIcon; keys?: string }[];
  onChange: (value: T) => void;
  disabled?: boolean;
}

/** One of two to five, all in sight. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
}: SegmentedProps<T>) {
  return (
    <RadioGroup.Root
      className={styles['group']}
      aria-label={label}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map(({ value: item, label: name, icon: Icon, keys }) => {
        const segment = (
          <RadioGroup.Item
            key={item}
            value={item}
            className={styles['segment']}
            aria-label={Icon && name}
          >
            {Icon ? <Icon className={styles['icon']} /> : name}
          </RadioGroup.Item>
        );
        return Icon ? (
          <Tooltip key={item} label={name} keys={keys}>
            {segment}
          </Tooltip>
        ) : (
          segment
        );
      })}
    </RadioGroup.Root>
  );
}
