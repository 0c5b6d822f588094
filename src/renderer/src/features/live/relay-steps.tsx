import { Disclosure } from '../../ui/disclosure.tsx';
import styles from './relay-steps.module.css';
import { t } from './texts.ts';

/** What somebody has to set up so that webhooks reach `address` on this computer. */
export function RelaySteps({ address }: { address: string }) {
  return (
    <Disclosure summary={t('relayTitle')}>
      <ol className={styles['steps']} data-selectable>
        <li>{t('relayForward', { address })}</li>
        <li>{t('relaySave')}</li>
        <li>{t('relaySecret')}</li>
      </ol>
    </Disclosure>
  );
}
