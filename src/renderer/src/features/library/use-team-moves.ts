import { useMemo } from 'react';
import { useAttempt, useDesk } from '../../state/desk-context.tsx';
import { isOffline, teamName } from '../../state/selectors.ts';
import { useLibrary } from './library-context.tsx';
import { originsOf } from './team-origins.ts';
import { t } from './texts.ts';

/** Moves into a team, each told from its beginning to its end. */
export interface TeamMoves {
  move: (personIds: readonly string[], teamId: string) => Promise<void>;
}

/** The same object from draw to draw. */
export function useTeamMoves(): TeamMoves {
  const { client, navigation, notices, mirrors } = useDesk();
  const { people } = useLibrary();
  const attempt = useAttempt();

  return useMemo(() => {
    /** Moves without a word of success; null where it failed or not everybody came along, which is said. */
    async function carryOut(personIds: readonly string[], teamId: string, words: string) {
      const { wait, dismiss } = notices.getState();
      const pending = wait(words);
      const result = await attempt(() =>
        client.teams.addMembers({ teamId, personIds: [...personIds], emails: [] }),
      );
      dismiss(pending);
      if (result === null || result.notMoved.length === 0) return result;
      navigation.getState().open({ name: 'moved', result });
      return null;
    }

    async function moveBack(origins: ReadonlyMap<string, readonly string[]>): Promise<void> {
      for (const [teamId, personIds] of origins) {
        const name = teamName(mirrors.getState(), teamId) ?? '';
        const words = t('moving', { count: personIds.length, name });
        if ((await carryOut(personIds, teamId, words)) === null) return;
      }
      notices.getState().say(t('movedBack'));
    }

    return {
      async move(personIds, teamId) {
        const name = teamName(mirrors.getState(), teamId) ?? '';
        if (isOffline(mirrors.getState())) {
          notices.getState().say(t('teamsOffline'));
          return;
        }
        const loaded = [...people.getState().pages.values()].flat();
        const origins = originsOf(personIds, loaded, teamId, (id) =>
          Boolean(teamName(mirrors.getState(), id)),
        );
        const words = t('moving', { count: personIds.length, name });
        const result = await carryOut(personIds, teamId, words);
        if (result === null) return;
        const undo = { label: t('undo'), onSelect: () => void moveBack(origins ?? new Map()) };
        notices
          .getState()
          .say(t('moved', { count: result.moved.length, name }), origins ? undo : undefined);
      },
    };
  }, [client, navigation, notices, mirrors, people, attempt]);
}
