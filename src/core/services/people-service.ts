import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { LibrarySummary } from '#shared/window.ts';
import { markKey, marksOfPerson } from '../library/marks.ts';
import { inviteOfPerson, modelsOfPerson } from '../library/people.ts';
import { findPerson, queryPeople, queryPersonIds } from '../library/people-query.ts';
import { toPersonRows } from '../library/person-rows.ts';
import { photosOfPerson } from '../library/photos.ts';
import { summarizeLibrary } from '../library/summary.ts';
import { markVisited } from '../library/visits.ts';
import type { Clock } from '../ports.ts';
import { workOf } from '../session/place.ts';
import type { DeskSession } from '../session/session.ts';
import type { SettingsFile } from '../settings/settings.ts';

/** The library in numbers. */
export function libraryService(
  session: DeskSession,
  settings: SettingsFile,
  clock: Clock,
  libraryChanged: () => void,
): Api['library'] {
  return {
    async summary(): Promise<LibrarySummary> {
      const { db } = session.place().library;
      const { lowCredits } = settings.get();
      const summary = summarizeLibrary(db, { nowMs: clock.now(), lowCredits });
      if (summary) return summary;
      throw new AppError('library_missing', 'This library is empty. Connect once to fill it.');
    },
    async markVisited() {
      markVisited(workOf(session.place()).workspace.library.db);
      libraryChanged();
    },
  };
}

/** People by page, filtered and sorted, and each with all their photos. */
export function peopleService(session: DeskSession): Api['people'] {
  return {
    async list({ offset, limit, ...query }) {
      const { db } = session.place().library;
      const { people, total } = queryPeople(db, query, { offset, limit });
      return { items: toPersonRows(db, people), total };
    },
    ids: async (query) => queryPersonIds(session.place().library.db, query),
    async get({ personId }) {
      const { db } = session.place().library;
      const found = findPerson(db, personId);
      const [person] = found ? toPersonRows(db, [found]) : [];
      if (!person) throw new AppError('not_found', 'This person is no longer in the library.');
      const marks = marksOfPerson(db, personId);
      return {
        person,
        invite: inviteOfPerson(db, personId),
        models: modelsOfPerson(db, personId),
        photos: photosOfPerson(db, personId).map((photo) => ({
          ...photo,
          ...(marks.get(markKey(photo)) ?? { pick: null, stars: 0 }),
        })),
      };
    },
  };
}
