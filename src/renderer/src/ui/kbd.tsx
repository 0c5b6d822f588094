import styles from './kbd.module.css';
import { keyCaps } from './key-caps.ts';

/** Keys of a shortcut, written as this system does: `Mod+Shift+A` is ⇧⌘A or Ctrl+Shift+A. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={styles['keys']}>
      {keyCaps(keys, isMac()).map((cap) => (
        <span key={cap} className={styles['cap']}>
          {cap}
        </span>
      ))}
    </kbd>
  );
}

function isMac(): boolean {
  return navigator.platform.startsWith('Mac');
}
