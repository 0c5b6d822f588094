import { Ellipsis, HeartOff } from 'lucide-react';
import { memo } from 'react';
import type { CampaignPerson } from '#shared/campaign.ts';
import { useNow } from '../../state/use-now.ts';
import { formatDate } from '../../text/format.ts';
import { classNames } from '../../ui/class-names.ts';
import { GridCell } from '../../ui/grid-table.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuItem } from '../../ui/menu-items.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { daysWords, isStuck, nameOf, stepName } from './campaign-words.ts';
import styles from './people-list.module.css';
import steps from './steps.module.css';
import { t } from './texts.ts';

interface PersonLineProps {
  /** Undefined while still being asked for. */
  person: CampaignPerson | undefined;
  index: number;
  /** Pixels from the top of the list. */
  top: number;
  /** Whether Tab stops here. */
  focused: boolean;
  menuOf: (person: CampaignPerson) => MenuItem[];
}

/** Somebody on the way: who, where, since when. The focus is on the line as a whole. */
export const PersonLine = memo(function PersonLine(props: PersonLineProps) {
  const { person, index, top, focused, menuOf } = props;
  return (
    <tr
      className={styles['line']}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={focused ? 0 : -1}
      style={{ translate: `0 ${top}px` }}
    >
      {person ? (
        <Cells person={person} focused={focused} menuOf={menuOf} />
      ) : (
        <GridCell className={styles['person']}>
          <span className="visually-hidden">{t('loading')}</span>
          <Skeleton className={styles['bone']} />
        </GridCell>
      )}
    </tr>
  );
});

function Cells({
  person,
  focused,
  menuOf,
}: Pick<PersonLineProps, 'focused' | 'menuOf'> & { person: CampaignPerson }) {
  const { email, step, teamName, since, employeeId } = person;
  const name = nameOf(person);
  const second = [
    ...(person.name !== null && email !== null ? [email] : []),
    ...(employeeId !== null ? [t('employeeId', { id: employeeId })] : []),
  ].join(' · ');
  return (
    <>
      <GridCell className={styles['person']}>
        <span className={styles['name']} dir="auto" title={name}>
          {name}
        </span>
        {second !== '' && (
          <span className={styles['second']} title={second}>
            {second}
          </span>
        )}
      </GridCell>
      <GridCell className={styles['team']} dir="auto" title={teamName ?? undefined}>
        {teamName ?? t('unassigned')}
      </GridCell>
      <GridCell className={styles['step']}>
        <span className={classNames(steps['step'], steps['mark'])} data-step={step}>
          {stepName(step)}
        </span>
        {step === 'completed' && !person.hasFavorite && (
          <span className={styles['favorite']} title={t('noFavorite')}>
            <HeartOff role="img" aria-label={t('noFavorite')} />
          </span>
        )}
      </GridCell>
      <GridCell
        className={styles['days']}
        data-stuck={isStuck(person)}
        title={since === null ? undefined : t('sinceDate', { date: formatDate(since) })}
      >
        {daysWords(person)}
      </GridCell>
      <GridCell className={styles['expires']}>
        <Expiry person={person} />
      </GridCell>
      <GridCell className={styles['more']}>
        <Menu
          align="end"
          trigger={
            <IconButton
              icon={Ellipsis}
              size="small"
              label={t('more', { name })}
              tabIndex={focused ? 0 : -1}
            />
          }
          items={menuOf(person)}
        />
      </GridCell>
    </>
  );
}

function Expiry({ person: { expiresAt } }: { person: CampaignPerson }) {
  const now = useNow();
  if (expiresAt === null) return null;
  const isOver = Date.parse(expiresAt) <= now;
  return (
    <span data-over={isOver} title={t('expiresOn', { date: formatDate(expiresAt) })}>
      {isOver ? t('expired') : formatDate(expiresAt)}
    </span>
  );
}
