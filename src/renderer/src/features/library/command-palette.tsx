import { Command } from 'cmdk';
import {
  Activity,
  Download,
  Flag,
  Heart,
  Keyboard,
  LayoutGrid,
  List,
  type LucideIcon,
  Monitor,
  Moon,
  PackageOpen,
  RefreshCw,
  Search,
  Settings,
  Sun,
  Users,
  UsersRound,
} from 'lucide-react';
import { useState } from 'react';
import type { WindowCommand } from '#shared/contract.ts';
import { LIFECYCLES } from '#shared/domain.ts';
import type { LibraryView, Settings as SettingsData } from '#shared/window.ts';
import { useAttempt, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { personName } from '../../text/people.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Portrait } from '../../ui/portrait.tsx';
import styles from './command-palette.module.css';
import { useLibrary } from './library-context.tsx';
import { viewKey } from './library-filter.ts';
import { viewName } from './library-words.ts';
import { t } from './texts.ts';
import { useFoundPeople } from './use-found-people.ts';

const COMMANDS = [
  ['export', 'actionExportView', PackageOpen],
  ['download', 'actionDownloadView', Download],
  ['sync', 'actionSync', RefreshCw],
  ['activity', 'actionActivity', Activity],
  ['view-grid', 'actionGrid', LayoutGrid],
  ['view-list', 'actionList', List],
  ['settings', 'actionSettings', Settings],
  ['shortcuts', 'actionShortcuts', Keyboard],
] as const satisfies readonly (readonly [WindowCommand, string, LucideIcon])[];

const APPEARANCES = [
  ['light', 'actionLight', Sun],
  ['dark', 'actionDark', Moon],
  ['system', 'actionSystem', Monitor],
] as const satisfies readonly (readonly [SettingsData['appearance'], string, LucideIcon])[];

const PLACES: readonly [LibraryView, LucideIcon][] = [
  [{ kind: 'all' }, Users],
  [{ kind: 'favorites' }, Heart],
  [{ kind: 'picks' }, Flag],
];

const PERSON = 'person/';

/** Whether what is called `names` is wanted; people have been searched for by the core already. */
function holds(value: string, words: string, names: string[] = []): number {
  if (value.startsWith(PERSON)) return 1;
  return names.join(' ').toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()) ? 1 : 0;
}

/** Everything by typing: people, places and actions. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { commands, client, navigation } = useDesk();
  const { look } = useLibrary();
  const attempt = useAttempt();
  const teams = useMirrors(({ summary }) => summary?.teams) ?? [];
  const [words, setWords] = useState('');
  const people = useFoundPeople(words);

  const run = (work: () => void) => () => {
    onClose();
    work();
  };
  const show = (view: LibraryView) =>
    run(() => {
      look.getState().setView(view);
      navigation.getState().go({ name: 'library' });
    });
  const places: readonly (readonly [LibraryView, LucideIcon])[] = [
    ...PLACES,
    ...teams.map((team) => [{ kind: 'team' as const, teamId: team.id }, UsersRound] as const),
    ...LIFECYCLES.map((lifecycle) => [{ kind: 'lifecycle' as const, lifecycle }, Users] as const),
  ];

  return (
    <Dialog open size="palette" title={t('palette')} closeLabel={t('close')} onClose={onClose}>
      <Command className={styles['palette']} label={t('palette')} filter={holds} loop>
        <div className={styles['field']}>
          <Search />
          <Command.Input
            autoFocus
            className={styles['input']}
            placeholder={t('palettePlaceholder')}
            value={words}
            onValueChange={setWords}
          />
        </div>
        <Command.List className={styles['list']}>
          <Command.Empty className={styles['empty']}>{t('paletteEmpty')}</Command.Empty>
          {people.length > 0 && (
            <Command.Group heading={t('palettePeople')}>
              {people.map((person) => (
                <Command.Item
                  key={person.id}
                  value={`${PERSON}${person.id}`}
                  className={styles['item']}
                  onSelect={run(() =>
                    navigation.getState().go({ name: 'person', personId: person.id, query: null }),
                  )}
                >
                  <Portrait person={person} className={styles['face']} />
                  <span className={styles['label']} dir="auto">
                    {personName(person)}
                  </span>
                  <span className={styles['aside']}>{person.teamName}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading={t('paletteGoTo')}>
            {places.map(([view, Icon]) => (
              <Command.Item
                key={viewKey(view)}
                value={viewKey(view)}
                keywords={[viewName(view, teams)]}
                className={styles['item']}
                onSelect={show(view)}
              >
                <Icon />
                <span className={styles['label']} dir="auto">
                  {viewName(view, teams)}
                </span>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading={t('paletteActions')}>
            {COMMANDS.map(([command, text, Icon]) => (
              <Command.Item
                key={command}
                value={`do/${command}`}
                keywords={[t(text)]}
                className={styles['item']}
                onSelect={run(() => commands.run(command))}
              >
                <Icon />
                <span className={styles['label']}>{t(text)}</span>
              </Command.Item>
            ))}
            {APPEARANCES.map(([appearance, text, Icon]) => (
              <Command.Item
                key={appearance}
                value={`look/${appearance}`}
                keywords={[t(text)]}
                className={styles['item']}
                onSelect={run(() => void attempt(() => client.settings.set({ appearance })))}
              >
                <Icon />
                <span className={styles['label']}>{t(text)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}
