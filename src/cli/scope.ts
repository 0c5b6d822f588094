import type { Database } from '#core/library/database.ts';
import { findPeople, listTeams } from '#core/library/people.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { foldText } from '#core/library/text-keys.ts';
import type { Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
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
export function resolveScope(
  db: Database,
  { team = [], allTeams, person = [] }: ScopeOptions,
): Scope {
  if (allTeams) return EVERYBODY;
  return {
    teamIds: team.map((name) => resolveTeam(db, name)),
    personIds: person.map((words) => resolvePerson(db, words)),
    photos: [],
  };
}

/** The id of the library's team that is called so, by id or by name in any case; `unassigned` for no team. */
export function resolveTeam(db: Database, name: string): string {
  return findTeam(listTeams(db), name);
}

/** The id of the one of `teams` that is called so, by id or by name in any case. Throws an AppError. */
export function findTeam(teams: readonly Team[], name: string): string {
  const byId = teams.find(({ id }) => id === name);
  if (byId) return byId.id;
  const byName = teams.filter((team) => foldText(team.name) === foldText(name));
  const [first] = byName;
  if (first && byName.length === 1) return first.id;
  if (first) {
    throw new AppError(
      'invalid_input',
      `Several teams are called “${name}”. Use an id: ${byName.map(({ id }) => id).join(', ')}.`,
    );
  }
  const known = teams.map((team) => team.name).join(', ') || 'none yet';
  throw new AppError('not_found', `There is no team “${name}”. The teams are: ${known}.`);
}

function resolvePerson(db: Database, words: string): string {
  const people = findPeople(db, words);
  const [first] = people;
  if (first && people.length === 1) return first.id;
  if (first) {
    const some = people
      .slice(0, 5)
      .map(({ name, email, id }) => `${name ?? '–'} ${email ?? ''} (${id})`);
    const more = people.length > some.length ? ', …' : '';
    throw new AppError(
      'invalid_input',
      `“${words}” fits ${people.length} people. Use an e-mail or an id: ${some.join(', ')}${more}`,
    );
  }
  throw new AppError('not_found', `Nobody called “${words}” is in the library.`);
}
