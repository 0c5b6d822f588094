import type { ComponentType } from 'react';
import type { PeopleQuery } from '#shared/window.ts';
import { ActivityButton } from '../features/activity/activity-button.tsx';
import { ActivityPanel } from '../features/activity/activity-panel.tsx';
import { Announcer } from '../features/activity/announcer.tsx';
import { ExportDialog } from '../features/export/export-dialog.tsx';
import { PersonView } from '../features/person/person-view.tsx';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import { KeyDialog } from '../features/welcome/key-dialog.tsx';
import { Welcome } from '../features/welcome/welcome.tsx';
import type { WorkTarget } from '../state/navigation.ts';

/** Where each feature takes its place in the window. This is the only list of them. */
export interface Features {
  /** The whole window, before an organization is connected. */
  Welcome?: ComponentType;
  /** Beside the sidebar, with its own Toolbar. */
  Person?: ComponentType<{ personId: string; query: PeopleQuery | null }>;
  /** A Dialog. */
  Export?: ComponentType<{ target: WorkTarget; onClose: () => void }>;
  /** A Dialog. */
  Settings?: ComponentType<{ onClose: () => void }>;
  /** A Dialog: asks for another API key. */
  Key?: ComponentType<{ onClose: () => void }>;
  /** A Sheet at the end edge. */
  Activity?: ComponentType<{ onClose: () => void }>;
  /** In the sidebar's footer: shows that work is going on and opens the activity. */
  ActivityButton?: ComponentType;
  /** Once, wherever somebody is: says what ended and how work goes on. */
  Announcer?: ComponentType;
}

export const features: Features = {
  Welcome,
  Person: PersonView,
  Export: ExportDialog,
  Settings: SettingsDialog,
  Key: KeyDialog,
  Activity: ActivityPanel,
  ActivityButton,
  Announcer,
};
