import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useClient, useDesk, useMirrors, useNotices } from '../../state/desk-context.tsx';
import { connectedSession } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { createConnect } from './connect-store.ts';
import { KeyFields } from './key-fields.tsx';
import { t } from './texts.ts';

/** Asks for another key while the library stays in sight. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const { mirrors } = useDesk();
  const say = useNotices((notices) => notices.say);
  const session = useMirrors(connectedSession);
  const formId = useId();
  const [store] = useState(() =>
    createConnect(client, (next) => {
      mirrors.take({ session: next });
      if (next.state === 'connected') say(t('keyAccepted', { name: next.organization.name }));
      onClose();
    }),
  );
  const busy = useStore(store, (state) => state.busy) !== null;
  const connect = useStore(store, (state) => state.connect);
  if (session === null) return null;
  const { keyStorage, hasKey, problem } = session;

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('newKeyTitle')}
      description={
        hasKey
          ? t('newKeyText')
          : problem?.code === 'key_refused'
            ? t('newKeyRefused')
            : t('newKeyMissing')
      }
      closeLabel={t('close')}
      size="normal"
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} look="primary" busy={busy}>
            {busy ? t('checking') : t('saveKey')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <KeyFields store={store} keyStorage={keyStorage} />
      </form>
    </Dialog>
  );
}
