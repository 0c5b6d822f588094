import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordingLog } from '#test/recording-log.ts';
import { createDesktop, type DesktopParts } from './desktop.ts';

let folder: string;
let webp: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desktop-'));
  webp = join(folder, 'photo.webp');
  const white = { create: { width: 8, height: 10, channels: 3, background: '#fff' } } as const;
  await sharp(white).webp().toFile(webp);
});
afterAll(() => rm(folder, { recursive: true }));

class FakeNotification extends EventEmitter {
  shown = false;
  show(): void {
    this.shown = true;
  }
}

function desktop(changes: { focused?: boolean; canceled?: boolean; noWindow?: boolean } = {}) {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
    };
  const notifications: FakeNotification[] = [];
  const window = {
    isFocused: () => changes.focused ?? false,
    isMinimized: () => true,
    restore: note('restore'),
    show: note('show'),
    focus: note('focus'),
    setProgressBar: note('progress'),
    webContents: { startDrag: note('drag') },
  };
  const parts = {
    app: { getPath: (name: string) => `/home/ada/${name}`, getVersion: () => '1.2.3' },
    dialog: {
      showOpenDialog: async (...args: unknown[]) => {
        calls.push(['dialog', args.at(-1)]);
        return { canceled: changes.canceled ?? false, filePaths: ['/exports'] };
      },
      showSaveDialog: async (...args: unknown[]) => {
        calls.push(['dialog', args.at(-1)]);
        return { canceled: changes.canceled ?? false, filePath: '/exports/list.csv' };
      },
    },
    shell: {
      showItemInFolder: note('reveal'),
      trashItem: (path: string) =>
        path === '/network/x' ? Promise.reject(new Error('no trash')) : Promise.resolve(),
      openExternal: async (url: string) => note('open')(url),
    },
    clipboard: {
      writeText: async (text: string) => note('text')(text),
      write: async (items: { items: Record<string, Blob> }[]) => note('clipboard')(items[0]?.items),
    },
    ClipboardItem: class {
      readonly items: object;
      constructor(items: object) {
        this.items = items;
      }
    },
    nativeImage: {
      createFromPath: (path: string) => ({
        isEmpty: () => path.endsWith('.webp'),
        resize: () => path,
      }),
    },
    notification: {
      isSupported: () => true,
      create: () => {
        const made = new FakeNotification();
        notifications.push(made);
        return made;
      },
    },
    powerSaveBlocker: {
      start: (kind: string) => {
        note('awake')(kind);
        return 7;
      },
      stop: (id: number) => {
        note('sleep')(id);
        return true;
      },
    },
    window: () => (changes.noWindow ? null : window),
    iconFile: '/app/icon.png',
    versions: { Electron: '45.4.1' },
    log: new RecordingLog(),
  };
  return { it: createDesktop(parts as unknown as DesktopParts), calls, notifications };
}

test('a folder is asked for, starting where the last one was', async () => {
  const { it, calls } = desktop();
  expect(await it.chooseFolder('/last')).toBe('/exports');
  expect(calls).toEqual([['dialog', expect.objectContaining({ defaultPath: '/last' })]]);
  expect(await desktop({ noWindow: true }).it.chooseFolder(null)).toBe('/exports');
});

test('a file is asked for, among the documents to begin with', async () => {
  const { it, calls } = desktop();
  expect(await it.saveFile({ suggestedName: 'list.csv' })).toBe('/exports/list.csv');
  expect(calls).toEqual([['dialog', { defaultPath: '/home/ada/documents/list.csv' }]]);
  expect(await desktop({ canceled: true }).it.saveFile({ suggestedName: 'list.csv' })).toBeNull();
});

test('only mail addresses reach the mail program', async () => {
  const { it, calls } = desktop();
  await it.openMail('mailto:?bcc=mira@northlight.example');
  expect(calls).toEqual([['open', 'mailto:?bcc=mira@northlight.example']]);
  for (const url of ['https://northlight.example', 'file:///etc/passwd', 'mail']) {
    await expect(it.openMail(url)).rejects.toMatchObject({ code: 'url_refused' });
  }
});

test('thinking better of a folder gives none', async () => {
  expect(await desktop({ canceled: true }).it.chooseFolder(null)).toBeNull();
});

test('a trash that refuses is said to, and nothing is deleted', async () => {
  const { it } = desktop();
  await expect(it.trash('/home/x')).resolves.toBeUndefined();
  await expect(it.trash('/network/x')).rejects.toMatchObject({ code: 'disk_failed' });
});

describe('only https is opened', () => {
  test.each([
    'http://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:a@b.c',
    '',
  ])('not %j', async (url) => {
    const { it, calls } = desktop();
    await expect(it.openExternal(url)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(calls).toEqual([]);
  });

  test('but https', async () => {
    const { it, calls } = desktop();
    await it.openExternal('https://www.headshotpro.com/');
    expect(calls).toEqual([['open', 'https://www.headshotpro.com/']]);
  });
});

test('any kind of photo is copied as PNG, which every program takes', async () => {
  const { it, calls } = desktop();
  await it.copyImage(webp);
  const [, items] = calls[0] ?? [];
  const blob = (items as Record<string, Blob>)['image/png'];
  const picture = await sharp(await blob?.arrayBuffer()).metadata();
  expect(picture).toMatchObject({ format: 'png', width: 8, height: 10 });
});

test('photos are dragged out with their picture, or the icon where it gives none', () => {
  const { it, calls } = desktop();
  it.startDrag(['/a.jpg', '/b.jpg'], '/a.jpg');
  it.startDrag(['/c.webp'], '/c.webp');
  it.startDrag([], '/a.jpg');
  expect(calls).toEqual([
    ['drag', { file: '/a.jpg', files: ['/a.jpg', '/b.jpg'], icon: '/a.jpg' }],
    ['drag', { file: '/c.webp', files: ['/c.webp'], icon: '/app/icon.png' }],
  ]);
});

test('who looks elsewhere is told, and comes back with a click', () => {
  const { it, calls, notifications } = desktop();
  it.notify('Export done', '3 ZIPs');
  expect(notifications[0]?.shown).toBe(true);
  notifications[0]?.emit('click');
  expect(calls).toEqual([['restore'], ['show'], ['focus']]);
});

test('who looks at the window is not told', () => {
  const { it, notifications } = desktop({ focused: true });
  it.notify('Export done', '3 ZIPs');
  expect(notifications).toEqual([]);
});

test('progress is shown and taken away', () => {
  const { it, calls } = desktop();
  it.showProgress(0.5);
  it.showProgress(null);
  expect(calls).toEqual([
    ['progress', 0.5],
    ['progress', -1],
  ]);
  expect(() => desktop({ noWindow: true }).it.showProgress(1)).not.toThrow();
});

test('the system is kept awake once, and let go once', () => {
  const { it, calls } = desktop();
  it.keepAwake(false);
  it.keepAwake(true);
  it.keepAwake(true);
  it.keepAwake(false);
  it.keepAwake(false);
  expect(calls).toEqual([
    ['awake', 'prevent-app-suspension'],
    ['sleep', 7],
  ]);
});

test('exports go to the documents, and a report says what runs', () => {
  const { it } = desktop();
  expect(it.exportFolder()).toBe(join('/home/ada/documents', 'Headshots'));
  expect(it.about()).toEqual({ 'Headshot Desk': '1.2.3', Electron: '45.4.1' });
});
