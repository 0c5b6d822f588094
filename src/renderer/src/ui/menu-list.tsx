import { Check, ChevronRight } from 'lucide-react';
import type { ContextMenu as ContextParts, DropdownMenu as DropdownParts } from 'radix-ui';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';
import type { MenuItem } from './menu-items.ts';

/** The parts that dropdown and context menus have in common. */
type Parts = typeof DropdownParts | typeof ContextParts;

/** The lines of a menu, made of the parts of either kind of menu. */
export function MenuList({ parts: Part, items }: { parts: Parts; items: MenuItem[] }) {
  return items.map((item, index) => {
    if (item === 'separator') {
      return <Part.Separator key={`line-${String(index)}`} className={styles['separator']} />;
    }
    if ('heading' in item) {
      return (
        <Part.Label key={item.heading} className={styles['heading']}>
          {item.heading}
        </Part.Label>
      );
    }
    if ('items' in item) {
      const Icon = item.icon;
      return (
        <Part.Sub key={item.label}>
          <Part.SubTrigger className={styles['item']}>
            <span className={styles['icon']}>{Icon && <Icon />}</span>
            <span className={styles['label']}>{item.label}</span>
            <ChevronRight className={styles['chevron']} />
          </Part.SubTrigger>
          <Part.Portal>
            <Part.SubContent className={styles['menu']} sideOffset={4} collisionPadding={8}>
              <MenuList parts={Part} items={item.items} />
            </Part.SubContent>
          </Part.Portal>
        </Part.Sub>
      );
    }
    if ('checked' in item) {
      return (
        <Part.CheckboxItem
          key={item.label}
          role={item.kind === 'radio' ? 'menuitemradio' : undefined}
          className={styles['item']}
          checked={item.checked}
          onSelect={item.onSelect}
        >
          <span className={styles['icon']}>{item.checked && <Check />}</span>
          <span className={styles['label']}>{item.label}</span>
        </Part.CheckboxItem>
      );
    }
    const Icon = item.icon;
    return (
      <Part.Item
        key={item.label}
        className={classNames(styles['item'], item.danger && styles['danger'])}
        disabled={item.disabled ?? false}
        onSelect={item.onSelect}
      >
        <span className={styles['icon']}>{Icon && <Icon />}</span>
        <span className={styles['label']}>{item.label}</span>
        {item.keys !== undefined && <Kbd quiet keys={item.keys} />}
      </Part.Item>
    );
  });
}
