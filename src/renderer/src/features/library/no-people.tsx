import {
  CircleAlert,
  Flag,
  Heart,
  Hourglass,
  type LucideIcon,
  RefreshCw,
  SearchX,
  Users,
} from 'lucide-react';
import type { LibraryView } from '#shared/window.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { isOffline, runningSync } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EmptyTeam } from './empty-team.tsx';
import { useLibrary, useLook, usePeople } from './library-context.tsx';
import { isFiltered } from './library-filter.ts';
import styles from './no-people.module.css';
import { CardPlace } from './person-card.tsx';
import { t } from './texts.ts';

/** More than any window shows at once would be work for nobody. */
const PLACES = Array.from({ length: 30 }, (_, place) => String(place));

/** What stands where nobody does: loading, a failure, no match, or why the place is empty. */
export function NoPeople() {
  const { people } = useLibrary();
  const error = usePeople((known) => known.error);
  const waiting = usePeople((known) => known.query === null && known.error === null);
  const view = useLook((look) => look.query.view);
  const filtered = useLook((look) => isFiltered(look.query.filter));
  const clearFilter = useLook((look) => look.clearFilter);

  if (waiting) return <Places />;
  if (error !== null) {
    return (
      <EmptyState
        icon={CircleAlert}
        tone="negative"
        title={t('failedTitle')}
        actions={<Button onClick={people.refresh}>{t('retry')}</Button>}
      >
        {error.message}
      </EmptyState>
    );
  }
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle')}
        actions={<Button onClick={clearFilter}>{t('clearFilters')}</Button>}
      >
        {t('noMatch')}
      </EmptyState>
    );
  }
  if (view.kind === 'all') return <EmptyLibrary />;
  if (view.kind === 'team') return <EmptyTeam teamId={view.teamId} />;
  const [icon, title, text] = EMPTY[view.kind];
  return (
    <EmptyState icon={icon} title={t(title)}>
      {t(text)}
    </EmptyState>
  );
}

const EMPTY = {
  favorites: [Heart, 'emptyFavorites', 'emptyFavoritesText'],
  picks: [Flag, 'emptyPicks', 'emptyPicksText'],
  lifecycle: [Hourglass, 'emptyLifecycle', 'emptyLifecycleText'],
} as const satisfies Record<
  Exclude<LibraryView['kind'], 'all' | 'team'>,
  readonly [LucideIcon, Parameters<typeof t>[0], Parameters<typeof t>[0]]
>;

function EmptyLibrary() {
  const client = useClient();
  const attempt = useAttempt();
  const syncing = useMirrors((mirrors) => runningSync(mirrors) !== null);
  const offline = useMirrors(isOffline);
  if (syncing) {
    return (
      <EmptyState icon={RefreshCw} title={t('syncingTitle')}>
        {t('syncing')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Users}
      title={t('emptyTitle')}
      actions={
        <Button
          icon={RefreshCw}
          disabled={offline}
          onClick={() => void attempt(() => client.jobs.sync({ full: false }))}
        >
          {t('syncNow')}
        </Button>
      }
    >
      {t('emptyAll')}
    </EmptyState>
  );
}

function Places() {
  return (
    <div className={styles['places']} role="status">
      {PLACES.map((place) => (
        <CardPlace key={place} />
      ))}
    </div>
  );
}
