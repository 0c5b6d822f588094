import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'informative' | 'notice' | 'positive' | 'negative' | 'accent';

interface BadgeProps {
  tone?: Tone;
  /** A dot before quiet text, in place of a filled pill. */
  dot?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A state in a word. */
export function Badge({ tone = 'neutral', dot = false, className, children }: BadgeProps) {
  return (
    <span
      className={classNames(dot ? styles['dotted'] : styles['badge'], className)}
      data-tone={tone}
    >
      {children}
    </span>
  );
}
