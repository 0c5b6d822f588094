import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { askOrganization } from '#core/invites/ask-organization.ts';
import { isGone } from '#core/invites/invite-status.ts';
import { readSource } from '#core/invites/read-source.ts';
import { replaceEarlier, sendOutside } from '#core/jobs/send-outside.ts';
import { asLibraryError } from '#core/library/library-errors.ts';
import { createTeam } from '#core/organization/teams.ts';
import { AppError } from '#shared/errors.ts';
import type { InviteList, SendResult } from '#shared/invites.ts';
import type { CliContext } from '../context.ts';
import { EXIT, exitStatusOf } from '../exit-status.ts';
import { count } from '../format.ts';
import { findTeam } from '../scope.ts';
import { type InvitePlan, planInvites, planToJson, sayPlan, withRealTeams } from './invite-plan.ts';

export interface SendCsvOptions {
  team?: string;
  createTeams?: boolean;
  dryRun?: boolean;
  skipProblems?: boolean;
  apiKeyStdin?: boolean;
}

/** `invites send-csv`: checks a list, says what is wrong with which line, and sends the rest. */
export async function sendCsv(
  context: CliContext,
  file: string,
  options: SendCsvOptions,
): Promise<number> {
  const { terminal, signal } = context;
  const list = await readList(context, file, options);
  const plan = async (
    api: Parameters<typeof askOrganization>[0],
    teams: Parameters<typeof findTeam>[0],
  ) => {
    const teamId = options.team === undefined ? null : findTeam(teams, options.team);
    const organization = await askOrganization(api, signal);
    return planInvites(list, organization, { teamId, createTeams: options.createTeams ?? false });
  };
  if (options.dryRun) {
    return context.connected(async ({ api, organization }) => {
      const planned = await plan(api, organization.teams);
      terminal.json(planToJson(planned));
      sayPlan(terminal, planned);
      return holdsBack(planned, options) ? EXIT.usage : EXIT.done;
    });
  }
  return context.online(async (workspace, { api, organization }) => {
    const { library, invites } = workspace;
    library.mirror.begin(organization);
    let planned = await plan(api, organization.teams);
    sayPlan(terminal, planned);
    if (holdsBack(planned, options)) {
      terminal.json({ ...planToJson(planned), ...sentToJson([]) });
      terminal.complain(
        'Nothing was sent. Correct these lines, or add --skip-problems to invite the others.',
      );
      return EXIT.usage;
    }
    const made = new Map<string, string>();
    for (const { id, name } of planned.newTeams) {
      made.set(id, (await createTeam(name, { api, library })).id);
      terminal.note(`Team ${name} is made.`);
    }
    planned = withRealTeams(planned, made);
    replaceEarlier(workspace, planned.toSend, standing(planned.invited));
    if (planned.toSend.length === 0) {
      terminal.json({ ...planToJson(planned), ...sentToJson([]) });
      terminal.say('There is nobody left to invite.');
      return EXIT.done;
    }
    const label = file === '-' ? 'Standard input' : (file.split(/[\\/]/).at(-1) ?? file);
    const run = { label, signal, onProgress: terminal.progress };
    const { jobId, halted } = await sendOutside(workspace, planned.toSend, run);
    terminal.settle();
    const results = invites.table.results(jobId, null, { offset: 0, limit: -1 });
    const error = halted && { error: { code: halted.code, message: halted.message } };
    terminal.json({ ...planToJson(planned), ...sentToJson(results), ...error });
    return sayResults(context, results, halted);
  });
}

/** Whether problems keep everything back. */
function holdsBack({ problems }: InvitePlan, { skipProblems }: SendCsvOptions): boolean {
  return problems.length > 0 && !skipProblems;
}

async function readList(
  { world, path }: CliContext,
  file: string,
  { apiKeyStdin }: SendCsvOptions,
): Promise<InviteList> {
  if (file === '-' && apiKeyStdin) {
    throw new AppError(
      'invalid_input',
      'Standard input cannot give both the key and the list. Name a file, or set the key in the environment.',
    );
  }
  const bytes =
    file === '-' ? await buffer(world.stdin) : await readFile(path(file)).catch(explained(file));
  const list = readSource({ base64: bytes.toString('base64') });
  if (list.lines.length > 0) return list;
  throw new AppError('invalid_input', 'There is nobody in this list.');
}

function explained(file: string) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT') throw new AppError('not_found', `There is no file ${file}.`);
    throw asLibraryError(error, file);
  };
}

function standing(invited: ReadonlyMap<string, string>): Set<string> {
  return new Set([...invited].flatMap(([email, status]) => (isGone(status) ? [] : [email])));
}

function sentToJson(results: readonly SendResult[]) {
  const of = (state: SendResult['state']) => results.filter((result) => result.state === state);
  return {
    sent: of('sent').length,
    already: of('already').length,
    left: of('queued').length + of('unknown').length,
    failed: of('failed').map(({ line, email, error }) => ({ line, email, ...error })),
  };
}

function sayResults(
  { terminal }: CliContext,
  results: readonly SendResult[],
  halted: AppError | null,
): number {
  const { sent, already, left, failed } = sentToJson(results);
  const before = already > 0 ? `, ${already} had an invite already` : '';
  terminal.say(`${count(sent, 'invite')} sent${before}.`);
  for (const { line, email, message } of failed) {
    terminal.complain(`line ${line}, ${email}: ${message}`);
  }
  if (halted) {
    terminal.complain(halted.message);
    terminal.complain(
      `${count(left, 'person is', 'people are')} left: run the same command again.`,
    );
    return exitStatusOf(halted.code);
  }
  return failed.length > 0 ? EXIT.somePhotosFailed : EXIT.done;
}
