import { createTransferTable } from '#core/downloads/transfer-table.ts';
import { libraryTotals, listPeople, listTeams } from '#core/library/people.ts';
import { LIFECYCLES } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { PeopleFilter, Person } from '#shared/library.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count, formatBytes, table } from '../format.ts';
import { resolveTeam } from '../scope.ts';

/** `status`: the library in numbers, without network. */
export async function status({ reading, terminal }: CliContext): Promise<number> {
  reading((library) => {
    const totals = libraryTotals(library.db);
    if (!totals) throw notSynced();
    const failed = createTransferTable(library.db, library.now).failures(null);
    terminal.json({ ...totals, folder: library.paths.folder, failures: failed });
    terminal.say(`${totals.organization.name}  ${library.paths.folder}`);
    terminal.say(
      `${count(totals.people, 'person', 'people')}, ${totals.ready} ready; ${count(totals.photos, 'photo')}, ${totals.stored} on disk (${formatBytes(totals.storedBytes)})`,
    );
    if (totals.organization.credits !== null) {
      terminal.say(`${count(totals.organization.credits, 'credit')} left`);
    }
    terminal.say(totals.syncedAt ? `Last sync ${totals.syncedAt}` : 'Not synced to the end yet');
    if (totals.queued > 0) {
      terminal.say(
        `${count(totals.queued, 'download')} waiting: \`headshot-desk download\` goes on`,
      );
    }
    for (const failure of failed) {
      terminal.say(`  failed: ${failure.person}, photo ${failure.photoId}: ${failure.message}`);
    }
  });
  return EXIT.done;
}

/** `teams`: every team with its totals. */
export async function teams({ reading, terminal }: CliContext): Promise<number> {
  reading(({ db }) => {
    const found = listTeams(db);
    terminal.json({ teams: found });
    const rows = found.map(({ id, name, people, ready, photos, stored }) => [
      name,
      ...[people, ready, photos, stored].map(String),
      id,
    ]);
    const head = ['Team', 'People', 'Ready', 'Photos', 'On disk', 'Id'];
    for (const line of table([head, ...rows], [1, 2, 3, 4])) terminal.say(line);
  });
  return EXIT.done;
}

/** `people`: who is in the library, by name. */
export async function people(
  { reading, terminal }: CliContext,
  options: { team?: string; status?: string; search?: string },
): Promise<number> {
  reading(({ db }) => {
    const filter: PeopleFilter = {};
    if (options.team !== undefined) filter.teamId = resolveTeam(db, options.team);
    if (options.search !== undefined) filter.search = options.search;
    if (options.status !== undefined) filter.lifecycle = readLifecycle(options.status);
    const teamNames = new Map(listTeams(db).map(({ id, name }) => [id, name]));
    const found: Person[] = [];
    let after: string | null = null;
    do {
      const page = listPeople(db, filter, { limit: 500, after });
      found.push(...page.items);
      after = page.next;
    } while (after !== null);
    terminal.json({ people: found });
    const rows = found.map((person) => [
      person.name ?? '–',
      person.email ?? '–',
      teamNames.get(person.teamId ?? '') ?? '–',
      person.lifecycle.replace('_', ' '),
      String(person.photoCount),
      String(person.storedCount),
    ]);
    const head = ['Name', 'E-mail', 'Team', 'Status', 'Photos', 'On disk'];
    for (const line of table([head, ...rows], [4, 5])) terminal.say(line);
    terminal.say(count(found.length, 'person', 'people'));
  });
  return EXIT.done;
}

function readLifecycle(text: string) {
  const found = LIFECYCLES.find((lifecycle) => lifecycle === text.replace(/[\s-]/g, '_'));
  if (found) return found;
  throw new AppError(
    'invalid_input',
    `There is no status “${text}”. Use one of: ${LIFECYCLES.join(', ')}.`,
  );
}

function notSynced(): AppError {
  return new AppError(
    'library_missing',
    'This library has not been filled yet. Run `headshot-desk sync` first.',
  );
}
