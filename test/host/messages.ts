/** Which key store the stand-in plays: one that keeps a secret, Chromium's known password, or none. */
export type KeyStoreMode = 'os' | 'basic_text' | 'none';

/** What the app did to the desktop around it, by kind. */
export interface Deeds {
  notification: { title: string; body: string };
  revealed: string;
  trashed: string;
  openedExternal: string;
  copiedText: string;
  copiedImage: { type: string; sizeBytes: number };
  dragged: { files: string[]; iconIsEmpty: boolean };
  askedForFolder: { defaultPath: string | null };
  askedForFile: { defaultPath: string | null };
  progress: number;
  keptAwake: boolean;
  broughtForward: true;
  aboutShown: Record<string, unknown>;
  errorBox: { title: string; content: string };
}

export type Deed = { [K in keyof Deeds]: { kind: K; value: Deeds[K] } }[keyof Deeds];

/** One entry of the application menu. */
export interface MenuEntry {
  label: string | null;
  role: string | null;
  accelerator: string | null;
  submenu: MenuEntry[];
}

/** Which frame a message comes from, as the browser sees it. */
export interface Frame {
  url: string;
  isMain: boolean;
}

/** From the launcher, which has the browser, to the process that plays Electron. */
export type ToApp =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[]; frame: Frame }
  | { kind: 'mayNavigate'; id: number; frame: Frame }
  | { kind: 'mayOpen'; id: number; url: string }
  | { kind: 'mayUse'; id: number; permission: 'geolocation' | 'media' | 'notifications' }
  | { kind: 'menu'; id: number }
  | { kind: 'clickMenu'; id: number; labels: string[] }
  | { kind: 'painted' }
  | { kind: 'answerFolder'; path: string | null }
  | { kind: 'answerFile'; path: string | null }
  | { kind: 'keyStore'; mode: KeyStoreMode }
  | { kind: 'focus'; focused: boolean }
  | { kind: 'clickNotification' }
  | { kind: 'secondInstance' }
  | { kind: 'closeWindow' }
  | { kind: 'quit' };

/** A BrowserWindow's options, as far as they are data. */
export interface WindowOptions {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  webPreferences: Record<string, unknown>;
}

/** The way back. */
export type FromApp =
  | { kind: 'open'; url: string; preload: string; options: WindowOptions }
  | { kind: 'reload' }
  | { kind: 'closed' }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; message: string }
  | { kind: 'event'; channel: string; args: unknown[] }
  | { kind: 'theme'; source: 'system' | 'light' | 'dark' }
  | { kind: 'deed'; deed: Deed };
