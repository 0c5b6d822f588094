import { createWhitelabelModel } from '#core/organization/whitelabel.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count, table } from '../format.ts';
import { findTeam } from '../scope.ts';

/** `models list`: every session as HeadshotPro has it now. */
export async function listModels(
  { connected, terminal, signal }: CliContext,
  { status, team }: { status?: string; team?: string },
): Promise<number> {
  return connected(async ({ api, organization }) => {
    const teamId =
      team === undefined || team === UNASSIGNED ? undefined : findTeam(organization.teams, team);
    const filter = { ...(status !== undefined && { status }), ...(teamId && { teamId }) };
    const all = await Array.fromAsync(api.models.list(filter, { signal }));
    const models = team === UNASSIGNED ? all.filter((model) => model.teamId === null) : all;
    terminal.json({ models });
    const rows = models.map((model) => [
      model.title ?? '–',
      model.email ?? '–',
      model.teamName ?? '–',
      model.isDevelopment ? `${model.status}, a test` : model.status,
      model.finishedAt?.slice(0, 10) ?? '–',
      model.id,
    ]);
    const head = ['Name', 'E-mail', 'Team', 'Status', 'Finished', 'Id'];
    for (const line of table([head, ...rows])) terminal.say(line);
    terminal.say(count(models.length, 'session'));
    return EXIT.done;
  });
}

/** `models show`: one session, with how many photos it has and which is the favorite. */
export async function showModel(
  { connected, terminal, signal }: CliContext,
  modelId: string,
): Promise<number> {
  return connected(async ({ api }) => {
    const model = await api.models.get(modelId, { signal });
    if (model === null) {
      throw new AppError('not_found', `HeadshotPro has no session ${modelId}.`);
    }
    const photos = await orNone(Array.fromAsync(api.photos.list(modelId, {}, { signal })), []);
    const favorite = await orNone(api.photos.favorite(modelId, { signal }), null);
    const favoritePhotoId = favorite?.photo.id ?? null;
    terminal.json({ model, photos: photos.length, favoritePhotoId });
    terminal.say(`${model.title ?? model.email ?? model.id}  ${model.id}`);
    if (model.email) terminal.say(`E-mail    ${model.email}`);
    terminal.say(`Team      ${model.teamName ?? '–'}`);
    terminal.say(`Status    ${model.status}${model.isDevelopment ? ', a test' : ''}`);
    terminal.say(`Begun     ${model.createdAt ?? '–'}`);
    terminal.say(`Finished  ${model.finishedAt ?? '–'}`);
    terminal.say(`Photos    ${photos.length}`);
    terminal.say(`Favorite  ${favoritePhotoId ?? '–'}`);
    return EXIT.done;
  });
}

/** `models create`: makes a session; its link is printed this once. */
export async function createModel(
  context: CliContext,
  email: string,
  options: { team?: string; development?: boolean; version?: 'lora' | 'one-shot' },
): Promise<number> {
  const { terminal } = context;
  return context.online(async ({ library }, { api, organization }) => {
    library.mirror.begin(organization);
    const { team, development = false, version = null } = options;
    const teamId = team === undefined ? null : findTeam(organization.teams, team);
    const wanted = { email, teamId, isDevelopment: development, version };
    const made = await createWhitelabelModel(wanted, { api, library });
    terminal.json(made);
    terminal.say(`Session ${made.modelId} is made for ${email}.`);
    if (made.signedUrl === null) terminal.complain('HeadshotPro gave no link that starts it.');
    else {
      terminal.say('Its link starts the session for whoever has it. It is shown this once:');
      terminal.say(made.signedUrl);
    }
    return EXIT.done;
  });
}

/** A session that is gone has no photos to list. */
async function orNone<T>(asked: Promise<T>, none: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error, 'not_found')) return none;
    throw error;
  }
}
