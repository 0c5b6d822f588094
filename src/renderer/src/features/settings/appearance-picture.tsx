import type { Settings } from '#shared/window.ts';
import styles from './appearance-picture.module.css';

/** A small window as it looks in that appearance. */
export function AppearancePicture({ appearance }: { appearance: Settings['appearance'] }) {
  return (
    <span className={styles['frame']} aria-hidden="true">
      {(appearance === 'system' ? (['light', 'dark'] as const) : [appearance]).map((theme) => (
        <span key={theme} className={styles['window']} data-theme={theme}>
          <span className={styles['side']} />
          <span className={styles['tiles']}>
            <span />
            <span />
            <span />
            <span />
            <span />
            <span />
          </span>
        </span>
      ))}
    </span>
  );
}
