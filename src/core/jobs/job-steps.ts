import type { Phase } from '#shared/progress.ts';
import { EVERYBODY } from '../library/scope.ts';
import { fetchChosen } from './fetch-step.ts';
import type { DownloadJob, JobRequest } from './job-table.ts';
import { list, listFor } from './list-step.ts';
import { assertPackable, pack } from './pack-step.ts';
import { sendInvites } from './send-step.ts';
import type { Step } from './step.ts';

/** The phases a job goes through, in order. */
export function phasesOf(request: JobRequest): Phase[] {
  if (request.kind === 'sync') return ['list'];
  if (request.kind === 'invites') return ['invite'];
  if (request.kind === 'download') return ['list', 'download'];
  return request.offline ? ['zip', 'verify'] : ['list', 'download', 'zip', 'verify'];
}

/** Whether a job can do nothing without HeadshotPro at this step. */
export function needsApi(request: JobRequest, step: number): boolean {
  if (request.kind !== 'export') return true;
  return !request.offline && step < 2;
}

/** What a job does, in order. */
export function stepsOf(request: JobRequest): Step[] {
  switch (request.kind) {
    case 'invites':
      return [sendInvites];
    case 'sync':
      return [(context) => list(context, { photosOf: EVERYBODY }, request.full)];
    case 'download':
      return downloadSteps(request);
    case 'export':
      return exportSteps(request);
  }
}

/** Whether a download brings back what was removed: whoever asks for whole teams wants it to stay so. */
export function fetchesRemoved({ scope, fetchRemoved }: DownloadJob): boolean {
  return fetchRemoved ?? scope.personIds.length + scope.photos.length > 0;
}

function downloadSteps(request: DownloadJob): Step[] {
  const { scope, selection, serves } = request;
  const sizes = request.everySize ? (['main', 'original'] as const) : [request.variant];
  const fetchRemoved = fetchesRemoved(request);
  return [
    (context) => listFor(context, scope, selection, serves),
    ...sizes.map(
      (variant): Step =>
        async (context) => ({
          failures: await fetchChosen(context, { scope, selection, variant }, fetchRemoved),
        }),
    ),
  ];
}

function exportSteps(request: Extract<JobRequest, { kind: 'export' }>): Step[] {
  if (request.offline) return [(context) => pack(context, request)];
  const { scope, selection, variant } = request.options;
  return [
    (context) => listFor(context, scope, selection, request.serves),
    async (context) => {
      await assertPackable(context, request);
      await fetchChosen(context, { scope, selection, variant }, true);
      // The export itself lists what is missing, with the reason of each failed download.
      return { failures: [] };
    },
    (context) => pack(context, request),
  ];
}
