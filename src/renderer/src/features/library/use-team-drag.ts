import type { PointerEvent as ReactPointerEvent } from 'react';
import { scrollAtEdges } from './edge-scroll.ts';
import { useLibrary } from './library-context.tsx';
import { followDrag, type PointerPlace } from './pointer-drag.ts';
import { DROP_TEAM, endTeamDrag, teamAt } from './team-drag.ts';
import { useTeamMoves } from './use-team-moves.ts';

/** For a press on the people: whether it is on a selected one, so that moving drags them all to a team. */
export function useTeamDrag(): (down: ReactPointerEvent) => boolean {
  const { look, drag } = useLibrary();
  const { move } = useTeamMoves();

  return (down) => {
    if (down.shiftKey || down.ctrlKey || down.metaKey || !(down.target instanceof Element)) {
      return false;
    }
    const teams = document.querySelector(`[${DROP_TEAM}]`);
    if (teams === null || down.target.closest('[data-index][aria-selected="true"]') === null) {
      return false;
    }
    const sidebar = teams.closest('nav');
    let pointer: PointerPlace = down.nativeEvent;
    const follow = () => {
      const { clientX: x, clientY: y } = pointer;
      drag.setState({ at: { x, y }, overTeam: teamAt(x, y) });
    };
    followDrag(down.nativeEvent, {
      onBegin(signal) {
        drag.setState({ personIds: [...look.getState().selection.ids] });
        if (sidebar === null) return;
        const beside = () => {
          const { left, right } = sidebar.getBoundingClientRect();
          const inside = pointer.clientX >= left && pointer.clientX <= right;
          return inside ? pointer : middleOf(sidebar);
        };
        scrollAtEdges(sidebar, beside, signal, follow);
      },
      onMove(move) {
        pointer = move;
        follow();
      },
      onDrop() {
        const { personIds, overTeam } = drag.getState();
        endTeamDrag(drag);
        if (overTeam !== null) void move(personIds, overTeam);
      },
      onCancel: () => endTeamDrag(drag),
    });
    return true;
  };
}

/** Where nothing scrolls. */
function middleOf(element: HTMLElement): PointerPlace {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { clientX: left + width / 2, clientY: top + height / 2 };
}
