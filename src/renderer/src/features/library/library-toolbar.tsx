import { ArrowUpDown, Grid2x2, LayoutGrid, List, PackageOpen, PanelLeft } from 'lucide-react';
import { SORT_KEYS } from '#shared/window.ts';
import { useCommand, useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { FilterButton } from './filter-button.tsx';
import { useLook, usePeople } from './library-context.tsx';
import { sortByColumn } from './library-filter.ts';
import { CARD_WIDTH } from './library-store.ts';
import styles from './library-toolbar.module.css';
import { viewName } from './library-words.ts';
import { SearchField } from './search-field.tsx';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** What is shown, how it is narrowed, sorted and drawn, and the way to export it. */
export function LibraryToolbar() {
  const view = useLook((look) => look.query.view);
  const layout = useLook((look) => look.layout);
  const setLayout = useLook((look) => look.setLayout);
  const teams = useMirrors(({ summary }) => summary?.teams);
  const total = usePeople((people) => people.total);
  const known = usePeople((people) => people.query !== null);
  const setSidebarOpen = useNavigation((navigation) => navigation.setSidebarOpen);
  const actions = useLibraryActions();
  useCommand('view-grid', () => setLayout('grid'));
  useCommand('view-list', () => setLayout('list'));

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
      title={viewName(view, teams ?? [])}
      subtitle={known ? <span role="status">{t('people', { count: total })}</span> : undefined}
      center={<SearchField />}
    >
      <FilterButton />
      <SortMenu />
      <Segmented
        label={t('layout')}
        value={layout}
        onChange={setLayout}
        options={[
          { value: 'grid', label: t('grid'), icon: LayoutGrid, keys: 'Mod+1' },
          { value: 'list', label: t('list'), icon: List, keys: 'Mod+2' },
        ]}
      />
      {layout === 'grid' && <SizeSlider />}
      <Button
        look="primary"
        icon={PackageOpen}
        disabled={total === 0}
        onClick={actions.exportShown}
      >
        {t('export')}
      </Button>
    </Toolbar>
  );
}

function SortMenu() {
  const sort = useLook((look) => look.query.sort);
  const setSort = useLook((look) => look.setSort);
  const items: MenuItem[] = [
    { heading: t('sortBy') },
    ...SORT_KEYS.map((key) => ({
      kind: 'radio' as const,
      label: t(key === 'lifecycle' ? 'status' : key),
      checked: sort.key === key,
      onSelect: () => sort.key !== key && setSort(sortByColumn(sort, key)),
    })),
    'separator',
    {
      kind: 'radio',
      label: t('ascending'),
      checked: !sort.descending,
      onSelect: () => setSort({ ...sort, descending: false }),
    },
    {
      kind: 'radio',
      label: t('descending'),
      checked: sort.descending,
      onSelect: () => setSort({ ...sort, descending: true }),
    },
  ];
  return (
    <Menu align="end" trigger={<IconButton icon={ArrowUpDown} label={t('sort')} />} items={items} />
  );
}

function SizeSlider() {
  const cardWidth = useLook((look) => look.cardWidth);
  const setCardWidth = useLook((look) => look.setCardWidth);
  return (
    <span className={styles['size']}>
      <Grid2x2 aria-hidden="true" />
      <Slider
        label={t('size')}
        value={cardWidth}
        min={CARD_WIDTH.least}
        max={CARD_WIDTH.most}
        step={0.5}
        onChange={setCardWidth}
      />
    </span>
  );
}
