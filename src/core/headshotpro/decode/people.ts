import { z } from 'zod';
import type { CreatedModel, Invite, Member, Model, SentInvite } from '#shared/domain.ts';
import { count, flag, flagOrNull, id, idOrNull, moment, status, text } from './fields.ts';

/** For a status that should be there and is not. */
const UNKNOWN = 'unknown';

/** One invite (§4.1, §4.3): its e-mail address is what tells it apart. */
export const invite = z
  .object({
    email: id,
    status: status(UNKNOWN),
    modelId: idOrNull,
    teamId: idOrNull,
    teamName: text,
    createdAt: moment,
  })
  .transform((row): Invite => row);

/** The reply to an invite that was sent to `email` (§4.2); flat, the address under `input`. */
export function sentInvite(email: string) {
  return z
    .object({
      input: z.object({ email: idOrNull }).catch({ email: null }),
      id: idOrNull,
      link: text,
      teamId: idOrNull,
    })
    .transform(({ input, ...row }): SentInvite => ({ ...row, email: input.email ?? email }));
}

/** One member (§5). Rows of the lists by status carry none: `listStatus` is what the list says. */
export function member(listStatus: string | null) {
  return z
    .object({
      id,
      email: idOrNull,
      name: text,
      status: text,
      teamId: idOrNull,
      teamName: text,
      modelId: idOrNull,
      modelStatus: text,
      joinedAt: moment,
      photoCount: count,
      hasFavorite: flagOrNull,
    })
    .transform((row): Member => ({ ...row, status: row.status ?? listStatus }));
}

/** One model (§7.1, §7.2). */
export const model = z
  .object({
    id,
    uid: text,
    email: idOrNull,
    title: text,
    status: status(UNKNOWN),
    teamId: idOrNull,
    teamName: text,
    isDevelopment: flag,
    createdAt: moment,
    finishedAt: moment,
  })
  .transform((row): Model => row);

/** The reply to a created model (§7.3); flat. */
export const createdModel = z
  .object({ modelId: id, status: status(UNKNOWN), signedUrl: text })
  .transform((row): CreatedModel => row);
