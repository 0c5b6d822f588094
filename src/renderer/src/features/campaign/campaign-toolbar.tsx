import { MailPlus, MailSearch, PanelLeft, UserPlus } from 'lucide-react';
import { useStore } from 'zustand';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import type { CampaignStores } from './campaign-store.ts';
import styles from './campaign-view.module.css';
import { t } from './texts.ts';

/** How many people there are, and the ways to bring more. */
export function CampaignToolbar({ stores }: { stores: CampaignStores }) {
  const { open, setSidebarOpen } = useNavigation((navigation) => navigation);
  const offline = useMirrors(isOffline);
  const makesSessions = useMirrors(({ whitelabel }) => whitelabel === true);
  const people = useStore(stores.store, ({ campaign }) => campaign?.everybody.people ?? null);
  return (
    <Toolbar
      leading={
        <IconButton
          icon={PanelLeft}
          label={t('showSidebar')}
          className={styles['sidebarButton']}
          onClick={() => setSidebarOpen(true)}
        />
      }
      title={t('title')}
      subtitle={people === null ? undefined : t('people', { count: people })}
    >
      <IconButton
        icon={MailSearch}
        label={t('lookUp')}
        disabled={offline}
        onClick={() => open({ name: 'invite-lookup', query: '' })}
      />
      {makesSessions && (
        <IconButton
          icon={UserPlus}
          label={t('newSession')}
          disabled={offline}
          onClick={() => open({ name: 'new-session' })}
        />
      )}
      <span title={offline ? t('offline') : undefined}>
        <Button
          look="primary"
          icon={MailPlus}
          disabled={offline}
          onClick={() => open({ name: 'invite' })}
        >
          {t('invite')}
        </Button>
      </span>
    </Toolbar>
  );
}
