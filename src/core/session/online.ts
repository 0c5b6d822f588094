import { AppError } from '#shared/errors.ts';
import type { Workspace } from '../core.ts';
import type { HeadshotPro } from '../headshotpro/client.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { type Place, workOf } from './place.ts';
import type { DeskSession } from './session.ts';

/** What it takes to change something at HeadshotPro and to let the library follow. */
export interface OnlinePlace {
  api: HeadshotPro;
  workspace: Workspace;
  jobs: Jobs;
}

/**
 * Does `work` at HeadshotPro, now: refused with the reason without a key, without the network, and while
 * another program writes the library. Nothing is kept for later.
 */
export function online<T>(
  session: DeskSession,
  work: (place: OnlinePlace) => Promise<T>,
): Promise<T> {
  return asking(session, (place) => work({ api: place.api, ...workOf(place) }));
}

/** As {@link online}, for a question that changes nothing: also while another program writes the library. */
export async function asking<T>(
  session: DeskSession,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const place = session.place();
  const obstacle = session.obstacle();
  if (obstacle) throw new AppError(obstacle.error.code, obstacle.error.message);
  try {
    return await work(place);
  } catch (error) {
    // Somebody may have connected to another organization meanwhile.
    if (session.openPlace() === place) place.failed(error);
    throw error;
  }
}
