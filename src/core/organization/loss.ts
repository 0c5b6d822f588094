import type { Loss } from '#shared/organization.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';
import type { RemovalSubject } from './removal-subject.ts';

/** Statuses after which no more photos come. */
const ENDED = ['active', 'failed', 'deleted'];

/** What removing a subject destroys; `kept`: how many of its photos are here. */
export function lossOf(subject: RemovalSubject, kept: number, db: Database): Loss {
  const { target, invite } = subject;
  const known = findPerson(db, subject);
  const models = subject.models.map(({ model, photos }) => ({
    id: model.id,
    title: model.title,
    status: model.status,
    photos: photos.length,
  }));
  const [first] = subject.models;
  const email = subject.email ?? known?.email ?? null;
  const named = known?.name ?? first?.model.title ?? email;
  const person = named ?? (target.kind === 'model' ? target.modelId : target.email);
  const photos = models.reduce((sum, model) => sum + model.photos, 0);
  const loss: Omit<Loss, 'consequences'> = {
    target,
    person,
    email,
    teamName: known?.teamName ?? invite?.teamName ?? first?.model.teamName ?? null,
    personId: known?.id ?? null,
    models,
    photos,
    stored: kept,
    missing: photos - kept,
    refund: invite?.status === 'pending' && models.length === 0,
    confirmation: person,
  };
  return { ...loss, consequences: consequencesOf(loss) };
}

interface KnownPerson {
  id: string;
  name: string | null;
  email: string | null;
  teamName: string | null;
}

function findPerson(db: Database, { email, models }: RemovalSubject): KnownPerson | undefined {
  return db.get<KnownPerson>(
    `SELECT people.id, people.name, people.email, teams.name AS teamName
     FROM people LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
     WHERE people.id IN (SELECT person_id FROM models
         WHERE models.id IN (SELECT value FROM json_each(:models)))
       OR lower(people.email) = :email
     ORDER BY people.member_id IS NULL LIMIT 1`,
    { models: JSON.stringify(models.map(({ model }) => model.id)), email: emailKey(email) },
  );
}

function consequencesOf(loss: Omit<Loss, 'consequences'>): string[] {
  const { models, refund } = loss;
  return [
    loss.target.kind === 'model' ? ofSession(loss) : ofInvite(loss),
    ...(models.some(({ status }) => !ENDED.includes(status))
      ? ['A session is still under way: its photos are lost before anybody has seen them.']
      : []),
    ...ofPhotos(loss),
    refund
      ? 'Nobody has used the invite: its credit can be used again.'
      : 'No credit comes back: HeadshotPro gives it back only for an invite that nobody has used.',
    'This cannot be undone.',
  ];
}

function ofInvite({ person, models }: Omit<Loss, 'consequences'>): string {
  if (models.length === 0) {
    return `The invite of ${person} is withdrawn: its link no longer works, and HeadshotPro deletes the account if there is one.`;
  }
  const sessions = models.length === 1 ? 'the session' : `all ${models.length} sessions`;
  return `HeadshotPro deletes the account of ${person} and ${sessions} with every photo, not only the invite.`;
}

function ofSession({ person }: Omit<Loss, 'consequences'>): string {
  return `HeadshotPro deletes this session of ${person} with every photo.`;
}

function ofPhotos({ photos, missing }: Omit<Loss, 'consequences'>): string[] {
  if (photos === 0) return ['HeadshotPro has no photos of it.'];
  const all = photos === 1 ? 'The photo is' : `All ${photos} photos are`;
  if (missing === 0) {
    return [`${all} on this computer, in every full size that HeadshotPro offers, and will stay.`];
  }
  const some = photos === 1 ? 'The photo is' : `${missing} of the ${photos} photos are`;
  return [
    `${some} not on this computer in every full size that HeadshotPro offers, and would be lost for good. Download first.`,
  ];
}
