import type { MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from '#shared/contract.ts';

export interface MenuParts {
  platform: NodeJS.Platform;
  /** Whether to offer what only developers need. */
  development: boolean;
  command(command: WindowCommand): void;
  openLink(url: string): void;
  showAbout(): void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };
const NAME = 'Headshot Desk';

/** The application menu: the platform's own order, roles and shortcuts. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const mac = parts.platform === 'darwin';
  const item = (label: string, command: WindowCommand, accelerator?: string) => ({
    label,
    click: () => parts.command(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const link = (label: string, url: string) => ({ label, click: () => parts.openLink(url) });
  const about = { label: `About ${NAME}`, click: () => parts.showAbout() };
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,');

  return [
    ...(mac ? [{ label: NAME, submenu: macApplication(about, settings) }] : []),
    {
      label: '&File',
      submenu: [
        item('Invite People…', 'invite', 'CmdOrCtrl+I'),
        item('New Team…', 'new-team'),
        SEPARATOR,
        item('Sync Now', 'sync', 'CmdOrCtrl+R'),
        item('Download…', 'download', 'CmdOrCtrl+D'),
        item('Export…', 'export', 'CmdOrCtrl+E'),
        ...(mac ? [] : [SEPARATOR, settings]),
        SEPARATOR,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        SEPARATOR,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        SEPARATOR,
        // No shortcut of its own: in a text field Ctrl-A means the text. The window knows which.
        item('Select All People', 'select-all'),
        item('Find', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('As Grid', 'view-grid', 'CmdOrCtrl+1'),
        item('As List', 'view-list', 'CmdOrCtrl+2'),
        item('Campaign', 'campaign', 'CmdOrCtrl+3'),
        SEPARATOR,
        item('Back', 'back', mac ? 'Cmd+[' : 'Alt+Left'),
        item('Activity', 'activity', 'CmdOrCtrl+J'),
        item('Command Palette', 'palette', 'CmdOrCtrl+K'),
        SEPARATOR,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        SEPARATOR,
        { role: 'togglefullscreen' },
        ...(parts.development ? ([{ role: 'toggleDevTools' }] as const) : []),
      ],
    },
    ...(mac ? ([{ role: 'windowMenu' }] as const) : []),
    {
      role: 'help',
      label: '&Help',
      submenu: [
        item('Keyboard Shortcuts', 'shortcuts'),
        link('HeadshotPro Website', 'https://www.headshotpro.com'),
        ...(mac ? [] : [SEPARATOR, about]),
      ],
    },
  ];
}

function macApplication(
  about: MenuItemConstructorOptions,
  settings: MenuItemConstructorOptions,
): MenuItemConstructorOptions[] {
  return [
    about,
    SEPARATOR,
    settings,
    SEPARATOR,
    { role: 'services' },
    SEPARATOR,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    SEPARATOR,
    { role: 'quit' },
  ];
}
