import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

function build(platform: NodeJS.Platform, development = false) {
  const done: string[] = [];
  const template = menuTemplate({
    platform,
    development,
    command: (command) => done.push(command),
    openLink: (url) => done.push(url),
    showAbout: () => done.push('about'),
  });
  return { done, items: template.flatMap(flatten) };
}

function flatten(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return [item, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(flatten) : [])];
}

function click(items: MenuItemConstructorOptions[]) {
  for (const { click } of items) (click as (() => void) | undefined)?.();
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menu on %s', (platform) => {
  test('reaches every command of the window, once', () => {
    const { done, items } = build(platform);
    click(items);
    expect(done.filter((what) => !what.startsWith('https:')).sort()).toEqual(
      [
        'about',
        'activity',
        'back',
        'campaign',
        'download',
        'export',
        'find',
        'invite',
        'new-team',
        'palette',
        'select-all',
        'settings',
        'shortcuts',
        'sync',
        'view-grid',
        'view-list',
      ].sort(),
    );
  });

  test('gives no two entries the same shortcut', () => {
    const shortcuts = build(platform).items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  test('opens https addresses only', () => {
    const { done, items } = build(platform);
    click(items);
    expect(done.filter((what) => what.includes(':'))).toEqual([
      expect.stringMatching(/^https:\/\//),
    ]);
  });

  test('can quit, and edits text as the system does', () => {
    const roles = build(platform).items.map(({ role }) => role);
    expect(roles).toEqual(
      expect.arrayContaining(['quit', 'undo', 'cut', 'copy', 'paste', 'selectAll']),
    );
  });

  test('offers developer tools to developers only', () => {
    expect(build(platform).items.some(({ role }) => role === 'toggleDevTools')).toBe(false);
    expect(build(platform, true).items.some(({ role }) => role === 'toggleDevTools')).toBe(true);
  });
});

test('a Mac has its application and window menus', () => {
  const roles = build('darwin').items.map(({ role }) => role);
  expect(roles).toEqual(expect.arrayContaining(['services', 'hide', 'windowMenu']));
});
