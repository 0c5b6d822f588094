import type { Api } from '#shared/contract.ts';
import type { SendResult, SendState } from '#shared/invites.ts';
import { createPagedList, type Page, type PagedList } from '../../state/paged-list.ts';

type Counts = Record<SendState, number>;

/** What became of the lines of one job. */
export type Results = PagedList<
  { jobId: string; state: SendState | null },
  Page<SendResult> & { counts: Counts }
>;

/** The results over `client`; empty until shown. */
export function createResults(client: Pick<Api, 'invites'>): Results {
  return createPagedList((query, page) => client.invites.results({ ...query, ...page }));
}

/** All lines of the job, whatever is filtered. */
export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many lines have come to an end. */
export function endedOf(counts: Counts): number {
  return sumOf(counts) - counts.queued - counts.unknown;
}
