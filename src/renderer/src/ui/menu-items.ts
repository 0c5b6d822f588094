import type { LucideIcon } from 'lucide-react';

/** One line of a menu: a command, a choice among others, a switch, a submenu, or a line between. */
export type MenuItem =
  | 'separator'
  | { heading: string }
  | {
      label: string;
      icon?: LucideIcon;
      keys?: string;
      disabled?: boolean;
      danger?: boolean;
      onSelect: () => void;
    }
  | { label: string; checked: boolean; onSelect: () => void; kind: 'check' | 'radio' }
  | { label: string; icon?: LucideIcon; items: MenuItem[] };
