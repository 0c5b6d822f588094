import { CloudAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { LibraryProvider } from '../features/library/library-context.tsx';
import type { Desk } from '../state/desk.ts';
import { DeskProvider, useDesk, useMirrors, useNotices } from '../state/desk-context.tsx';
import { textDirection } from '../text/locale.ts';
import { Button } from '../ui/button.tsx';
import { DirectionProvider } from '../ui/direction.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Toasts } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import styles from './app.module.css';
import { useAppearance } from './appearance.ts';
import { useShortcuts } from './keyboard.ts';
import { welcome } from './parts.ts';
import { Shell } from './shell.tsx';
import { t } from './texts.ts';
import { useVisibility } from './visibility.ts';

/** The window. */
export function App({ desk }: { desk: Desk }) {
  return (
    <DeskProvider desk={desk}>
      <Directed>
        <TooltipProvider>
          <Screen />
          <Messages />
        </TooltipProvider>
      </Directed>
    </DeskProvider>
  );
}

function Directed({ children }: { children: ReactNode }) {
  const language = useMirrors(({ settings }) => settings?.language ?? 'en');
  return <DirectionProvider direction={textDirection(language)}>{children}</DirectionProvider>;
}

function Screen() {
  const { mirrors } = useDesk();
  const state = useMirrors(({ session }) => session?.state ?? null);
  const failure = useMirrors((known) => known.failure);
  useAppearance();
  useShortcuts();
  useVisibility();

  useEffect(() => {
    document.title = t('appName');
  }, []);

  if (failure !== null && state === null) {
    return (
      <main className={styles['alone']}>
        <h1 className="visually-hidden">{t('appName')}</h1>
        <EmptyState
          icon={CloudAlert}
          tone="negative"
          title={t('failedTitle')}
          actions={
            <Button look="primary" onClick={() => mirrors.refresh()}>
              {t('retry')}
            </Button>
          }
        >
          {failure.message}
        </EmptyState>
      </main>
    );
  }
  if (state === null) {
    return (
      <main className={styles['alone']} aria-busy="true">
        <h1 className="visually-hidden">{t('starting')}</h1>
      </main>
    );
  }
  if (state === 'welcome') return <welcome.View />;
  return (
    <LibraryProvider>
      <Shell />
    </LibraryProvider>
  );
}

function Messages() {
  const messages = useNotices(({ notices }) => notices);
  const dismiss = useNotices((notices) => notices.dismiss);
  return (
    <Toasts messages={messages} onDismiss={dismiss} label={t('notices')} closeLabel={t('close')} />
  );
}
