import { Progress as Radix } from 'radix-ui';
import styles from './progress.module.css';

interface ProgressProps {
  /** What is going on, for screen readers. */
  label: string;
  /** 0 to 1; null while it cannot be told. */
  value: number | null;
  look?: 'normal' | 'positive' | 'notice' | 'negative' | 'quiet';
}

/** A thin bar that fills, or wanders while nothing can be counted. */
export function Progress({ label, value, look = 'normal' }: ProgressProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <Radix.Root
      className={styles['bar']}
      aria-label={label}
      value={share === null ? null : Math.round(share * 100)}
      data-look={look}
    >
      <Radix.Indicator
        className={styles['fill']}
        style={share === null ? undefined : { inlineSize: `${share * 100}%` }}
      />
    </Radix.Root>
  );
}
