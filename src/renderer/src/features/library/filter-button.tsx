import { ListFilter } from 'lucide-react';
import { LIFECYCLES } from '#shared/domain.ts';
import { lifecycleName } from '../../text/people.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './filter-button.module.css';
import { useLook } from './library-context.tsx';
import { conditionCount, TRAITS } from './library-filter.ts';
import { t } from './texts.ts';

/** Opens the conditions that narrow a view; pressed while any is set. */
export function FilterButton() {
  const filter = useLook((look) => look.query.filter);
  const byLifecycle = useLook((look) => look.query.view.kind === 'lifecycle');
  const setFilter = useLook((look) => look.setFilter);
  const count = conditionCount(filter);
  return (
    <Popover
      align="end"
      label={t('filter')}
      trigger={
        <IconButton
          icon={ListFilter}
          label={count === 0 ? t('filter') : t('filterActive', { count })}
          className={count === 0 ? undefined : styles['active']}
        />
      }
    >
      <div className={styles['conditions']}>
        {!byLifecycle && (
          <div className={styles['condition']}>
            <span aria-hidden="true">{t('status')}</span>
            <Select
              label={t('status')}
              labelHidden
              value={filter.lifecycle ?? 'any'}
              options={[
                { value: 'any', label: t('any') },
                ...LIFECYCLES.map((lifecycle) => ({
                  value: lifecycle,
                  label: lifecycleName(lifecycle),
                })),
              ]}
              onChange={(value) => setFilter({ lifecycle: value === 'any' ? null : value })}
            />
          </div>
        )}
        {TRAITS.map((trait) => (
          <div key={trait} className={styles['condition']}>
            <span aria-hidden="true">{t(trait)}</span>
            <Segmented
              label={t(trait)}
              value={filter[trait] === null ? 'any' : filter[trait] ? 'yes' : 'no'}
              options={[
                { value: 'any', label: t('any') },
                { value: 'yes', label: t('yes') },
                { value: 'no', label: t('no') },
              ]}
              onChange={(value) => setFilter({ [trait]: value === 'any' ? null : value === 'yes' })}
            />
          </div>
        ))}
      </div>
    </Popover>
  );
}
