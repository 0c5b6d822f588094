import { History, type LucideIcon, Radar, Radio } from 'lucide-react';
import type { Navigation, SettingsPage } from '../../state/navigation.ts';
import { t } from './texts.ts';

const PAGES = [
  ['live', 'actionLive', Radio],
  ['live', 'actionRules', Radar],
  ['history', 'actionHistory', History],
] as const satisfies readonly (readonly [SettingsPage, string, LucideIcon])[];

/** Lines of the palette that open a page of the settings. */
export function settingsLines(open: Navigation['open']) {
  return PAGES.map(([page, text, picture]) => ({
    id: `settings/${text}`,
    label: t(text),
    picture,
    run: () => open({ name: 'settings', page }),
  }));
}
