import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './text-field.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'size'> {
  label: string;
  labelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  /** Under the field. */
  hint?: ReactNode;
  /** In place of the hint; the field is then marked invalid. */
  error?: ReactNode;
  /** Inside the box, before and after the text. */
  leading?: ReactNode;
  trailing?: ReactNode;
  size?: 'normal' | 'large';
  mono?: boolean;
}

/** One line of text with its label above and a hint or an error below. */
export function TextField({
  label,
  labelHidden = false,
  value,
  onChange,
  hint,
  error,
  leading,
  trailing,
  size = 'normal',
  mono = false,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames(styles['field'], className)}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : styles['label']}>
        {label}
      </label>
      <div className={styles['box']} data-size={size} data-invalid={error !== undefined}>
        {leading}
        <input
          {...rest}
          id={id}
          className={classNames(styles['input'], mono && styles['mono'])}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        {trailing}
      </div>
      {note !== undefined && (
        <div
          id={`${id}-note`}
          className={error === undefined ? styles['hint'] : styles['error']}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </div>
      )}
    </div>
  );
}
