import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` once a view at most; `plain` has no box until the pointer is over it. */
  look?: 'primary' | 'normal' | 'plain' | 'danger';
  size?: 'normal' | 'large';
  icon?: LucideIcon;
  /** Work is under way: shows it and takes no clicks. */
  busy?: boolean;
}

/** A push button with an optional icon before its label. */
export function Button({
  look = 'normal',
  size = 'normal',
  icon: Icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles['button'], className)}
      data-look={look}
      data-size={size}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {busy ? <span className={styles['spinner']} /> : Icon && <Icon className={styles['icon']} />}
      {children}
    </button>
  );
}
