import type { ComponentType } from 'react';
import type { PeopleQuery } from '#shared/window.ts';
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
  /** A Sheet at the end edge. */
  Activity?: ComponentType<{ onClose: () => void }>;
  /** In the sidebar's footer: shows that work is going on and opens the activity. */
  ActivityButton?: ComponentType;
}

export const features: Features = {};
