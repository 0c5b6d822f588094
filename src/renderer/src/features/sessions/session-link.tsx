import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { WhitelabelModel } from '#shared/organization.ts';
import { useAttempt, useClient } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sessions.module.css';
import { t } from './texts.ts';

interface SessionLinkProps {
  email: string;
  made: WhitelabelModel;
  onClose: () => void;
}

/** The link of a session that was just made, for as long as the dialog is open. */
export function SessionLink({ email, made, onClose }: SessionLinkProps) {
  const client = useClient();
  const attempt = useAttempt();
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  const { modelId, status, signedUrl } = made;
  const leave = () => (signedUrl === null || copied ? onClose() : setAsking(true));

  async function copy(text: string): Promise<void> {
    if ((await attempt(() => client.desktop.copyText({ text }).then(() => true))) === true) {
      setCopied(true);
    }
  }

  return (
    <Dialog
      open
      onClose={leave}
      title={t('doneTitle', { email })}
      description={t(signedUrl === null ? 'noLink' : 'linkOnce', { email })}
      closeLabel={t('close')}
      footer={
        <>
          <Button onClick={leave}>{t('done')}</Button>
          {signedUrl !== null && (
            <Button
              look="primary"
              icon={copied ? Check : Copy}
              onClick={() => void copy(signedUrl)}
            >
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </>
      }
    >
      <p className="visually-hidden" role="status">
        {copied ? t('copied') : ''}
      </p>
      <div className={styles['form']}>
        {signedUrl !== null && (
          <TextField
            label={t('link')}
            value={signedUrl}
            onChange={() => undefined}
            readOnly
            mono
            dir="ltr"
            onFocus={(event) => event.target.select()}
            onCopy={() => setCopied(true)}
          />
        )}
        <dl className={styles['facts']}>
          <dt>{t('session')}</dt>
          <dd data-selectable>{modelId}</dd>
          <dt>{t('status')}</dt>
          <dd>{status}</dd>
        </dl>
      </div>
      {asking && (
        <Confirm
          title={t('leaveTitle')}
          confirmLabel={t('leave')}
          cancelLabel={t('stay')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={onClose}
        >
          {t('leaveText')}
        </Confirm>
      )}
    </Dialog>
  );
}
