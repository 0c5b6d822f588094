import { Eye, EyeOff, KeyRound, SquareArrowOutUpRight } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { KeyStorage } from '#shared/window.ts';
import { useAttempt, useClient } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Connect } from './connect-store.ts';
import { problemText } from './connect-words.ts';
import styles from './key-fields.module.css';
import { t } from './texts.ts';

const HEADSHOTPRO_URL = 'https://www.headshotpro.com';

interface KeyFieldsProps {
  store: StoreApi<Connect>;
  keyStorage: KeyStorage;
  size?: 'normal' | 'large';
}

/** The key, hidden unless asked, and where it will be kept: as honestly as the system allows. */
export function KeyFields({ store, keyStorage, size = 'normal' }: KeyFieldsProps) {
  const client = useClient();
  const attempt = useAttempt();
  const { apiKey, remember, busy, problem, setApiKey, setRemember } = useStore(store);
  const [shown, setShown] = useState(false);
  const canKeep = keyStorage.kind === 'os';

  return (
    <div className={styles['fields']}>
      <TextField
        label={t('key')}
        size={size}
        mono={apiKey !== ''}
        type={shown ? 'text' : 'password'}
        value={apiKey}
        onChange={setApiKey}
        placeholder={t('keyPlaceholder')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        readOnly={busy !== null}
        leading={<KeyRound />}
        trailing={
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? t('hideKey') : t('showKey')}
            size="small"
            onClick={() => setShown(!shown)}
          />
        }
        {...(problem?.at === 'key' && { error: problemText(problem.why) })}
      />
      <p className={styles['where']}>
        {t('whereToGet')}{' '}
        <Button
          look="plain"
          className={styles['link']}
          onClick={() => void attempt(() => client.desktop.openExternal({ url: HEADSHOTPRO_URL }))}
        >
          {t('openHeadshotPro')}
          <SquareArrowOutUpRight className={styles['out']} />
        </Button>
      </p>
      <div className={styles['remember']}>
        <Switch
          label={t('remember')}
          hint={
            keyStorage.kind === 'session'
              ? keyStorage.reason
              : remember
                ? t('rememberOs')
                : t('rememberOff')
          }
          checked={canKeep && remember}
          onChange={setRemember}
          disabled={!canKeep || busy !== null}
        />
      </div>
    </div>
  );
}
