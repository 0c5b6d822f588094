import { CloudOff, UserRoundPlus } from 'lucide-react';
import { useStore } from 'zustand';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline, teamName } from '../../state/selectors.ts';
import styles from './drag-badge.module.css';
import { useLibrary } from './library-context.tsx';
import { t } from './texts.ts';

/** What the pointer carries to a team, and where it would go. */
export function DragBadge() {
  const { drag } = useLibrary();
  const { personIds, at, overTeam } = useStore(drag);
  const offline = useMirrors(isOffline);
  const name = useMirrors((mirrors) => overTeam && teamName(mirrors, overTeam));
  if (personIds.length === 0) return null;
  const count = personIds.length;
  const Icon = offline ? CloudOff : UserRoundPlus;
  return (
    <div
      className={styles['badge']}
      data-over={name !== null && !offline}
      aria-hidden="true"
      style={{ translate: `${at.x}px ${at.y}px` }}
    >
      <Icon />
      <span className={styles['words']} dir="auto">
        {offline
          ? t('dragOffline')
          : name
            ? t('dropOn', { count, name })
            : t('dragging', { count })}
      </span>
    </div>
  );
}
