import { AppError, isAppError } from '#shared/errors.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';
import type { InviteLinks } from '../invites/invite-links.ts';
import { indexPeopleInTurns } from '../library/people-index.ts';
import { assertConfirmed } from './confirmation.ts';
import { createHistory } from './history.ts';
import { keptPhotos } from './kept-photos.ts';
import { lossOf } from './loss.ts';
import { askSubject, type RemovalSubject } from './removal-subject.ts';
import { remove } from './remove.ts';
import { type RereadPorts, rereadIfPossible } from './reread.ts';

/** What a removal works with. */
export interface RemovalPorts extends RereadPorts {
  links: InviteLinks;
}

/** What a person agreed to. */
export interface Agreement {
  confirmation: string;
  /** Whether photos may be lost that are not here. */
  losePhotos: boolean;
}

/** What removing a target would destroy, as HeadshotPro and the files on disk are now. */
export async function previewRemoval(target: RemovalTarget, ports: RemovalPorts): Promise<Loss> {
  return assess(await askSubject(target, ports), ports);
}

/**
 * Takes all that would be lost into the library's lists, so that it can be downloaded: its photos, by
 * what they are. Throws `invalid_input` where everything is here.
 */
export async function photosAtRisk(target: RemovalTarget, ports: RemovalPorts) {
  const { library } = ports;
  const subject = await askSubject(target, ports);
  const loss = await assess(subject, ports);
  if (loss.missing === 0) {
    throw new AppError(
      'invalid_input',
      'Everything that would be lost is on this computer already.',
    );
  }
  library.mirror.models(subject.models.map(({ model }) => model));
  await indexPeopleInTurns(library.db);
  for (const { model, photos } of subject.models) {
    const listed = photos.map(({ photo }) => photo);
    library.mirror.photos(model.id, listed, null);
  }
  const photos = subject.models.flatMap(({ model, photos: all }) =>
    all.map(({ photo }) => ({ modelId: model.id, photoId: photo.id })),
  );
  return { loss, photos };
}

/**
 * Revokes an invite or deletes a session, after everything was looked at once more: see
 * {@link Agreement}. What is gone by now counts as done. The local photos stay. `consequences` of what it
 * gives are only what came to light on the way.
 */
export async function carryOutRemoval(
  target: RemovalTarget,
  agreement: Agreement,
  ports: RemovalPorts,
): Promise<Loss> {
  const { api, library, links } = ports;
  const subject = await askSubject(target, ports).catch((error: unknown) => {
    if (isAppError(error, 'not_found', 'already_deleted') && isKnown(target, ports)) return null;
    throw error;
  });
  const loss = subject ? await assess(subject, ports) : nothingLeft(target);
  if (subject) assertAgreed(loss, agreement);
  const kind = target.kind === 'invite' ? 'invite.revoke' : 'model.delete';
  const outcome = await createHistory(library).record(
    { kind, subject: subjectOf(loss) },
    async () => (subject ? remove(target, api) : 'already'),
    (result) => (result === 'already' ? GONE_BEFORE : detailOf(loss)),
  );
  if (target.kind === 'invite') links.forget(target.email);
  const lost = subject ? loss.models.map(({ id }) => id) : targetModels(target);
  for (const id of lost) library.mirror.modelGone(id);
  const touched = { credits: true, invites: true, members: true, models: lost };
  const followed = await rereadIfPossible(ports, touched);
  if (!followed) await indexPeopleInTurns(library.db);
  const said = [
    ...(outcome === 'already' ? [GONE_BEFORE] : []),
    ...(followed ? [] : [NOT_FOLLOWED]),
  ];
  // Whoever else removed it got what there was to get.
  return { ...loss, ...(outcome === 'already' && { refund: null }), consequences: said };
}

async function assess(subject: RemovalSubject, { library }: RemovalPorts): Promise<Loss> {
  const photos = subject.models.flatMap((each) => each.photos);
  const kept = await keptPhotos(library, photos);
  return lossOf(subject, kept.length, library.db);
}

function assertAgreed(loss: Loss, { confirmation, losePhotos }: Agreement): void {
  assertConfirmed(confirmation, loss.confirmation);
  if (loss.missing > 0 && !losePhotos) {
    throw new AppError(
      'photos_at_risk',
      `${loss.missing} of ${loss.photos} photos are not on this computer and would be lost for good. Download them first. Nothing was done.`,
    );
  }
}

const GONE_BEFORE = 'It was gone at HeadshotPro already.';
const NOT_FOLLOWED =
  'It is done, but the lists could not be read again. Sync to see them as they are.';

function subjectOf({ person, email }: Loss): string {
  return email === null || email === person ? person : `${person} (${email})`;
}

function detailOf({ models, photos, missing, refund }: Loss): string {
  const sessions = models.length === 1 ? '1 session' : `${models.length} sessions`;
  const kept = missing === 0 ? 'all of them kept here' : `${missing} of them lost`;
  const lost = models.length === 0 ? 'Nothing was lost' : `${sessions}, ${photos} photos, ${kept}`;
  return `${lost}. ${refund ? 'The credit came back.' : 'No credit came back.'}`;
}

/** Whether the library has heard of it: a wrong address is not something that is gone. */
function isKnown(target: RemovalTarget, { library }: RemovalPorts): boolean {
  const sql =
    target.kind === 'invite'
      ? 'SELECT 1 FROM invites WHERE email = lower(:key)'
      : 'SELECT 1 FROM models WHERE id = :key';
  const key = target.kind === 'invite' ? target.email : target.modelId;
  return library.db.get(sql, { key }) !== undefined;
}

function targetModels(target: RemovalTarget): string[] {
  return target.kind === 'model' ? [target.modelId] : [];
}

function nothingLeft(target: RemovalTarget): Loss {
  const person = target.kind === 'invite' ? target.email : target.modelId;
  return {
    target,
    person,
    email: target.kind === 'invite' ? target.email : null,
    teamName: null,
    personId: null,
    models: [],
    photos: 0,
    stored: 0,
    missing: 0,
    refund: null,
    confirmation: person,
    consequences: [GONE_BEFORE],
  };
}
