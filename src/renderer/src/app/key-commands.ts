import type { WindowCommand } from '#shared/contract.ts';

/** The part of a keyboard event that decides. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const WITH_MOD: Readonly<Record<string, WindowCommand>> = {
  k: 'palette',
  f: 'find',
  a: 'select-all',
  e: 'export',
  d: 'download',
  r: 'sync',
  j: 'activity',
  ',': 'settings',
  '1': 'view-grid',
  '2': 'view-list',
  '3': 'campaign',
  i: 'invite',
  '[': 'back',
};

/** What a key asks for; null for none. While text is edited only what cannot mean the text. */
export function commandOfKey(
  press: KeyPress,
  mac: boolean,
  editing: boolean,
): WindowCommand | null {
  const mod = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (mod && !press.altKey && !press.shiftKey) {
    const command = WITH_MOD[press.key.toLowerCase()] ?? null;
    return editing && command === 'select-all' ? null : command;
  }
  if (press.ctrlKey || press.metaKey || editing) return null;
  if (press.altKey) return press.key === 'ArrowLeft' ? 'back' : null;
  return press.key === '?' ? 'shortcuts' : null;
}
