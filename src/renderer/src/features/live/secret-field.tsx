import { type FormEvent, useState } from 'react';
import type { ReceiverState } from '#shared/live.ts';
import { useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './secret-field.module.css';
import { t } from './texts.ts';
import { useReceiver } from './use-receiver.ts';

/** The webhook secret: entered, replaced or forgotten, and never shown again. */
export function SecretField({ receiver }: { receiver: ReceiverState }) {
  const { hasSecret } = receiver;
  const say = useNotices((notices) => notices.say);
  const { busy, failure, set } = useReceiver(receiver);
  // In the field alone: it is gone once it is saved.
  const [typed, setTyped] = useState('');
  const [replacing, setReplacing] = useState(false);
  const [asking, setAsking] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const secret = typed.trim();
    if (secret === '' || busy || !(await set({ secret }))) return;
    stop();
    say(t('secretSaved'));
  }
  async function forget(): Promise<void> {
    setAsking(false);
    // Without a secret nothing could be received.
    if (await set({ enabled: false, secret: '' })) say(t('secretForgotten'));
  }
  function stop(): void {
    setTyped('');
    setReplacing(false);
  }

  if (hasSecret && !replacing) {
    return (
      <div className={styles['kept']}>
        <div className={styles['words']}>
          <p className={styles['label']}>{t('secret')}</p>
          <p className={styles['hint']}>{t('secretKept')}</p>
        </div>
        <div className={styles['buttons']}>
          <Button onClick={() => setReplacing(true)}>{t('replace')}</Button>
          <Button onClick={() => setAsking(true)}>{t('forget')}</Button>
        </div>
        {asking && (
          <Confirm
            title={t('forgetTitle')}
            confirmLabel={t('forgetYes')}
            cancelLabel={t('cancel')}
            danger
            onCancel={() => setAsking(false)}
            onConfirm={() => void forget()}
          >
            {t('forgetText')}
          </Confirm>
        )}
      </div>
    );
  }
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void save(event)}>
      <TextField
        className={styles['field']}
        label={t('secret')}
        type="password"
        mono
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={setTyped}
        {...(failure === null ? { hint: t('secretHint') } : { error: failure.message })}
      />
      <div className={styles['buttons']}>
        <Button type="submit" busy={busy} disabled={typed.trim() === ''}>
          {t('saveSecret')}
        </Button>
        {hasSecret && <Button onClick={stop}>{t('cancel')}</Button>}
      </div>
    </form>
  );
}
