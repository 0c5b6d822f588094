import {
  Activity,
  Download,
  Flag,
  Heart,
  Keyboard,
  LayoutGrid,
  List,
  type LucideIcon,
  MailPlus,
  Monitor,
  Moon,
  PackageOpen,
  Plus,
  RefreshCw,
  Settings,
  Signpost,
  Sun,
  UserPlus,
  Users,
  UsersRound,
} from 'lucide-react';
import type { WindowCommand } from '#shared/contract.ts';
import { LIFECYCLES } from '#shared/domain.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { LibraryView, PersonRow, Settings as SettingsData } from '#shared/window.ts';
import { useAttempt, useDesk, useMirrors } from '../../state/desk-context.tsx';
import { personName } from '../../text/people.ts';
import { useLibrary, useLook } from './library-context.tsx';
import { viewKey } from './library-filter.ts';
import { viewName } from './library-words.ts';
import { matchingGroups, type PaletteEntry, type PaletteGroup } from './palette-groups.ts';
import { settingsLines } from './palette-settings.ts';
import { teamLines } from './palette-teams.ts';
import { LIFECYCLE_ICON } from './sidebar-icons.ts';
import { t } from './texts.ts';
import { useFoundPeople } from './use-found-people.ts';
import { useLibraryActions } from './use-library-actions.ts';
import { useTeamActions } from './use-team-actions.ts';

/** What a line shows and does. */
export interface PaletteLine extends PaletteEntry {
  /** A person's portrait stands in place of an icon. */
  picture: LucideIcon | PersonRow;
  aside?: string | null;
  run: () => void;
}

const COMMANDS = [
  ['export', 'actionExportView', PackageOpen],
  ['download', 'actionDownloadView', Download],
  ['sync', 'actionSync', RefreshCw],
  ['campaign', 'actionCampaign', Signpost],
  ['invite', 'actionInvite', MailPlus],
  ['new-team', 'actionNewTeam', Plus],
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

const PLACES: readonly (readonly [LibraryView, LucideIcon])[] = [
  [{ kind: 'all' }, Users],
  [{ kind: 'favorites' }, Heart],
  [{ kind: 'picks' }, Flag],
];

/** Everything that can be reached with `words`: people, places and actions. */
export function usePaletteGroups(words: string): PaletteGroup<PaletteLine>[] {
  const { commands, client, navigation } = useDesk();
  const { look } = useLibrary();
  const attempt = useAttempt();
  const teams = useMirrors(({ summary }) => summary?.teams) ?? [];
  const whitelabel = useMirrors((mirrors) => mirrors.whitelabel);
  const found = useFoundPeople(words);
  const selected = useLook(({ selection }) => selection.ids);
  const view = useLook(({ query }) => query.view);
  const libraryActions = useLibraryActions();
  const teamActions = useTeamActions();
  const shownTeam =
    view.kind === 'team' && view.teamId !== UNASSIGNED
      ? teams.find(({ id }) => id === view.teamId)
      : undefined;

  const people = found.map((person) => ({
    id: `person/${person.id}`,
    label: personName(person),
    picture: person,
    aside: person.teamName,
    run: () => navigation.getState().go({ name: 'person', personId: person.id, query: null }),
  }));
  const views: readonly (readonly [LibraryView, LucideIcon])[] = [
    ...PLACES,
    ...teams.map(({ id }) => [{ kind: 'team', teamId: id } as const, UsersRound] as const),
    ...LIFECYCLES.map(
      (lifecycle) =>
        [{ kind: 'lifecycle', lifecycle } as const, LIFECYCLE_ICON[lifecycle]] as const,
    ),
  ];
  const places = views.map(([view, picture]) => ({
    id: viewKey(view),
    label: viewName(view, teams),
    picture,
    run() {
      look.getState().setView(view);
      navigation.getState().go({ name: 'library' });
    },
  }));
  const actions = [
    ...COMMANDS.map(([command, text, picture]) => ({
      id: `do/${command}`,
      label: t(text),
      picture,
      run: () => void commands.run(command),
    })),
    // Where HeadshotPro has not said yet whether it may, asking is the only way to know.
    ...(whitelabel === false
      ? []
      : [
          {
            id: 'do/new-session',
            label: t('actionNewSession'),
            picture: UserPlus,
            run: () => navigation.getState().open({ name: 'new-session' }),
          },
        ]),
    ...teamLines([...selected], shownTeam ?? null, libraryActions, teamActions),
    ...settingsLines(navigation.getState().open),
    ...APPEARANCES.map(([appearance, text, picture]) => ({
      id: `appearance/${appearance}`,
      label: t(text),
      picture,
      run: () => void attempt(() => client.settings.set({ appearance })),
    })),
  ];
  return [
    // The core has searched them already, by e-mail too.
    ...(people.length > 0 ? [{ heading: t('palettePeople'), entries: people }] : []),
    ...matchingGroups<PaletteLine>(
      [
        { heading: t('paletteGoTo'), entries: places },
        { heading: t('paletteActions'), entries: actions },
      ],
      words,
    ),
  ];
}
