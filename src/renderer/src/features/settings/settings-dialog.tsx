import {
  History,
  Info,
  KeyRound,
  LibraryBig,
  Radio,
  SlidersHorizontal,
  Stethoscope,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SettingsPage } from '../../state/navigation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AboutPage } from './about-page.tsx';
import { AccountPage } from './account-page.tsx';
import { DiagnosticsPage } from './diagnostics-page.tsx';
import { GeneralPage } from './general-page.tsx';
import { LibraryPage } from './library-page.tsx';
import { t } from './texts.ts';

interface SettingsDialogProps {
  /** Where it opens. */
  opensAt: SettingsPage;
  /** Pages that other features bring. */
  pages: Record<'live' | 'history', ReactNode>;
  onClose: () => void;
}

/** Everything that can be set; each change takes effect at once. */
export function SettingsDialog({ opensAt, pages, onClose }: SettingsDialogProps) {
  const [page, setPage] = useState(opensAt);
  return (
    <Dialog open onClose={onClose} title={t('title')} closeLabel={t('close')} size="large">
      <Tabs
        label={t('pages')}
        value={page}
        onChange={setPage}
        tabs={[
          { value: 'account', label: t('account'), icon: KeyRound, content: <AccountPage /> },
          { value: 'library', label: t('library'), icon: LibraryBig, content: <LibraryPage /> },
          {
            value: 'general',
            label: t('general'),
            icon: SlidersHorizontal,
            content: <GeneralPage />,
          },
          { value: 'live', label: t('live'), icon: Radio, content: pages.live },
          { value: 'history', label: t('history'), icon: History, content: pages.history },
          {
            value: 'diagnostics',
            label: t('diagnostics'),
            icon: Stethoscope,
            content: <DiagnosticsPage />,
          },
          { value: 'about', label: t('about'), icon: Info, content: <AboutPage /> },
        ]}
      />
    </Dialog>
  );
}
