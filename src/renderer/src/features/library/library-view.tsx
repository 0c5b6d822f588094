import { useCommand } from '../../state/desk-context.tsx';
import { DragBadge } from './drag-badge.tsx';
import { FilterChips } from './filter-chips.tsx';
import { useLook, usePeople } from './library-context.tsx';
import { LibraryToolbar } from './library-toolbar.tsx';
import styles from './library-view.module.css';
import { NoPeople } from './no-people.tsx';
import { PeopleGrid } from './people-grid.tsx';
import { PeopleList } from './people-list.tsx';
import { RetentionNotice } from './retention-notice.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useLibraryActions } from './use-library-actions.ts';

/** The people of the current place, found, narrowed and sorted. */
export function LibraryView() {
  const layout = useLook((look) => look.layout);
  const empty = usePeople(({ total, error }) => total === 0 || error !== null);
  const actions = useLibraryActions();
  useCommand('select-all', actions.selectEverybody);
  useCommand('export', actions.exportShown);
  useCommand('download', actions.downloadShown);

  return (
    <div className={styles['view']}>
      <LibraryToolbar />
      <FilterChips />
      <RetentionNotice />
      {empty ? <NoPeople /> : layout === 'grid' ? <PeopleGrid /> : <PeopleList />}
      <SelectionBar />
      <DragBadge />
    </div>
  );
}
