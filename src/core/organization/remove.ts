import { isAppError } from '#shared/errors.ts';
import type { RemovalTarget } from '#shared/organization.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { isGone } from '../invites/invite-status.ts';
import { withoutDoubt } from './doubt.ts';

/** Somebody waits for these. */
const CALL = { lane: 'person' } as const;

/** Removes a target at HeadshotPro: `already` where it was gone. */
export async function remove(
  target: RemovalTarget,
  api: HeadshotProApi,
): Promise<'removed' | 'already'> {
  try {
    return await withoutDoubt(
      async () => {
        if (target.kind === 'invite') await api.invites.revoke(target.email, CALL);
        else await api.models.delete(target.modelId, CALL);
        return 'removed' as const;
      },
      async () => ((await isRemoved(target, api)) ? ('removed' as const) : null),
      ['invalid_input'],
    );
  } catch (error) {
    if (isAppError(error, 'not_found', 'already_deleted')) return 'already';
    throw error;
  }
}

async function isRemoved(target: RemovalTarget, api: HeadshotProApi): Promise<boolean> {
  if (target.kind === 'invite') {
    const invite = await api.invites.get(target.email, CALL);
    return invite === null || isGone(invite.status);
  }
  const model = await api.models.get(target.modelId, CALL);
  return model === null || model.status === 'deleted';
}
