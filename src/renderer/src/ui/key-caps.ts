const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Ctrl: '⌃',
  Enter: '↩',
  Backspace: '⌫',
};
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: 'Enter' };
const BOTH: Readonly<Record<string, string>> = {
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Escape: 'Esc',
};

/** The caps of keys written with `+` between them, as the system calls them. */
export function keyCaps(keys: string, mac: boolean): string[] {
  return keys.split('+').map((key) => BOTH[key] ?? (mac ? MAC : OTHER)[key] ?? key);
}
