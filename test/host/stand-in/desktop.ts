import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import type {
  Clipboard,
  Dialog,
  ClipboardItem as ElectronClipboardItem,
  Notification as ElectronNotification,
  NativeImage,
  NativeTheme,
  Net,
  NotificationConstructorOptions,
  OpenDialogOptions,
  PowerSaveBlocker,
  SaveDialogOptions,
  Screen,
  Shell,
} from 'electron';
import { app } from './app.ts';
import { did, onMessage, tell } from './launcher.ts';

const folderAnswers: (string | null)[] = [];
onMessage('answerFolder', ({ path }) => {
  folderAnswers.push(path);
});
const fileAnswers: (string | null)[] = [];
onMessage('answerFile', ({ path }) => {
  fileAnswers.push(path);
});
/** Somebody tries the app where no folder can be asked for: the proposed one is taken. */
const takesProposal = process.env['HEADSHOT_DESK_HOST_DIALOGS'] === 'proposal';

/** Electron's `dialog`: the launcher has answered beforehand; unanswered means cancelled. */
export const dialog: Pick<Dialog, 'showErrorBox' | 'showOpenDialog' | 'showSaveDialog'> = {
  showErrorBox: (title, content) => did('errorBox', { title, content }),
  async showOpenDialog(...args: unknown[]) {
    const { defaultPath = null } = args.at(-1) as OpenDialogOptions & { defaultPath?: string };
    did('askedForFolder', { defaultPath });
    const path = folderAnswers.shift() ?? (takesProposal ? defaultPath : null);
    return path === null
      ? { canceled: true, filePaths: [] }
      : { canceled: false, filePaths: [path] };
  },
  async showSaveDialog(...args: unknown[]) {
    const { defaultPath = null } = args.at(-1) as SaveDialogOptions & { defaultPath?: string };
    did('askedForFile', { defaultPath });
    const path = fileAnswers.shift() ?? (takesProposal ? defaultPath : null);
    return path === null ? { canceled: true, filePath: '' } : { canceled: false, filePath: path };
  },
};

/** Electron's `shell`: nothing outside is touched; the trash is a folder in the home. */
export const shell: Pick<Shell, 'openExternal' | 'showItemInFolder' | 'trashItem'> = {
  showItemInFolder: (path) => did('revealed', path),
  openExternal: async (url) => did('openedExternal', url),
  async trashItem(path) {
    const trash = join(app.getPath('home'), 'Trash');
    mkdirSync(trash, { recursive: true });
    renameSync(path, join(trash, basename(path)));
    did('trashed', path);
  },
};

type ClipboardContent = ConstructorParameters<typeof ElectronClipboardItem>[0];

/** Electron's `ClipboardItem`. */
export class ClipboardItem implements Pick<ElectronClipboardItem, 'types'> {
  readonly types: string[];
  readonly items: ClipboardContent;

  constructor(items: ClipboardContent) {
    this.types = Object.keys(items);
    this.items = items;
  }
}

/** Electron's `clipboard`. */
export const clipboard: Pick<Clipboard, 'writeText'> & {
  write(items: ClipboardItem[]): ReturnType<Clipboard['write']>;
} = {
  writeText: async (text) => did('copiedText', text),
  async write(items) {
    for (const [type, content] of items.flatMap((item) => Object.entries(item.items))) {
      if (content instanceof Blob) did('copiedImage', { type, sizeBytes: content.size });
    }
  },
};

type Picture = Pick<NativeImage, 'isEmpty'> & { resize(options: object): Picture };

/** Electron's `nativeImage`: it reads PNG and JPEG, everything else is empty. */
export const nativeImage = {
  createFromPath(path: string): Picture {
    const empty = !isPngOrJpeg(path);
    const picture: Picture = { isEmpty: () => empty, resize: () => picture };
    return picture;
  },
};

function isPngOrJpeg(path: string): boolean {
  try {
    const start = readFileSync(path).subarray(0, 4).toString('hex');
    return start === '89504e47' || start.startsWith('ffd8ff');
  } catch {
    return false;
  }
}

let lastNotification: Notification | null = null;

/** Electron's `Notification`. */
export class Notification extends EventEmitter implements Pick<ElectronNotification, 'show'> {
  readonly #options: NotificationConstructorOptions;

  static isSupported = () => true;

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.#options = options;
  }

  show(): void {
    lastNotification = this;
    const { title = '', body = '' } = this.#options;
    did('notification', { title, body });
  }
}
onMessage('clickNotification', () => lastNotification?.emit('click', {}));

let blockers = 0;

/** Electron's `powerSaveBlocker`. */
export const powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'> = {
  start() {
    did('keptAwake', true);
    blockers += 1;
    return blockers;
  },
  stop() {
    did('keptAwake', false);
    return true;
  },
};

/** Electron's `screen`: one of full HD, with a bar on top. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 25, width: 1920, height: 1055 } }],
} satisfies { getAllDisplays(): Pick<ReturnType<Screen['getAllDisplays']>[number], 'workArea'>[] };

let themeSource: NativeTheme['themeSource'] = 'system';

/** Electron's `nativeTheme`: the launcher's browser takes it over. */
export const nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'> = {
  get shouldUseDarkColors() {
    return themeSource === 'dark';
  },
  get themeSource() {
    return themeSource;
  },
  set themeSource(source) {
    themeSource = source;
    tell({ kind: 'theme', source });
  },
};

/** Electron's `net`. */
export const net: Pick<Net, 'fetch'> = { fetch: (input, init) => fetch(input, init) };
