import { Flag, Heart, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { LIFECYCLES } from '#shared/domain.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { connectedSession } from '../../state/selectors.ts';
import { lifecycleName } from '../../text/people.ts';
import { Badge } from '../../ui/badge.tsx';
import { LIFECYCLE_TONE } from '../../ui/lifecycle-badge.tsx';
import { CampaignItem } from './campaign-item.tsx';
import styles from './sidebar.module.css';
import { LIFECYCLE_ICON } from './sidebar-icons.ts';
import { SidebarItem } from './sidebar-item.tsx';
import { SidebarTeams } from './sidebar-teams.tsx';
import { t } from './texts.ts';

/** Where one can look: everybody, favorites, picks, each team, each step of the way. */
export function Sidebar({ footer }: { footer: ReactNode }) {
  const summary = useMirrors((mirrors) => mirrors.summary);
  const organization = useMirrors((mirrors) => connectedSession(mirrors)?.organization.name ?? '');
  const demo = useMirrors((mirrors) => connectedSession(mirrors)?.demo ?? false);

  return (
    <div className={styles['sidebar']}>
      <div className={styles['top']} />
      <nav className={styles['places']} aria-label={t('sidebar')}>
        <div className={styles['organization']}>
          <h2 dir="auto" title={organization}>
            {organization}
          </h2>
          {demo && (
            <span title={t('demoMore')}>
              <Badge tone="accent">{t('demo')}</Badge>
            </span>
          )}
        </div>
        <ul>
          <SidebarItem
            view={{ kind: 'all' }}
            icon={Users}
            label={t('all')}
            count={summary?.totals.people}
          />
          <SidebarItem
            view={{ kind: 'favorites' }}
            icon={Heart}
            label={t('favorites')}
            count={summary?.favorites}
          />
          <SidebarItem
            view={{ kind: 'picks' }}
            icon={Flag}
            label={t('picks')}
            count={summary?.picks}
          />
        </ul>
        <ul className={styles['group']}>
          <CampaignItem />
        </ul>
        <SidebarTeams />
        <h3 className={styles['heading']}>{t('lifecycle')}</h3>
        <ul>
          {LIFECYCLES.map((lifecycle) => (
            <SidebarItem
              key={lifecycle}
              view={{ kind: 'lifecycle', lifecycle }}
              icon={LIFECYCLE_ICON[lifecycle]}
              tone={LIFECYCLE_TONE[lifecycle]}
              label={lifecycleName(lifecycle)}
              count={summary?.lifecycles[lifecycle]}
            />
          ))}
        </ul>
      </nav>
      {footer}
    </div>
  );
}
