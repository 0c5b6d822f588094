import type { Invite, LinkedPhoto, Model } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import type { RemovalTarget } from '#shared/organization.ts';
import { FOR_A_PERSON, type HeadshotProApi } from '../headshotpro/api.ts';
import { isGone } from '../invites/invite-status.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';
import type { RereadPorts } from './reread.ts';

/** What HeadshotPro has now of what is to be removed. */
export interface RemovalSubject {
  target: RemovalTarget;
  email: string | null;
  /** Null for a session. */
  invite: Invite | null;
  models: { model: Model; photos: LinkedPhoto[] }[];
}

/**
 * Asks HeadshotPro for all that goes with a target: of an invite everything of its person, of a session
 * that alone. Throws `not_found` for what it does not know and `already_deleted` for what is gone.
 */
export async function askSubject(
  target: RemovalTarget,
  { api, library }: RereadPorts,
): Promise<RemovalSubject> {
  if (target.kind === 'model') {
    const model = await api.models.get(target.modelId, FOR_A_PERSON);
    if (model === null) throw unknown('session');
    if (model.status === 'deleted') throw gone('session');
    return { target, email: model.email, invite: null, models: await withPhotos(api, [model]) };
  }
  const invite = await api.invites.get(target.email, FOR_A_PERSON);
  if (invite === null) throw unknown('invite');
  if (isGone(invite.status)) throw gone('invite');
  const models = await modelsOf(invite, api, library.db);
  return { target, email: invite.email, invite, models: await withPhotos(api, models) };
}

/**
 * Every session of the person an invite led to. HeadshotPro deletes them all, and names one of them: the
 * others are found by their address and their user.
 */
async function modelsOf(invite: Invite, api: HeadshotProApi, db: Database): Promise<Model[]> {
  const key = emailKey(invite.email);
  const known = new Set(knownModels(db, invite));
  const all = (await Array.fromAsync(api.models.list({}, FOR_A_PERSON))).filter(
    ({ status }) => status !== 'deleted',
  );
  const named = all.filter(({ id, email }) => known.has(id) || emailKey(email) === key);
  const users = new Set(named.flatMap(({ uid }) => uid ?? []));
  return all.filter(
    (model) => named.includes(model) || (model.uid !== null && users.has(model.uid)),
  );
}

function knownModels(db: Database, { email, modelId }: Invite): string[] {
  const rows = db.all<{ id: string }>(
    `SELECT models.id FROM people JOIN models ON models.person_id = people.id
     WHERE lower(people.email) = :email
     UNION SELECT model_id FROM members
     WHERE lower(email) = :email AND gone_at IS NULL AND model_id IS NOT NULL`,
    { email: emailKey(email) },
  );
  return [...rows.map(({ id }) => id), ...(modelId === null ? [] : [modelId])];
}

function withPhotos(api: HeadshotProApi, models: readonly Model[]) {
  return Promise.all(
    models.map(async (model) => ({ model, photos: await photosOf(api, model.id) })),
  );
}

async function photosOf(api: HeadshotProApi, modelId: string): Promise<LinkedPhoto[]> {
  try {
    const listed = await Array.fromAsync(
      api.photos.list(modelId, { include: 'all' }, FOR_A_PERSON),
    );
    return listed.filter(({ photo }) => photo.status !== 'deleted');
  } catch (error) {
    if (isAppError(error, 'not_found')) return [];
    throw error;
  }
}

function unknown(what: string): AppError {
  return new AppError('not_found', `HeadshotPro does not know this ${what}. Nothing was done.`);
}

function gone(what: string): AppError {
  return new AppError('already_deleted', `This ${what} was removed before. Nothing was done.`);
}
