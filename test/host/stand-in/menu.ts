import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry } from '../messages.ts';
import { onMessage } from './launcher.ts';

let shown: Menu | null = null;

/** Electron's `Menu`: kept as its template, to be looked at and clicked by the launcher. */
export class Menu {
  readonly template: MenuItemConstructorOptions[];

  constructor(template: MenuItemConstructorOptions[]) {
    this.template = template;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    shown = menu;
  }
}

onMessage('menu', () => (shown?.template ?? []).map(entryOf));
onMessage('clickMenu', ({ labels }) => {
  let items = shown?.template ?? [];
  let found: MenuItemConstructorOptions | undefined;
  for (const label of labels) {
    found = items.find((item) => entryOf(item).label === label);
    items = childrenOf(found);
  }
  if (!found?.click) throw new Error(`The menu has nothing to click at ${labels.join(' > ')}`);
  (found.click as () => void)();
});

function childrenOf(item: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] {
  return Array.isArray(item?.submenu) ? item.submenu : [];
}

function entryOf(item: MenuItemConstructorOptions): MenuEntry {
  return {
    label: item.label?.replace('&', '') ?? null,
    role: item.role ?? null,
    accelerator: item.accelerator ?? null,
    submenu: childrenOf(item).map(entryOf),
  };
}
