import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useClient, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Collage } from './collage.tsx';
import { createConnect } from './connect-store.ts';
import { problemText } from './connect-words.ts';
import { KeyFields } from './key-fields.tsx';
import { t } from './texts.ts';
import styles from './welcome.module.css';

/** The first screen: connect with a key, or look around in the demo organization. */
export function Welcome() {
  const client = useClient();
  const { mirrors } = useDesk();
  const keyStorage = useMirrors(({ session }) => session?.keyStorage ?? null);
  const [store] = useState(() => createConnect(client, (session) => mirrors.take({ session })));
  const busy = useStore(store, (state) => state.busy);
  const problem = useStore(store, (state) => state.problem);
  const connect = useStore(store, (state) => state.connect);
  const connectDemo = useStore(store, (state) => state.connectDemo);

  return (
    <main className={styles['welcome']}>
      <div className={styles['side']}>
        <div className={styles['content']}>
          <header>
            <p className={styles['brand']}>
              <Mark />
              {t('appName')}
            </p>
            <h1 className={styles['title']}>{t('title')}</h1>
            <p className={styles['promise']}>{t('promise')}</p>
          </header>

          <form
            className={styles['form']}
            onSubmit={(event) => {
              event.preventDefault();
              void connect();
            }}
          >
            <KeyFields
              store={store}
              keyStorage={keyStorage ?? { kind: 'session', reason: '' }}
              size="large"
            />
            <Button
              type="submit"
              look="primary"
              size="large"
              className={styles['wide']}
              busy={busy === 'key'}
              disabled={busy === 'demo'}
            >
              {busy === 'key' ? t('checking') : t('connect')}
            </Button>
          </form>

          <div className={styles['or']} aria-hidden="true">
            {t('or')}
          </div>

          <div className={styles['demo']}>
            <Button
              size="large"
              icon={Sparkles}
              className={styles['wide']}
              busy={busy === 'demo'}
              disabled={busy === 'key'}
              onClick={() => void connectDemo()}
            >
              {busy === 'demo' ? t('demoStarting') : t('demo')}
            </Button>
            <p
              className={styles['hint']}
              role="status"
              data-bad={problem?.at === 'demo' || undefined}
            >
              {problem?.at === 'demo'
                ? problemText(problem.why)
                : busy === 'demo'
                  ? t('demoSlow')
                  : t('demoHint')}
            </p>
          </div>
        </div>
      </div>
      <div className={styles['picture']}>
        <Collage />
      </div>
    </main>
  );
}
