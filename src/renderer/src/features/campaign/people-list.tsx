import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { CampaignPerson } from '#shared/campaign.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { itemAt } from '../../state/paged-list.ts';
import { isOffline } from '../../state/selectors.ts';
import { GridTable } from '../../ui/grid-table.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import type { CampaignStores } from './campaign-store.ts';
import { moveInList } from './move-in-list.ts';
import styles from './people-list.module.css';
import { PersonLine } from './person-line.tsx';
import { personMenu } from './person-menu.ts';
import { t } from './texts.ts';
import { useCampaignActions } from './use-campaign-actions.ts';
import { useListWindow } from './use-list-window.ts';

const COLUMNS = ['person', 'team', 'step', 'days', 'expires'] as const;

interface PeopleListProps {
  stores: CampaignStores;
  /** What scrolls, with the list in it. */
  scroller: RefObject<HTMLElement | null>;
}

/** Everybody the query leaves, one stop of the Tab key; only the lines in sight are in the document. */
export function PeopleList({ stores: { store, people }, scroller }: PeopleListProps) {
  const list = useRef<HTMLDivElement>(null);
  const listed = useStore(people);
  const focus = useStore(store, (state) => Math.min(state.focus, Math.max(0, listed.total - 1)));
  const offline = useMirrors(isOffline);
  const actions = useCampaignActions();
  const [menuAt, setMenuAt] = useState<number | null>(null);
  /** The focus was moved by a key: the line has to follow once it is drawn. */
  const following = useRef(false);
  const near = useListWindow({
    scroller,
    list,
    count: listed.total,
    focus,
    onSight: people.need,
  });
  const { showRow } = near;

  useLayoutEffect(() => {
    if (!following.current) return;
    following.current = false;
    showRow(focus);
    const follow = () => {
      const line = list.current?.querySelector<HTMLElement>(`[data-index="${focus}"]`);
      line?.focus({ preventScroll: true });
      return line != null;
    };
    // A line from outside the screen is drawn with the next frame.
    if (!follow()) requestAnimationFrame(follow);
  }, [focus, showRow]);

  const menuOf = useCallback(
    (person: CampaignPerson) => personMenu(person, actions, offline),
    [actions, offline],
  );
  const menuPerson = menuAt === null ? undefined : itemAt(listed, menuAt);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const line = event.target instanceof HTMLElement ? event.target : null;
    if (line?.dataset['index'] === undefined) return;
    const target = moveInList(event.key, focus, listed.total, near.pageRows);
    const person = itemAt(listed, focus);
    if (target !== null) {
      following.current = true;
      store.getState().setFocus(target);
    } else if (event.key === 'Enter' && person) actions.open(person);
    else return;
    event.preventDefault();
  }

  const handlers = {
    onKeyDown,
    onFocus({ target }: FocusEvent) {
      const index = indexOf(target);
      if (index !== null) store.getState().setFocus(index);
    },
    onContextMenu: ({ target }: MouseEvent) => setMenuAt(indexOf(target)),
    onDoubleClick({ target }: MouseEvent) {
      const index = indexOf(target);
      const person = index === null ? undefined : itemAt(listed, index);
      if (person) actions.open(person);
    },
  };

  return (
    <ContextMenu items={() => (menuPerson ? menuOf(menuPerson) : [])}>
      <div
        ref={list}
        className={styles['list']}
        style={{ blockSize: near.blockSize }}
        {...handlers}
      >
        <GridTable
          label={t('listLabel')}
          rowCount={listed.total + 1}
          columnCount={COLUMNS.length + 1}
          selectable={false}
        >
          <thead>
            <tr className={styles['head']} aria-rowindex={1}>
              {COLUMNS.map((column) => (
                <th key={column} className={styles[column]}>
                  {t(column)}
                </th>
              ))}
              <th className={styles['more']}>
                <span className="visually-hidden">{t('listActions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {near.rows.map((row) => (
              <PersonLine
                key={row.key}
                person={itemAt(listed, row.index)}
                index={row.index}
                top={near.topOf(row)}
                focused={row.index === focus}
                menuOf={menuOf}
              />
            ))}
          </tbody>
        </GridTable>
      </div>
    </ContextMenu>
  );
}

function indexOf(target: EventTarget): number | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return line ? Number(line.dataset['index']) : null;
}
