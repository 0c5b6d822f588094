import { z } from 'zod';
import type { LegacyInvite } from '#shared/domain.ts';
import { idOrNull, status } from './fields.ts';

/** V1's invite statuses, as the nearest of V2 (reference §11, our reading). */
const IN_V2: Record<string, string> = {
  'pending-invite': 'pending',
  'waiting-for-upload': 'accepted',
  'generating-headshots': 'generating',
  active: 'completed',
  revoked: 'revoked',
  deleted: 'deleted',
};

/** The invite that V1 knows under `inviteId`. A status we do not know is carried through. */
export function legacyInvite(inviteId: string) {
  return z
    .object({ email: idOrNull, status: status('unknown') })
    .transform(({ email, status: v1Status }): LegacyInvite => {
      return { id: inviteId, email, v1Status, status: IN_V2[v1Status] ?? v1Status };
    });
}
