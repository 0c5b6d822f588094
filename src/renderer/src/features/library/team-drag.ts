import { createStore, type StoreApi } from 'zustand/vanilla';

/** People on their way to a team by pointer. */
export interface TeamDrag {
  /** Whom; nobody while nothing is dragged. */
  personIds: readonly string[];
  /** Where the pointer is; pixels. */
  at: { x: number; y: number };
  /** The team below it, by id. */
  overTeam: string | null;
}

const NOTHING: TeamDrag = { personIds: [], at: { x: 0, y: 0 }, overTeam: null };

/** Nothing is dragged yet. */
export function createTeamDrag(): StoreApi<TeamDrag> {
  return createStore<TeamDrag>(() => NOTHING);
}

/** Nothing is dragged any more. */
export function endTeamDrag(drag: StoreApi<TeamDrag>): void {
  drag.setState(NOTHING);
}

/** The attribute of an element that people can be dropped on; its value is the team's id. */
export const DROP_TEAM = 'data-drop-team';

/** The team at a place of the window; null for none. */
export function teamAt(x: number, y: number): string | null {
  const target = document.elementFromPoint(x, y)?.closest(`[${DROP_TEAM}]`);
  return target?.getAttribute(DROP_TEAM) ?? null;
}
