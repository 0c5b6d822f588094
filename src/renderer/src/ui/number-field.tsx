import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './number-field.module.css';
import { TextField } from './text-field.tsx';

interface NumberFieldProps
  extends Omit<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'error' | 'min' | 'max'> {
  value: number;
  min: number;
  max: number;
  /** What is said of anything but a whole number from `min` to `max`. */
  invalid: string;
  /** Once it is typed: with Enter, on leaving the field, or when the field goes. */
  onCommit: (value: number) => Promise<unknown> | undefined;
}

/** A whole number that takes effect when it is typed; what is no such number changes nothing. */
export function NumberField({
  value,
  min,
  max,
  invalid,
  onCommit,
  className,
  ...field
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const wanted = typed === null ? value : wholeNumber(typed, min, max);

  async function commit(): Promise<void> {
    setChecked(true);
    if (wanted === null) return;
    if (wanted !== value) await onCommit(wanted);
    setTyped((now) => (now === typed ? null : now));
  }
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => () => void latest.current(), []);

  return (
    <TextField
      inputMode="numeric"
      autoComplete="off"
      {...field}
      className={classNames(styles['field'], className)}
      value={typed ?? String(value)}
      onChange={(text) => {
        setTyped(text);
        setChecked(false);
      }}
      onBlur={() => void commit()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void commit();
      }}
      {...(checked && wanted === null && { error: invalid })}
    />
  );
}

/** Null for anything else. */
function wholeNumber(typed: string, min: number, max: number): number | null {
  const text = typed.trim();
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}
