import { classNames } from './class-names.ts';
import styles from './mark.module.css';

const SOURCE = new URL('./mark.webp', import.meta.url).href;

/** The program's icon, 2.75rem large unless `className` says otherwise. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <img className={classNames(styles['mark'], className)} src={SOURCE} alt="" draggable={false} />
  );
}
