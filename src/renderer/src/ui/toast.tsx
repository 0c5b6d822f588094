import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

/** Something that happened, said once. */
export interface ToastMessage {
  id: string;
  text: string;
  /** `pending` stays until it is taken away. */
  tone?: 'neutral' | 'pending' | 'negative';
  action?: { label: string; onSelect: () => void };
}

interface ToastsProps {
  messages: readonly ToastMessage[];
  onDismiss: (id: string) => void;
  /** Name of the region, and of the button that closes one. */
  label: string;
  closeLabel: string;
}

/**
 * Messages at the bottom of the window; each goes by itself, but not while the pointer or the focus
 * is on it. Not Radix' toast: that takes the Escape key from the dialog in front.
 */
export function Toasts({ messages, onDismiss, label, closeLabel }: ToastsProps) {
  return (
    <section
      className={styles['viewport']}
      aria-label={label}
      aria-live="polite"
      data-toasts="true"
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} onDismiss={onDismiss} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

interface ToastProps extends Pick<ToastsProps, 'onDismiss' | 'closeLabel'> {
  message: ToastMessage;
}

function Toast({ message, onDismiss, closeLabel }: ToastProps) {
  const { id, text, tone = 'neutral', action } = message;
  const box = useRef<HTMLDivElement>(null);
  const lastingMs = tone === 'negative' ? 14_000 : action ? 9_000 : 5_000;

  useEffect(() => {
    if (tone === 'pending') return undefined;
    const timer = setInterval(() => {
      if (!box.current?.matches(':hover, :focus-within')) onDismiss(id);
    }, lastingMs);
    return () => clearInterval(timer);
  }, [id, tone, lastingMs, onDismiss]);

  return (
    <div
      ref={box}
      className={styles['toast']}
      data-tone={tone}
      role={tone === 'negative' ? 'alert' : undefined}
    >
      {tone === 'pending' && <span className={styles['spinner']} aria-hidden="true" />}
      <p className={styles['text']}>{text}</p>
      {action && (
        <Button
          look="plain"
          onClick={() => {
            onDismiss(id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={closeLabel} size="small" onClick={() => onDismiss(id)} />
    </div>
  );
}
