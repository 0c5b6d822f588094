import { useEffect, useRef } from 'react';
import { Announcer } from '../features/activity/announcer.tsx';
import { LibraryView } from '../features/library/library-view.tsx';
import { Sidebar } from '../features/library/sidebar.tsx';
import { useMirrors, useNavigation } from '../state/desk-context.tsx';
import { Banner } from './banner.tsx';
import { fetchAhead } from './on-demand.tsx';
import {
  activity,
  campaign,
  exporting,
  invite,
  inviteLookup,
  key,
  moved,
  newSession,
  PARTS,
  palette,
  person,
  removal,
  settings,
  shortcuts,
  teamDeletion,
  teamMembers,
  teamName,
} from './parts.ts';
import styles from './shell.module.css';
import { SidebarFooter } from './sidebar-footer.tsx';

/** Sidebar, the view of the current route, the activity beside it, and what lies over them. */
export function Shell() {
  const route = useNavigation((navigation) => navigation.route);
  const sidebarOpen = useNavigation((navigation) => navigation.sidebarOpen);
  const setSidebarOpen = useNavigation((navigation) => navigation.setSidebarOpen);
  const activityOpen = useNavigation((navigation) => navigation.activityOpen);
  const setActivityOpen = useNavigation((navigation) => navigation.setActivityOpen);
  const sidebar = useRef<HTMLDivElement>(null);
  const hasPeople = useMirrors(({ summary }) => summary !== null);

  useEffect(() => {
    if (hasPeople) fetchAhead(PARTS);
  }, [hasPeople]);

  useEffect(() => {
    if (!sidebarOpen) return undefined;
    sidebar.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
    const press = (event: KeyboardEvent) => event.key === 'Escape' && setSidebarOpen(false);
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [sidebarOpen, setSidebarOpen]);

  return (
    <div className={styles['shell']}>
      <div ref={sidebar} className={styles['sidebar']} data-open={sidebarOpen}>
        <Sidebar footer={<SidebarFooter />} />
      </div>
      {sidebarOpen && (
        <div className={styles['scrim']} aria-hidden="true" onClick={() => setSidebarOpen(false)} />
      )}
      <main className={styles['main']}>
        {route.name === 'person' ? (
          <person.View key={route.personId} personId={route.personId} query={route.query} />
        ) : route.name === 'campaign' ? (
          <campaign.View />
        ) : (
          <LibraryView />
        )}
        <Banner />
      </main>
      {activityOpen && <activity.View onClose={() => setActivityOpen(false)} />}
      <Overlays />
      <Announcer />
    </div>
  );
}

function Overlays() {
  const overlay = useNavigation((navigation) => navigation.overlay);
  const close = useNavigation((navigation) => navigation.close);
  switch (overlay?.name) {
    case 'export':
      return <exporting.View target={overlay.target} onClose={close} />;
    case 'settings':
      return <settings.View key={overlay.page} page={overlay.page ?? 'account'} onClose={close} />;
    case 'key':
      return <key.View onClose={close} />;
    case 'shortcuts':
      return <shortcuts.View onClose={close} />;
    case 'invite':
      return (
        <invite.View
          key={overlay.jobId}
          jobId={overlay.jobId ?? null}
          teamId={overlay.teamId ?? null}
          onClose={close}
        />
      );
    case 'invite-lookup':
      return <inviteLookup.View key={overlay.query} query={overlay.query} onClose={close} />;
    case 'removal':
      return <removal.View target={overlay.target} onClose={close} />;
    case 'team-name':
      return <teamName.View key={overlay.team?.id} team={overlay.team} onClose={close} />;
    case 'team-deletion':
      return <teamDeletion.View key={overlay.team.id} team={overlay.team} onClose={close} />;
    case 'team-members':
      return (
        <teamMembers.View
          key={overlay.team?.id}
          team={overlay.team}
          people={overlay.people}
          onClose={close}
        />
      );
    case 'moved':
      return <moved.View result={overlay.result} onClose={close} />;
    case 'new-session':
      return <newSession.View onClose={close} />;
    case 'palette':
      return <palette.View onClose={close} />;
    default:
      return null;
  }
}
