import type { ReactNode } from 'react';
import styles from './section.module.css';

interface SectionProps {
  title: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of the export sheet. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className={styles['section']}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
