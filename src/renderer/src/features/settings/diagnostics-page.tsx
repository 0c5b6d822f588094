import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAttempt, useClient, useNotices } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Group, Page } from '../../ui/group.tsx';
import styles from './diagnostics-page.module.css';
import { t } from './texts.ts';

/** What somebody who helps wants to know, without any secret. */
export function DiagnosticsPage() {
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  const [text, setText] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    void attempt(() => client.desktop.diagnostics({})).then((report) => {
      if (current && report !== null) setText(report.text);
    });
    return () => {
      current = false;
    };
  }, [client, attempt]);

  async function copy(): Promise<void> {
    if (text === null) return;
    const copied = await attempt(async () => {
      await client.desktop.copyText({ text });
      return true;
    });
    if (copied !== null) say(t('copied'));
  }

  return (
    <Page>
      <Group
        title={t('diagnostics')}
        hint={t('diagnosticsText')}
        action={
          <Button icon={Copy} disabled={text === null} onClick={() => void copy()}>
            {t('copy')}
          </Button>
        }
      >
        {/* A text field, because the keyboard can go into one, scroll it and select. */}
        <textarea
          className={styles['report']}
          aria-label={t('report')}
          dir="ltr"
          readOnly
          rows={16}
          value={text ?? t('loading')}
        />
      </Group>
    </Page>
  );
}
