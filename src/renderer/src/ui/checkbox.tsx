import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './checkbox.module.css';

interface CheckboxProps {
  label: ReactNode;
  labelHidden?: boolean;
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A box to tick, with its label after it. */
export function Checkbox({
  label,
  labelHidden = false,
  checked,
  onChange,
  disabled = false,
}: CheckboxProps) {
  const id = useId();
  return (
    <span className={styles['row']}>
      <Radix.Root
        id={id}
        className={styles['box']}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
      >
        <Radix.Indicator>{checked === 'indeterminate' ? <Minus /> : <Check />}</Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
    </span>
  );
}
