import { Copy, Ellipsis, FileSpreadsheet, Mail, Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { CAMPAIGN_STEPS, type Funnel } from '#shared/campaign.ts';
import { useCommand } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type CampaignStores, isNarrowed } from './campaign-store.ts';
import { stepName, teamWords } from './campaign-words.ts';
import styles from './list-bar.module.css';
import { t } from './texts.ts';
import { useCampaignActions } from './use-campaign-actions.ts';

/** The value of "any" in a list of choices. */
const ANY = '';

/** Narrows the list of people, and acts on all who are left. */
export function ListBar({
  stores: { store, people },
  teams,
}: {
  stores: CampaignStores;
  teams: readonly Funnel[];
}) {
  const field = useRef<HTMLInputElement>(null);
  const { query, narrow, clear } = useStore(store);
  const total = useStore(people, (listed) => listed.total);
  const actions = useCampaignActions();
  const { search, step, teamId, withoutFavorite, order } = query;
  useCommand('find', () => {
    field.current?.scrollIntoView({ block: 'center' });
    field.current?.select();
  });

  return (
    <div className={styles['bar']}>
      <h2 className={styles['title']}>{t('list')}</h2>
      <span className={styles['count']} role="status">
        {t('people', { count: total })}
      </span>
      {isNarrowed(query) && (
        <Button look="plain" icon={X} onClick={clear}>
          {t('clear')}
        </Button>
      )}
      <span className={styles['room']} />
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('listActions')} disabled={total === 0} />}
        items={[
          { heading: t('people', { count: total }) },
          {
            label: t('saveCsv'),
            icon: FileSpreadsheet,
            onSelect: () => actions.saveCsv(query),
          },
          { label: t('mail'), icon: Mail, onSelect: () => actions.mail(query) },
          {
            label: t('copyAddresses'),
            icon: Copy,
            onSelect: () => actions.copyAddresses(query),
          },
        ]}
      />
      <span className={styles['break']} />
      <TextField
        ref={field}
        className={styles['search']}
        label={t('search')}
        labelHidden
        type="search"
        role="searchbox"
        placeholder={t('search')}
        value={search}
        onChange={(next) => narrow({ search: next })}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        leading={<Search />}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || search === '') return;
          event.preventDefault();
          narrow({ search: '' });
        }}
      />
      <Select
        label={t('filterStep')}
        labelHidden
        value={step ?? ANY}
        options={[
          { value: ANY, label: t('anyStep') },
          ...CAMPAIGN_STEPS.map((value) => ({ value, label: stepName(value) })),
        ]}
        onChange={(value) => narrow({ step: value === ANY ? null : value })}
      />
      <Select
        label={t('filterTeam')}
        labelHidden
        className={styles['team']}
        value={teamId ?? ANY}
        options={[
          { value: ANY, label: t('anyTeam') },
          ...teams.flatMap(({ team }) =>
            team === null ? [] : [{ value: team.id, label: teamWords(team) }],
          ),
        ]}
        onChange={(value) => narrow({ teamId: value === ANY ? null : value })}
      />
      <Checkbox
        label={t('onlyWithoutFavorite')}
        checked={withoutFavorite}
        onChange={(next) => narrow({ withoutFavorite: next })}
      />
      <Select
        label={t('order')}
        labelHidden
        value={order}
        options={[
          { value: 'longest', label: t('longest') },
          { value: 'name', label: t('byName') },
        ]}
        onChange={(value) => narrow({ order: value })}
      />
    </div>
  );
}
