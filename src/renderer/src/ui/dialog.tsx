import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { useFocusReturn } from './focus-return.ts';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Under the title, in a sentence. */
  description?: ReactNode;
  /** The accessible name of the close button. */
  closeLabel: string;
  /** `small` asks a question, `normal` holds a form, `large` has columns, `palette` sits at the top. */
  size?: 'small' | 'normal' | 'large' | 'palette';
  /** Buttons at the end, the main one last. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** A modal window over the app. Escape, the scrim and the cross close it; focus returns. */
export function Dialog({ open, ...frame }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && frame.onClose()}>
      <Radix.Portal>
        <Frame {...frame} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Frame({
  onClose,
  title,
  description,
  closeLabel,
  size = 'normal',
  footer,
  children,
}: Omit<DialogProps, 'open'>) {
  const { keep, giveBack } = useFocusReturn();
  const bare = size === 'palette';
  return (
    // Not Radix.Overlay: it injects a style element, which the content policy forbids.
    <div className={styles['scrim']} data-size={size}>
      <Radix.Content
        ref={keep}
        className={styles['dialog']}
        data-size={size}
        onOpenAutoFocus={focusFirstField}
        onInteractOutside={keepForMessages}
        onCloseAutoFocus={giveBack}
        {...(description === undefined && { 'aria-describedby': undefined })}
      >
        <header className={bare ? 'visually-hidden' : styles['header']}>
          <div className={styles['heading']}>
            <Radix.Title className={styles['title']}>{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className={styles['description']}>{description}</Radix.Description>
            )}
          </div>
          {!bare && <IconButton icon={X} label={closeLabel} onClick={onClose} />}
        </header>
        {children !== undefined && (
          <div className={bare ? styles['bare'] : styles['body']}>{children}</div>
        )}
        {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
      </Radix.Content>
    </div>
  );
}

const FIRST_FIELD = ':is(input, textarea):enabled:not([role="tabpanel"] *)';

/**
 * The first field, else the dialog itself: not its close button, whose tooltip would open, and no field
 * far down a page of many.
 */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  event.preventDefault();
  (dialog.querySelector<HTMLElement>(FIRST_FIELD) ?? dialog).focus();
}

/** A click on a message in front of the dialog leaves it open. */
function keepForMessages(event: Event): void {
  if (event.target instanceof Element && event.target.closest('[data-toasts]')) {
    event.preventDefault();
  }
}
