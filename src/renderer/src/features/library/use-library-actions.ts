import { useMemo } from 'react';
import type { Job } from '#shared/jobs.ts';
import type { TeamTotals } from '#shared/library.ts';
import type { PersonRow } from '#shared/window.ts';
import { useAttempt, useDesk } from '../../state/desk-context.tsx';
import type { WorkTarget } from '../../state/navigation.ts';
import { isOffline } from '../../state/selectors.ts';
import { personName } from '../../text/people.ts';
import { useLibrary } from './library-context.tsx';
import { isFiltered } from './library-filter.ts';
import { personAt } from './people-store.ts';
import { NOBODY, selectAll } from './selection.ts';
import { t } from './texts.ts';
import { listTarget, peopleTarget, teamTarget, viewTarget } from './work-targets.ts';

/** Everything that can be done with people and teams, for menus, bars and keys alike. */
export interface LibraryActions {
  openPerson: (personId: string) => void;
  exportPeople: (people: readonly string[], name?: string | null) => void;
  downloadPeople: (people: readonly string[], name?: string | null) => void;
  exportTeam: (team: TeamTotals) => void;
  downloadTeam: (team: TeamTotals) => void;
  /** The selection, or the whole view where nobody is selected. */
  exportShown: () => void;
  downloadShown: () => void;
  /** What nears 30 days and is not here. */
  downloadExpiring: () => void;
  /** Asks for a team, and for addresses where nobody is given. */
  addToTeam: (people: readonly string[]) => void;
  copyEmail: (person: PersonRow) => void;
  selectEverybody: () => void;
  clearSelection: () => void;
}

/** The actions of the library around the component; the same object from draw to draw. */
export function useLibraryActions(): LibraryActions {
  const { client, navigation, notices, mirrors } = useDesk();
  const { look, people, away } = useLibrary();
  const attempt = useAttempt();

  return useMemo(() => {
    const showExport = (target: WorkTarget) =>
      navigation.getState().open({ name: 'export', target });

    function download({ scope, label, selection = 'all' }: WorkTarget): Promise<void> {
      const request = { scope, label, selection, variant: 'main' } as const;
      return begin(label, () => client.jobs.download(request));
    }

    async function begin(label: string, start: () => Promise<Job>): Promise<void> {
      if ((await attempt(start)) === null) return;
      notices.getState().say(t('downloadStarted', { label }), {
        label: t('showActivity'),
        onSelect: () => navigation.getState().setActivityOpen(true),
      });
    }

    function nameOf(ids: readonly string[]): string | null {
      const [id] = ids;
      if (ids.length !== 1 || id === undefined) return null;
      for (const page of people.getState().pages.values()) {
        const person = page.find((candidate) => candidate.id === id);
        if (person) return personName(person);
      }
      return null;
    }

    async function shownTarget(): Promise<WorkTarget | null> {
      const { selection, query } = look.getState();
      if (selection.ids.size > 0)
        return peopleTarget([...selection.ids], nameOf([...selection.ids]));
      const { summary } = mirrors.getState();
      if (summary === null) return null;
      const whole = viewTarget(query.view, {
        teams: summary.teams,
        people: summary.totals.people,
        organization: summary.totals.organization.name,
      });
      if (whole !== null && !isFiltered(query.filter)) return whole;
      const ids = await attempt(() => people.ids());
      return ids && ids.length > 0 ? listTarget(query.view, summary.teams, ids) : null;
    }

    return {
      openPerson(personId) {
        away.current = true;
        navigation.getState().go({ name: 'person', personId, query: look.getState().query });
      },
      exportPeople: (ids, name) => showExport(peopleTarget(ids, name ?? nameOf(ids))),
      downloadPeople: (ids, name) => void download(peopleTarget(ids, name ?? nameOf(ids))),
      exportTeam: (team) => showExport(teamTarget(team)),
      downloadTeam: (team) => void download(teamTarget(team)),
      exportShown: () => void shownTarget().then((target) => target && showExport(target)),
      downloadShown: () => void shownTarget().then((target) => target && download(target)),
      downloadExpiring() {
        const label = t('expiring');
        void begin(label, () => client.jobs.downloadExpiring({ label }));
      },
      addToTeam(ids) {
        const people = ids.length > 0 ? { ids, label: peopleTarget(ids, nameOf(ids)).label } : null;
        if (isOffline(mirrors.getState())) notices.getState().say(t('teamsOffline'));
        else navigation.getState().open({ name: 'team-members', team: null, people });
      },
      copyEmail(person) {
        const { email } = person;
        if (email === null) return;
        void attempt(async () => {
          await client.desktop.copyText({ text: email });
          notices.getState().say(t('copied'));
        });
      },
      selectEverybody() {
        void attempt(() => people.ids()).then(
          (ids) => ids && look.getState().select(selectAll(ids)),
        );
      },
      clearSelection: () => look.getState().select(NOBODY),
    };
  }, [client, navigation, notices, mirrors, look, people, away, attempt]);
}

/** The ids an action on `index` is about: the selection if the person is in it, else the person. */
export function idsAt(stores: ReturnType<typeof useLibrary>, index: number): readonly string[] {
  const { selection } = stores.look.getState();
  const person = personAt(stores.people.getState(), index);
  if (person === undefined) return [];
  return selection.ids.has(person.id) ? [...selection.ids] : [person.id];
}
