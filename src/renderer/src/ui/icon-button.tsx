import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** What it does: its name for screen readers and its tooltip. */
  label: string;
  /** Keys shown in the tooltip, as {@link Kbd} writes them: `Mod+F`. */
  keys?: string;
  /** Of a toggle: whether it is on. */
  pressed?: boolean;
  look?: 'plain' | 'on-photo';
  size?: 'small' | 'normal';
}

/** A square button of one icon, with its name in a tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  pressed,
  look = 'plain',
  size = 'normal',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        {...rest}
        className={classNames(styles['button'], className)}
        data-look={look}
        data-size={size}
        aria-label={label}
        aria-pressed={pressed}
      >
        <Icon className={styles['icon']} />
      </button>
    </Tooltip>
  );
}
