import { isAppError } from '#shared/errors.ts';
import type { HeadshotProApi, Listing } from '../headshotpro/api.ts';
import type { Database } from '../library/database.ts';
import { inSlices } from '../sync/in-slices.ts';
import { MISSABLE } from '../sync/lists.ts';
import { counts, differences } from './differences.ts';

/** Looks whether HeadshotPro has anything new, at seven calls whatever the organization's size. */
export interface Look {
  /** Whether there is news that no sync was begun about yet. Throws what concerns everybody. */
  forNews(api: HeadshotProApi, db: Database, signal: AbortSignal): Promise<boolean>;
  /** The sync about the latest news did not go well: they are news again. */
  again(): void;
}

/**
 * Of each list one page is read, the next one at the next look, and its total is counted. What still
 * differs after a sync differs for good, such as a count that a list does not bear out: it is told once.
 */
export function createLook(): Look {
  const offsets = new Map<string, number>();
  let told = new Map<string, string>();

  return {
    async forNews(api, db, signal) {
      const call = { signal };
      const found = new Map<string, string[]>();
      const see = async (list: string, read: () => Promise<string[]>) => {
        try {
          found.set(list, await read());
        } catch (error) {
          if (!isAppError(error, ...MISSABLE)) throw error;
        }
      };
      const page = async <T>(
        list: keyof typeof counts,
        listing: Listing<T>,
        compare: (db: Database, items: readonly T[]) => string[],
      ) => {
        const offset = offsets.get(list) ?? 0;
        const { items, total } = await listing.page(offset);
        const next = offset + items.length;
        const isLast = items.length === 0 || (total !== null && next >= total);
        offsets.set(list, isLast ? 0 : next);
        const known = counts[list](db);
        const miscounted = total === null || total === known ? [] : [`${total} of ${known}`];
        found.set(`${list} total`, miscounted);
        const differing: string[] = [];
        // A list that is not paged may have many thousands.
        for await (const some of inSlices(items)) differing.push(...compare(db, some));
        found.set(`${list} from ${offset}`, differing);
      };
      const pages: [string, () => Promise<void>][] = [
        ['finished', () => page('finished', api.members.finished(call), differences.members)],
        ['invites', () => page('invites', api.invites.list(call), differences.invites)],
        ['members', () => page('members', api.members.list({}, call), differences.members)],
        [
          'models',
          () => page('models', api.models.list({ status: 'active' }, call), differences.models),
        ],
        ['favorites', () => page('favorites', api.favorites({}, call), differences.favorites)],
      ];

      // Whoever is not given this is given nothing.
      const organization = await api.organization(call);
      found.set('organization', differences.organization(db, organization));
      await see('credits', async () => differences.credits(db, await api.credits(call)));
      for (const [list, read] of pages) {
        await see(`${list} list`, async () => {
          await read();
          return [];
        });
      }

      let isNews = false;
      for (const [list, differing] of found) {
        const text = differing.join('\n');
        if (text !== '' && told.get(list) !== text) isNews = true;
        told.set(list, text);
      }
      return isNews;
    },

    again: () => {
      told = new Map();
    },
  };
}
