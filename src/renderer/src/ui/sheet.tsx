import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './sheet.module.css';

interface SheetProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  /** Between the title and the close button. */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** A panel at the end edge, beside the content: the rest of the window stays in use. */
export function Sheet({ title, closeLabel, onClose, actions, footer, children }: SheetProps) {
  const titleId = useId();
  return (
    <aside className={styles['sheet']} aria-labelledby={titleId}>
      <header className={styles['header']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        {actions}
        <IconButton icon={X} label={closeLabel} onClick={onClose} />
      </header>
      <div className={styles['body']}>{children}</div>
      {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
    </aside>
  );
}
