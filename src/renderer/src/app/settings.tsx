import { HistoryPage } from '../features/history/history-page.tsx';
import { LivePage } from '../features/live/live-page.tsx';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import type { SettingsPage } from '../state/navigation.ts';

/** The settings with the pages that other features bring. */
export function Settings({ page, onClose }: { page: SettingsPage; onClose: () => void }) {
  const pages = { live: <LivePage />, history: <HistoryPage /> };
  return <SettingsDialog opensAt={page} pages={pages} onClose={onClose} />;
}
