import { useEffect, useRef } from 'react';
import { ActivityPanel } from '../features/activity/activity-panel.tsx';
import { Announcer } from '../features/activity/announcer.tsx';
import { ExportDialog } from '../features/export/export-dialog.tsx';
import { CommandPalette } from '../features/library/command-palette.tsx';
import { LibraryView } from '../features/library/library-view.tsx';
import { ShortcutsDialog } from '../features/library/shortcuts-dialog.tsx';
import { Sidebar } from '../features/library/sidebar.tsx';
import { PersonView } from '../features/person/person-view.tsx';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import { KeyDialog } from '../features/welcome/key-dialog.tsx';
import { useNavigation } from '../state/desk-context.tsx';
import { Banner } from './banner.tsx';
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
          <PersonView key={route.personId} personId={route.personId} query={route.query} />
        ) : (
          <LibraryView />
        )}
        <Banner />
      </main>
      {activityOpen && <ActivityPanel onClose={() => setActivityOpen(false)} />}
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
      return <ExportDialog target={overlay.target} onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'key':
      return <KeyDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'palette':
      return <CommandPalette onClose={close} />;
    default:
      return null;
  }
}
