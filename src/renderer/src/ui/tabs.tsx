import type { LucideIcon } from 'lucide-react';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

interface TabsProps<T extends string> {
  /** Name of the list of tabs for screen readers. */
  label: string;
  value: T;
  tabs: readonly { value: T; label: string; icon: LucideIcon; content: ReactNode }[];
  onChange: (value: T) => void;
}

/** Pages of one dialog, their names down its start edge. */
export function Tabs<T extends string>({ label, value, tabs, onChange }: TabsProps<T>) {
  return (
    <Radix.Root
      className={styles['tabs']}
      orientation="vertical"
      value={value}
      onValueChange={(next) => {
        const chosen = tabs.find((tab) => tab.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Radix.List className={styles['list']} aria-label={label}>
        {tabs.map(({ value: tab, label: name, icon: Icon }) => (
          <Radix.Trigger key={tab} value={tab} className={styles['tab']}>
            <Icon className={styles['icon']} />
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value: tab, content }) => (
        <Radix.Content key={tab} value={tab} className={styles['page']}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
