import type { ListingState } from '../library/listing-states.ts';

/**
 * Whether a model's photos have to be listed again. The API has no "changed since": what tells is
 * a new shoot, another finishing time, another photo count, or a sign that the last list is out of
 * date, such as a favorite it did not have. Where no count is given, nothing would tell, so they are
 * listed each time; but not those of an earlier shoot of somebody whose latest one is counted.
 * New ratings leave no trace: that is what `full` is for.
 */
export function needsListing(state: ListingState, { full }: { full: boolean }): boolean {
  if (full || state.listedAt === null) return true;
  if (state.finishedAt !== state.listedFinishedAt) return true;
  if (!state.isCounted) return true;
  return state.upstreamPhotoCount !== null && state.upstreamPhotoCount !== state.listedPhotoCount;
}
