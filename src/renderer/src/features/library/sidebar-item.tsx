import { Ellipsis, type LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import type { LibraryView } from '#shared/window.ts';
import { useNavigation } from '../../state/desk-context.tsx';
import { formatCompact, formatNumber } from '../../text/format.ts';
import type { Tone } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContextMenu, Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import { useLibrary, useLook } from './library-context.tsx';
import { viewKey } from './library-filter.ts';
import styles from './sidebar.module.css';
import { DROP_TEAM } from './team-drag.ts';
import { t } from './texts.ts';

interface SidebarItemProps {
  view: LibraryView;
  icon: LucideIcon;
  /** The colour of the icon; the accent unless given. */
  tone?: Tone;
  label: string;
  /** Undefined while it is not known. */
  count: number | undefined;
  /** How many of them are ready, where that is of interest. */
  ready?: number;
  menu?: () => MenuItem[];
  /** The id of the team that people dropped here are moved to; null: nowhere. */
  dropTeam?: string | null;
}

/** One place of the sidebar; the current one is marked while the library is on screen. */
export function SidebarItem({
  view,
  icon: Icon,
  tone = 'accent',
  label,
  count,
  ready,
  menu,
  dropTeam = null,
}: SidebarItemProps) {
  const inLibrary = useNavigation((navigation) => navigation.route.name === 'library');
  const go = useNavigation((navigation) => navigation.go);
  const inCampaign = useNavigation((navigation) => navigation.route.name === 'campaign');
  const chosen = useLook((look) => viewKey(look.query.view) === viewKey(view));
  const current = chosen && !inCampaign;
  const { drag } = useLibrary();
  const isOver = useStore(drag, ({ overTeam }) => dropTeam !== null && overTeam === dropTeam);
  const setView = useLook((look) => look.setView);
  const partly = ready !== undefined && count !== undefined && ready < count;

  const button = (
    <button
      type="button"
      className={styles['place']}
      aria-current={current ? 'page' : undefined}
      data-quiet={count === 0}
      data-away={!inLibrary}
      onClick={() => {
        if (!chosen || inLibrary) setView(view);
        go({ name: 'library' });
      }}
    >
      <Icon className={styles['icon']} data-tone={tone} />
      <span className={styles['label']} dir="auto" title={label}>
        {label}
      </span>
      {count !== undefined && (
        <span className={styles['count']}>
          <span aria-hidden="true">
            {partly ? (
              <>
                <span className={styles['ready']}>{formatCompact(ready)}</span>
                {` / ${formatCompact(count)}`}
              </>
            ) : (
              formatNumber(count)
            )}
          </span>
          <span className="visually-hidden">
            {ready === undefined ? t('people', { count }) : t('readyOf', { ready, people: count })}
          </span>
        </span>
      )}
    </button>
  );
  if (!menu) return <li>{button}</li>;
  return (
    <li
      className={styles['row']}
      data-over={isOver}
      {...(dropTeam !== null && { [DROP_TEAM]: dropTeam })}
    >
      <ContextMenu items={menu}>{button}</ContextMenu>
      <Menu
        align="end"
        trigger={
          <IconButton
            icon={Ellipsis}
            label={t('teamActions', { name: label })}
            size="small"
            className={styles['more']}
          />
        }
        items={menu()}
      />
    </li>
  );
}
