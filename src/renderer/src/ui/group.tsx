import type { ReactNode } from 'react';
import styles from './group.module.css';

interface GroupProps {
  title: string;
  /** Under the title: what it is about. */
  hint?: ReactNode;
  /** At the end of the title's line. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One setting, or a few that belong together. */
export function Group({ title, hint, action, children }: GroupProps) {
  return (
    <section className={styles['group']}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          <h3 className={styles['title']}>{title}</h3>
          {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        </div>
        {action !== undefined && <div className={styles['action']}>{action}</div>}
      </div>
      {children}
    </section>
  );
}

/** A page of groups with lines between them. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={styles['page']}>{children}</div>;
}
