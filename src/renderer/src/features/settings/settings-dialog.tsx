import { Info, KeyRound, LibraryBig, SlidersHorizontal, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AboutPage } from './about-page.tsx';
import { AccountPage } from './account-page.tsx';
import { DiagnosticsPage } from './diagnostics-page.tsx';
import { GeneralPage } from './general-page.tsx';
import { LibraryPage } from './library-page.tsx';
import { t } from './texts.ts';

type Page = 'account' | 'library' | 'general' | 'diagnostics' | 'about';

/** Everything that can be set; each change takes effect at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const [page, setPage] = useState<Page>('account');
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
