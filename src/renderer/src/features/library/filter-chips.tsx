import { X } from 'lucide-react';
import { useAttempt, useClient, useNotices } from '../../state/desk-context.tsx';
import { lifecycleName } from '../../text/people.ts';
import { Button } from '../../ui/button.tsx';
import styles from './filter-chips.module.css';
import { useLook } from './library-context.tsx';
import { conditionCount, TRAITS } from './library-filter.ts';
import { t } from './texts.ts';

/** The conditions that are set, each with a way to take it off; nothing where there are none. */
export function FilterChips() {
  const filter = useLook((look) => look.query.filter);
  const setFilter = useLook((look) => look.setFilter);
  const client = useClient();
  const attempt = useAttempt();
  const say = useNotices((notices) => notices.say);
  if (conditionCount(filter) === 0) return null;

  const clear = () =>
    setFilter({ hasFavorite: null, rated: null, downloaded: null, isNew: null, lifecycle: null });
  const markSeen = async () => {
    await attempt(async () => {
      await client.library.markVisited({});
      setFilter({ isNew: null });
      say(t('markedSeen'));
    });
  };
  return (
    <div className={styles['chips']}>
      {filter.lifecycle !== null && (
        <Chip
          name={lifecycleName(filter.lifecycle)}
          onRemove={() => setFilter({ lifecycle: null })}
        />
      )}
      {TRAITS.filter((trait) => filter[trait] !== null).map((trait) => (
        <Chip
          key={trait}
          name={t(filter[trait] ? `${trait}Yes` : `${trait}No`)}
          onRemove={() => setFilter({ [trait]: null })}
        />
      ))}
      <Button look="plain" onClick={clear}>
        {t('clearFilters')}
      </Button>
      {filter.isNew === true && (
        <Button look="plain" onClick={() => void markSeen()}>
          {t('markSeen')}
        </Button>
      )}
    </div>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-label={t('removeFilter', { name })}
      onClick={onRemove}
    >
      {name}
      <X />
    </button>
  );
}
