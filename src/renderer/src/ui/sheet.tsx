import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useFocusReturn } from './focus-return.ts';
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

/**
 * A panel at the end edge, beside the content: the rest of the window stays in use. Escape closes it
 * from within; the focus then goes back to where it came from.
 */
export function Sheet({ title, closeLabel, onClose, actions, footer, children }: SheetProps) {
  const titleId = useId();
  const sheet = useRef<HTMLElement>(null);
  const { keep, giveBack } = useFocusReturn();
  const latest = useRef({ onClose, giveBack });
  useEffect(() => {
    latest.current = { onClose, giveBack };
  });

  useLayoutEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    keep(element);
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      latest.current.onClose();
    };
    element.addEventListener('keydown', press);
    return () => {
      element.removeEventListener('keydown', press);
      // Only somebody who was in here is lost when it goes.
      if (element.contains(document.activeElement)) queueMicrotask(latest.current.giveBack);
    };
  }, [keep]);

  return (
    <aside ref={sheet} className={styles['sheet']} aria-labelledby={titleId}>
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
