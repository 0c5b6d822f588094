import { isAppError } from '#shared/errors.ts';
import type { RemovalTarget } from '#shared/organization.ts';
import { FOR_A_PERSON, type HeadshotProApi } from '../headshotpro/api.ts';
import { isGone } from '../invites/invite-status.ts';
import { withoutDoubt } from './doubt.ts';

/** Removes a target at HeadshotPro: `already` where it was gone. */
export async function remove(
  target: RemovalTarget,
  api: HeadshotProApi,
): Promise<'removed' | 'already'> {
  try {
    return await withoutDoubt(
      async () => {
        if (target.kind === 'invite') await api.invites.revoke(target.email, FOR_A_PERSON);
        else await api.models.delete(target.modelId, FOR_A_PERSON);
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
    const invite = await api.invites.get(target.email, FOR_A_PERSON);
    return invite === null || isGone(invite.status);
  }
  const model = await api.models.get(target.modelId, FOR_A_PERSON);
  return model === null || model.status === 'deleted';
}
