import { CircleAlert } from 'lucide-react';
import type { ReceiverState } from '#shared/live.ts';
import { useNow } from '../../state/use-now.ts';
import { formatAgo, formatNumber } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { Group } from '../../ui/group.tsx';
import { Note } from '../../ui/note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Facts } from './facts.tsx';
import styles from './receiver-group.module.css';
import { RelaySteps } from './relay-steps.tsx';
import { SecretField } from './secret-field.tsx';
import { t } from './texts.ts';
import { useReceiver } from './use-receiver.ts';

/** This computer and nobody else, in either way of counting. */
const LOOPBACK = ['127.0.0.1', '::1'] as const;
const MOST_PORT = 65_535;

/** The receiver for webhooks: on or off, where, with which secret, and what came. */
export function ReceiverGroup({ receiver }: { receiver: ReceiverState }) {
  const { enabled, host, port, hasSecret, listening, accepted, refused, lastEventAt } = receiver;
  const { busy, failure, set } = useReceiver(receiver);
  const now = useNow();
  const problem = failure ?? receiver.problem;

  return (
    <Group title={t('webhooks')} hint={t('webhooksHint')}>
      <RelaySteps address={addressOf(receiver)} />
      <SecretField receiver={receiver} />
      <div className={styles['place']}>
        <Select
          label={t('host')}
          value={host}
          options={LOOPBACK.map((value) => ({ value, label: value }))}
          disabled={busy}
          onChange={(value) => void set({ host: value })}
        />
        <NumberField
          label={t('port')}
          value={port}
          min={1}
          max={MOST_PORT}
          invalid={t('portInvalid')}
          onCommit={(value) => set({ port: value })}
        />
      </div>
      <Switch
        label={t('receive')}
        hint={<span role="status">{stateWords(receiver)}</span>}
        checked={enabled}
        disabled={busy || (!hasSecret && !enabled)}
        onChange={(on) => void set({ enabled: on })}
      />
      {problem !== null && (
        <Note icon={CircleAlert} tone="negative">
          <p>{problem.message}</p>
          {receiver.problem !== null && (
            <Button busy={busy} onClick={() => void set({})} className={styles['again']}>
              {t('tryAgain')}
            </Button>
          )}
        </Note>
      )}
      {(listening || accepted + refused > 0) && (
        <Facts
          facts={[
            [t('accepted'), formatNumber(accepted)],
            [t('refused'), formatNumber(refused)],
            [t('lastEvent'), lastEventAt === null ? t('never') : formatAgo(lastEventAt, now)],
          ]}
        />
      )}
    </Group>
  );
}

function addressOf({ host, port }: ReceiverState): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port.toString()}`;
}

function stateWords(receiver: ReceiverState): string {
  const { enabled, hasSecret, listening } = receiver;
  if (listening) return t('listening', { address: addressOf(receiver) });
  if (enabled) return t('notListening');
  return t(hasSecret ? 'off' : 'needsSecret');
}
