import styles from './kbd.module.css';
import { keyCaps } from './key-caps.ts';

/** Keys of a shortcut, written as this system does: `Mod+Shift+A` is ⇧⌘A or Ctrl+Shift+A; `quiet` without caps. */
export function Kbd({ keys, quiet = false }: { keys: string; quiet?: boolean }) {
  return (
    <kbd className={styles['keys']} data-quiet={quiet}>
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
