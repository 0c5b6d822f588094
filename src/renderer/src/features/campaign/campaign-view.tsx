import { CircleAlert, MailPlus, RefreshCw, SearchX } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCommand, useDesk, useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type CampaignStores, campaignOf } from './campaign-store.ts';
import { CampaignToolbar } from './campaign-toolbar.tsx';
import styles from './campaign-view.module.css';
import { ListBar } from './list-bar.tsx';
import { Overview } from './overview.tsx';
import { PeopleList } from './people-list.tsx';
import { t } from './texts.ts';

/** Everybody's way from invite to headshots: the numbers, and the people behind them. */
export function CampaignView() {
  const desk = useDesk();
  const [stores] = useState(() => campaignOf(desk));
  const back = useNavigation((navigation) => navigation.back);
  useCommand('back', back);
  useFollow(stores);
  return (
    <div className={styles['view']}>
      <CampaignToolbar stores={stores} />
      <Content stores={stores} />
    </div>
  );
}

/** Asks when the view comes, and again whenever the library has changed. */
function useFollow({ store, people }: CampaignStores): void {
  const revision = useMirrors(({ libraryRevision }) => libraryRevision);
  const query = useStore(store, (state) => state.query);
  useEffect(() => {
    people.show(query);
    return people.stop;
  }, [people, query]);
  useEffect(() => {
    // Read, so that every change asks again.
    if (revision >= 0) store.getState().refresh();
  }, [store, revision]);
}

function Content({ stores }: { stores: CampaignStores }) {
  const { store, people } = stores;
  const { campaign, failure, refresh, clear } = useStore(store);
  const { total, error, query } = useStore(people);
  const open = useNavigation((navigation) => navigation.open);
  const offline = useMirrors(isOffline);
  const scroller = useRef<HTMLDivElement>(null);

  const isThere = campaign !== null;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isThere) return undefined;
    element.scrollTop = store.getState().scrollTop;
    const remember = () => store.getState().setScrollTop(element.scrollTop);
    element.addEventListener('scrollend', remember);
    return () => element.removeEventListener('scrollend', remember);
  }, [store, isThere]);

  if (campaign === null) return failure === null ? <Bones /> : <Failed {...{ failure, refresh }} />;
  if (campaign.everybody.people + campaign.everybody.at.gone === 0) {
    if (campaign.syncedAt === null) {
      return (
        <EmptyState icon={RefreshCw} title={t('neverTitle')}>
          {t('never')}
        </EmptyState>
      );
    }
    return (
      <EmptyState
        icon={MailPlus}
        title={t('emptyTitle')}
        actions={
          <Button icon={MailPlus} disabled={offline} onClick={() => open({ name: 'invite' })}>
            {t('invite')}
          </Button>
        }
      >
        {t('empty')}
      </EmptyState>
    );
  }
  return (
    <div ref={scroller} className={styles['scroller']}>
      <Overview stores={stores} campaign={campaign} />
      <section className={styles['people']} aria-label={t('list')}>
        <ListBar stores={stores} teams={campaign.teams} />
        {error !== null ? (
          <Failed failure={error} refresh={() => people.show({ ...store.getState().query })} />
        ) : total === 0 && query !== null ? (
          <EmptyState
            icon={SearchX}
            title={t('noMatchTitle')}
            actions={<Button onClick={clear}>{t('clear')}</Button>}
          >
            {t('noMatch')}
          </EmptyState>
        ) : (
          <PeopleList stores={stores} scroller={scroller} />
        )}
      </section>
    </div>
  );
}

function Failed({ failure, refresh }: { failure: { message: string }; refresh: () => void }) {
  return (
    <EmptyState
      icon={CircleAlert}
      tone="negative"
      title={t('failedTitle')}
      actions={<Button onClick={refresh}>{t('retry')}</Button>}
    >
      {failure.message}
    </EmptyState>
  );
}

function Bones() {
  return (
    <div className={styles['scroller']} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      <Skeleton className={styles['bone']} />
      <Skeleton className={styles['bone']} />
    </div>
  );
}
