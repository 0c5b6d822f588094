import { classNames } from './class-names.ts';
import styles from './skeleton.module.css';

/** A grey place for what is still on its way; size and shape come from `className`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span className={classNames(styles['skeleton'], className)} aria-hidden="true" />;
}
