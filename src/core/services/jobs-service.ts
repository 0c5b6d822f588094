import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { ExportRequest, PhotoFailure } from '#shared/jobs.ts';
import { parseTemplate } from '../exports/template.ts';
import { fetchesRemoved } from '../jobs/job-steps.ts';
import type { JobRequest } from '../jobs/job-table.ts';
import { type Jobs, labelOfSync, type PhotoRequest } from '../jobs/jobs.ts';
import { expiringModels } from '../library/expiring.ts';
import { EVERYBODY } from '../library/scope.ts';
import type { Clock, Desktop } from '../ports.ts';
import { online } from '../session/online.ts';
import { workOf } from '../session/place.ts';
import type { DeskSession } from '../session/session.ts';
import type { ExportFolders } from './export-folders.ts';
import { failedInvites, inviteFailures } from './invite-failures.ts';
import { jobsSnapshot } from './jobs-snapshot.ts';

/** Long work: starting it, steering it, and doing it again. */
export function jobsService(
  session: DeskSession,
  desktop: Desktop,
  clock: Clock,
  folders: ExportFolders,
): Api['jobs'] {
  const jobs = (): Jobs => workOf(session.place()).jobs;

  return {
    async list() {
      const { jobs: list, budget } = jobsSnapshot(session);
      return { jobs: list, budget };
    },

    sync: async ({ full }) => jobs().sync(full),
    download: async ({ label, ...request }) =>
      jobs().add({ kind: 'download', label, ...request }, label),
    async downloadExpiring({ label }) {
      const modelIds = expiringModels(session.place().library.db, clock.now());
      if (modelIds.length === 0) {
        throw new AppError('not_found', 'No photo that is not here nears 30 days any more.');
      }
      const scope = { ...EVERYBODY, modelIds };
      const choice = { selection: 'all', variant: 'main' } as const;
      return jobs().add({ kind: 'download', label, scope, ...choice }, label);
    },
    async export(request) {
      folders.require(request.options.to);
      parseTemplate(request.options.template);
      return jobs().add({ kind: 'export', ...request }, request.label);
    },

    pause: async ({ jobId }) => jobs().pause(jobId),
    resume: async ({ jobId }) => jobs().resume(jobId),
    cancel: async ({ jobId }) => jobs().cancel(jobId),
    move: async ({ jobId, to }) => jobs().move(jobId, to),
    remove: async ({ jobId }) => jobs().remove(jobId),
    failures: async ({ jobId }) =>
      jobs().request(jobId).kind === 'invites'
        ? inviteFailures(session.place().library, jobId)
        : jobs().failures(jobId),

    async retryFailed({ jobId }) {
      const request = jobs().request(jobId);
      const label = labelOf(request);
      if (request.kind === 'invites') {
        return online(session, async ({ jobs: { invite } }) =>
          invite(failedInvites(session.place().library, jobId), label),
        );
      }
      if (request.kind !== 'download') return jobs().add(anew(jobs(), jobId), label);
      const failures = jobs().failures(jobId);
      if (failures.length === 0) return jobs().add(request, label);
      const fetchRemoved = fetchesRemoved(request);
      return jobs().add({ ...request, scope: scopeOf(failures), fetchRemoved }, label);
    },

    again: async ({ jobId }) => jobs().add(anew(jobs(), jobId), labelOf(jobs().request(jobId))),

    async reveal({ jobId }) {
      const [first] = jobs().exports(jobId);
      if (!first) throw new AppError('not_found', 'This job has written nothing.');
      desktop.showItem(first.path);
    },
  };
}

/** The same request; an export replaces what this very job has written, and nothing else. */
function anew(jobs: Jobs, jobId: string): PhotoRequest {
  const request = jobs.request(jobId);
  if (request.kind === 'invites') {
    throw new AppError(
      'invalid_input',
      'Nobody is invited twice. Retry the lines that failed, or send a new list.',
    );
  }
  if (request.kind !== 'export' || jobs.exports(jobId).length === 0) return request;
  const options: ExportRequest['options'] = { ...request.options, overwrite: true };
  return { ...request, options };
}

function labelOf(request: JobRequest): string {
  return request.kind === 'sync' ? labelOfSync(request.full) : request.label;
}

/** The failed photos, and all of the sessions that could not be listed. */
function scopeOf(failures: readonly PhotoFailure[]): Scope {
  const photos = failures.flatMap(({ modelId, photoId }) =>
    photoId === null ? [] : [{ modelId, photoId }],
  );
  const modelIds = failures.flatMap(({ modelId, photoId }) => (photoId === null ? modelId : []));
  return { ...EVERYBODY, photos, modelIds };
}
