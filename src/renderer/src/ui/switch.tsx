import { Switch as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import styles from './switch.module.css';

interface SwitchProps {
  label: ReactNode;
  /** Under the label. */
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A setting that takes effect at once, with its label before it. */
export function Switch({ label, hint, checked, onChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
      </div>
      <Radix.Root
        id={id}
        className={styles['track']}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
      >
        <Radix.Thumb className={styles['thumb']} />
      </Radix.Root>
    </div>
  );
}
