import type { Database } from '#core/library/database.ts';
import type { Scope } from '#shared/export.ts';
/** Whom a command line names. */
export interface ScopeOptions {
    team?: string[];
    allTeams?: boolean;
    person?: string[];
}
/**
 * The scope that the options name, looked up in the library; everybody when they name nobody.
 * Throws `not_found` with what there is, or `invalid_input` when a name fits several.
 */
export declare function resolveScope(db: Database, { team, allTeams, person }: ScopeOptions): Scope;
/** The id of the team that is called so, by id or by name in any case; `unassigned` for no team. */
export declare function resolveTeam(db: Database, name: string): string;
