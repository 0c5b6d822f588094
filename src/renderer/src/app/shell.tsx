import { CommandPalette } from '../features/library/command-palette.tsx';
import { LibraryView } from '../features/library/library-view.tsx';
import { ShortcutsDialog } from '../features/library/shortcuts-dialog.tsx';
import { Sidebar } from '../features/library/sidebar.tsx';
import { useNavigation } from '../state/desk-context.tsx';
import { Banner } from './banner.tsx';
import { features } from './features.tsx';
import styles from './shell.module.css';
import { SidebarFooter } from './sidebar-footer.tsx';

/** Sidebar, the view of the current route, the activity beside it, and what lies over them. */
export function Shell() {
  const route = useNavigation((navigation) => navigation.route);
  const sidebarOpen = useNavigation((navigation) => navigation.sidebarOpen);
  const setSidebarOpen = useNavigation((navigation) => navigation.setSidebarOpen);
  const activityOpen = useNavigation((navigation) => navigation.activityOpen);
  const setActivityOpen = useNavigation((navigation) => navigation.setActivityOpen);
  const { Person, Activity, Announcer } = features;

  return (
    <div className={styles['shell']}>
      <div className={styles['sidebar']} data-open={sidebarOpen}>
        <Sidebar footer={<SidebarFooter />} />
      </div>
      {sidebarOpen && (
        <div className={styles['scrim']} aria-hidden="true" onClick={() => setSidebarOpen(false)} />
      )}
      <main className={styles['main']}>
        <Banner />
        {route.name === 'person' && Person ? (
          <Person key={route.personId} personId={route.personId} query={route.query} />
        ) : (
          <LibraryView />
        )}
      </main>
      {activityOpen && Activity && <Activity onClose={() => setActivityOpen(false)} />}
      <Overlays />
      {Announcer && <Announcer />}
    </div>
  );
}

function Overlays() {
  const overlay = useNavigation((navigation) => navigation.overlay);
  const close = useNavigation((navigation) => navigation.close);
  const { Export, Settings, Key } = features;
  switch (overlay?.name) {
    case 'export':
      return Export ? <Export target={overlay.target} onClose={close} /> : null;
    case 'settings':
      return Settings ? <Settings onClose={close} /> : null;
    case 'key':
      return Key ? <Key onClose={close} /> : null;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'palette':
      return <CommandPalette onClose={close} />;
    default:
      return null;
  }
}
