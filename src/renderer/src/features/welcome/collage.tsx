import { ShieldCheck } from 'lucide-react';
import styles from './collage.module.css';
import { t } from './texts.ts';

const COLUMNS = [
  [
    new URL('./portraits/portrait-01.webp', import.meta.url),
    new URL('./portraits/portrait-02.webp', import.meta.url),
    new URL('./portraits/portrait-03.webp', import.meta.url),
    new URL('./portraits/portrait-04.webp', import.meta.url),
    new URL('./portraits/portrait-05.webp', import.meta.url),
  ],
  [
    new URL('./portraits/portrait-06.webp', import.meta.url),
    new URL('./portraits/portrait-07.webp', import.meta.url),
    new URL('./portraits/portrait-08.webp', import.meta.url),
    new URL('./portraits/portrait-09.webp', import.meta.url),
    new URL('./portraits/portrait-10.webp', import.meta.url),
  ],
  [
    new URL('./portraits/portrait-11.webp', import.meta.url),
    new URL('./portraits/portrait-12.webp', import.meta.url),
    new URL('./portraits/portrait-13.webp', import.meta.url),
    new URL('./portraits/portrait-14.webp', import.meta.url),
    new URL('./portraits/portrait-15.webp', import.meta.url),
  ],
  [
    new URL('./portraits/portrait-16.webp', import.meta.url),
    new URL('./portraits/portrait-17.webp', import.meta.url),
    new URL('./portraits/portrait-18.webp', import.meta.url),
    new URL('./portraits/portrait-19.webp', import.meta.url),
    new URL('./portraits/portrait-20.webp', import.meta.url),
  ],
];

/** A wall of invented colleagues, and what becomes of them. Only to look at. */
export function Collage() {
  return (
    <div className={styles['collage']} role="img" aria-label={t('artwork')}>
      <div className={styles['wall']}>
        {COLUMNS.map((column) => (
          <div key={column[0]?.href} className={styles['column']}>
            {column.map(({ href }) => (
              <img key={href} className={styles['portrait']} src={href} alt="" draggable={false} />
            ))}
          </div>
        ))}
      </div>
      <div className={styles['sample']}>
        <span className={styles['seal']}>
          <ShieldCheck />
        </span>
        <span>
          <strong className={styles['name']}>{t('sampleName')}</strong>
          <span className={styles['note']}>{t('sampleNote')}</span>
        </span>
      </div>
    </div>
  );
}
