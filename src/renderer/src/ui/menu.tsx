import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './menu.module.css';
import type { MenuItem } from './menu-items.ts';
import { MenuList } from './menu-list.tsx';

interface MenuProps {
  /** One button. */
  trigger: ReactNode;
  items: MenuItem[];
  align?: 'start' | 'center' | 'end';
}

/** A menu that drops from its button. Not modal: a modal one injects a style element. */
export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{trigger}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          className={styles['menu']}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          <MenuList parts={RadixDropdown} items={items} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

interface ContextMenuProps {
  /** Made when the menu opens. */
  items: () => MenuItem[];
  onOpenChange?: (open: boolean) => void;
  /** One element that takes a ref: where the secondary button opens the menu. */
  children: ReactNode;
}

/** A menu at the pointer, or by the menu key at the focus. */
export function ContextMenu({ items, onOpenChange, children }: ContextMenuProps) {
  return (
    <RadixContext.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className={styles['menu']} collisionPadding={8}>
          <Lines items={items} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

function Lines({ items }: { items: () => MenuItem[] }) {
  return <MenuList parts={RadixContext} items={items()} />;
}
