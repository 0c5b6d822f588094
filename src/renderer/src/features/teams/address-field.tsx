import { useId } from 'react';
import { formatList } from '../../text/format.ts';
import type { AddressList } from './address-list.ts';
import styles from './dialogs.module.css';
import { t } from './texts.ts';

/** So many lines without an address are named. */
const NAMED = 3;

interface AddressFieldProps {
  text: string;
  onChange: (text: string) => void;
  /** What is read of the text. */
  list: AddressList;
  disabled: boolean;
}

/** Where addresses are pasted; says at once what is read of them, and what is not. */
export function AddressField({ text, onChange, list, disabled }: AddressFieldProps) {
  const id = useId();
  const { addresses, unread } = list;
  const lines = unread.slice(0, NAMED).map((line) => `“${line}”`);
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {t('addresses')}
      </label>
      <textarea
        id={id}
        className={styles['text']}
        value={text}
        rows={6}
        placeholder={t('addressesSample')}
        spellCheck={false}
        dir="ltr"
        disabled={disabled}
        aria-describedby={`${id}-read`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-read`} role="status">
        <p className={styles['hint']}>
          {addresses.length === 0 ? t('addressesHint') : t('found', { count: addresses.length })}
        </p>
        {unread.length > 0 && (
          <p className={styles['unread']} dir="auto">
            {t('unread', {
              count: unread.length,
              lines: formatList(unread.length > NAMED ? [...lines, '…'] : lines),
            })}
          </p>
        )}
      </div>
    </div>
  );
}
