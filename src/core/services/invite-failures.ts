import { AppError } from '#shared/errors.ts';
import type { InviteToSend } from '#shared/invites.ts';
import type { InviteFailure } from '#shared/jobs.ts';
import { createSendTable } from '../invites/send-table.ts';
import type { Library } from '../library/library.ts';

const ALL = { offset: 0, limit: -1 };

/** The lines of a list that failed, by the name that the list gave, else by address. */
export function inviteFailures(library: Library, jobId: string): InviteFailure[] {
  const teams = new Map(
    library.db
      .all<{ id: string; name: string }>('SELECT id, name FROM teams')
      .map(({ id, name }) => [id, name]),
  );
  return failed(library, jobId).map(({ email, name, teamId, error }) => ({
    person: name ?? email,
    team: teams.get(teamId ?? '') ?? null,
    email,
    code: error?.code ?? 'api_failed',
    message: error?.message ?? '',
  }));
}

/** The same lines, to be sent again. Throws `not_found` where none failed. */
export function failedInvites(library: Library, jobId: string): InviteToSend[] {
  const invites = failed(library, jobId).map(({ line, email, teamId, name, employeeId }) => {
    return { line, email, teamId, name, employeeId };
  });
  if (invites.length > 0) return invites;
  throw new AppError('not_found', 'Nothing of this list failed.');
}

function failed({ db, now }: Library, jobId: string) {
  return createSendTable(db, now).results(jobId, 'failed', ALL);
}
