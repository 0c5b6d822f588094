import type { ReactNode } from 'react';
import styles from './toolbar.module.css';

interface ToolbarProps {
  /** Before the title: a back button, say. */
  leading?: ReactNode;
  title: string;
  /** Beside the title, quieter: a count. */
  subtitle?: ReactNode;
  /** In the middle, as wide as there is room: a search field. */
  center?: ReactNode;
  /** At the end. */
  children?: ReactNode;
}

/** The bar over a view. The window is moved by it wherever nothing else takes the pointer. */
export function Toolbar({ leading, title, subtitle, center, children }: ToolbarProps) {
  return (
    <header className={styles['toolbar']}>
      {leading}
      <div className={styles['heading']}>
        <h1 className={styles['title']} dir="auto" title={title}>
          {title}
        </h1>
        {subtitle !== undefined && <span className={styles['subtitle']}>{subtitle}</span>}
      </div>
      <div className={styles['center']}>{center}</div>
      <div className={styles['actions']}>{children}</div>
    </header>
  );
}
