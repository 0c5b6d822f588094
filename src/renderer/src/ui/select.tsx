import { type ComponentProps, useId } from 'react';
import styles from './select.module.css';

interface SelectProps<T extends string>
  extends Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  /** Visible above it, unless `labelHidden`. */
  label: string;
  labelHidden?: boolean;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of a few. The browser's own list, so keyboard and screen readers find what they know. */
export function Select<T extends string>({
  label,
  labelHidden = false,
  value,
  options,
  onChange,
  ...rest
}: SelectProps<T>) {
  const id = useId();
  return (
    <span className={styles['field']}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles['label']}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className={styles['select']}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
