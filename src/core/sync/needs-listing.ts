import type { ListingState } from '../library/mirror.ts';

/**
 * Whether a model's photos have to be listed again. The API has no "changed since": what tells is
 * a new shoot, another finishing time, another photo count, or a favorite we have never seen.
 * New ratings leave no such trace, which is what a full pass is for.
 */
export function needsListing(state: ListingState, { full }: { full: boolean }): boolean {
  if (full || state.listedAt === null) return true;
  if (state.finishedAt !== state.listedFinishedAt) return true;
  if (state.upstreamPhotoCount !== null && state.upstreamPhotoCount !== state.listedPhotoCount) {
    return true;
  }
  return !state.favoriteKnown;
}
