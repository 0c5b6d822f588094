import { Slider as Radix } from 'radix-ui';
import styles from './slider.module.css';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** The value in words, for screen readers. */
  valueText?: string;
  onChange: (value: number) => void;
  /** Once the thumb is let go. */
  onCommit?: (value: number) => void;
}

/** A number on a line, as wide as its place. */
export function Slider({
  label,
  value,
  min,
  max,
  step = 1,
  valueText,
  onChange,
  onCommit,
}: SliderProps) {
  return (
    <Radix.Root
      className={styles['slider']}
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      {...(onCommit && {
        onValueCommit: ([next]: number[]) => next !== undefined && onCommit(next),
      })}
    >
      <Radix.Track className={styles['track']}>
        <Radix.Range className={styles['range']} />
      </Radix.Track>
      <Radix.Thumb className={styles['thumb']} aria-label={label} aria-valuetext={valueText} />
    </Radix.Root>
  );
}
