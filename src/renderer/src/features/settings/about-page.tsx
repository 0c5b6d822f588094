import { SquareArrowOutUpRight } from 'lucide-react';
import { useAttempt, useClient } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Group, Page } from '../../ui/group.tsx';
import { Mark } from '../../ui/mark.tsx';
import styles from './about-page.module.css';
import { t } from './texts.ts';

/** What this is, and whose work it rests on. */
export function AboutPage() {
  return (
    <Page>
      <section className={styles['head']}>
        <Mark className={styles['mark']} />
        <div>
          <h3 className={styles['name']}>{t('appName')}</h3>
          <p className={styles['promise']}>{t('aboutText')}</p>
        </div>
      </section>
      <Group title={t('licence')} hint={t('licenceText')} />
      <Group
        title={t('portraits')}
        hint={t('portraitsText')}
        action={
          <>
            <Link url="https://avataaars.com" label={t('avataaars')} />
            <Link url="https://www.dicebear.com" label={t('dicebear')} />
          </>
        }
      />
      <Group title={t('font')} hint={t('fontText')} />
    </Page>
  );
}

function Link({ url, label }: { url: string; label: string }) {
  const client = useClient();
  const attempt = useAttempt();
  return (
    <Button onClick={() => void attempt(() => client.desktop.openExternal({ url }))}>
      {label}
      <SquareArrowOutUpRight className={styles['out']} />
    </Button>
  );
}
