import type { ReactNode } from 'react';
import styles from './gauge.module.css';

interface GaugeProps {
  label: string;
  /** 0 to 1. */
  value: number;
  /** Inside the ring; short. */
  children?: ReactNode;
  look?: 'normal' | 'positive' | 'notice' | 'negative';
  size?: 'small' | 'normal';
}

const RADIUS = 15;
const LENGTH = 2 * Math.PI * RADIUS;

/** How much of an allowance is left, as a ring. */
export function Gauge({ label, value, children, look = 'normal', size = 'normal' }: GaugeProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div className={styles['gauge']} data-look={look} data-size={size}>
      <meter className="visually-hidden" aria-label={label} min={0} max={1} value={share} />
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle className={styles['track']} cx="18" cy="18" r={RADIUS} />
        <circle
          className={styles['fill']}
          cx="18"
          cy="18"
          r={RADIUS}
          strokeDasharray={`${share * LENGTH} ${LENGTH}`}
        />
      </svg>
      {children !== undefined && (
        <span className={styles['value']} aria-hidden="true">
          {children}
        </span>
      )}
    </div>
  );
}
