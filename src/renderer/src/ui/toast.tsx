import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

/** Something that happened, said once. */
export interface ToastMessage {
  id: string;
  text: string;
  tone?: 'neutral' | 'negative';
  action?: { label: string; onSelect: () => void };
}

interface ToastsProps {
  messages: readonly ToastMessage[];
  onDismiss: (id: string) => void;
  /** Name of the region, and of the button that closes one. */
  label: string;
  closeLabel: string;
}

/** Messages at the bottom of the window; each goes by itself, errors stay longer. */
export function Toasts({ messages, onDismiss, label, closeLabel }: ToastsProps) {
  return (
    <Radix.Provider label={label} swipeDirection="down">
      {messages.map(({ id, text, tone = 'neutral', action }) => (
        <Radix.Root
          key={id}
          className={styles['toast']}
          data-tone={tone}
          type={tone === 'negative' ? 'foreground' : 'background'}
          duration={tone === 'negative' ? 12_000 : 5_000}
          onOpenChange={(open) => !open && onDismiss(id)}
        >
          <Radix.Description className={styles['text']}>{text}</Radix.Description>
          {action && (
            <Radix.Action asChild altText={action.label}>
              <Button look="plain" onClick={action.onSelect}>
                {action.label}
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton icon={X} label={closeLabel} size="small" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className={styles['viewport']} />
    </Radix.Provider>
  );
}
