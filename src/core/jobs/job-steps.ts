import { AppError } from '#shared/errors.ts';
import type { ExportedTarget, Omission, Scope } from '#shared/export.ts';
import type { JobFailure } from '#shared/jobs.ts';
import type { OnProgress, Phase } from '#shared/progress.ts';
import type { Workspace } from '../core.ts';
import type { FailedTransfer } from '../downloads/transfer-table.ts';
import type { Database } from '../library/database.ts';
import { EVERYBODY } from '../library/scope.ts';
import type { SyncReport } from '../sync/sync.ts';
import type { JobRequest, Served } from './job-table.ts';
import { sendInvites } from './send-step.ts';
import { syncNotes } from './sync-notes.ts';

/** What a step works with. */
export interface StepContext {
  jobId: string;
  workspace: Workspace;
  signal: AbortSignal;
  onProgress: OnProgress;
  /** The export has written before: what it finds at its targets is its own. */
  hasWritten: boolean;
  /** Told before an export begins to write. */
  onWriting(): void;
}

/** What a step came to. */
export interface StepResult {
  failures: JobFailure[];
  /** How many failed, where they are not among `failures`. */
  failed?: number;
  /** What HeadshotPro withheld, in sentences. */
  notes?: string[];
  exports?: ExportedTarget[];
}

/** One resumable part of a job: done again from its beginning when it was interrupted. */
export type Step = (context: StepContext) => Promise<StepResult>;

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
    case 'download': {
      const { scope, selection } = request;
      const sizes = request.everySize ? (['main', 'original'] as const) : [request.variant];
      // A person asked for these; whoever asks for whole teams wants what was removed to stay so.
      const fetchRemoved = scope.personIds.length + scope.photos.length > 0;
      return [
        (context) => listFor(context, scope, selection, request.serves),
        ...sizes.map(
          (variant): Step =>
            async (context) => {
              const wanted = { scope, selection, variant, fetchRemoved };
              return { failures: await fetch(context, wanted) };
            },
        ),
      ];
    }
    case 'export': {
      const { options } = request;
      const { scope, selection, variant } = options;
      const wanted = { scope, selection, variant, fetchRemoved: true };
      if (request.offline) return [(context) => pack(context, request)];
      return [
        (context) => listFor(context, scope, selection, request.serves),
        async (context) => {
          const { workspace, signal, hasWritten } = context;
          const overwrite = options.overwrite || hasWritten || request.serves !== undefined;
          // A file in the way must not be found only after an hour of downloading.
          await workspace.exports.assertPossible({ ...options, overwrite }, signal);
          await fetch(context, wanted);
          // The export itself lists what is missing, with the reason of each failed download.
          return { failures: [] };
        },
        (context) => pack(context, request),
      ];
    }
  }
}

/** Favorites come with the lists; ratings have to be listed anew, as nothing tells that they changed. */
async function listFor(
  context: StepContext,
  scope: Scope,
  selection: string,
  serves?: Served,
): Promise<StepResult> {
  const rated = selection === 'loved' || selection === 'liked';
  // Whoever found out that they are ready has listed them.
  if (serves) return listAnew(context, rated ? serves.subjects : []);
  const isFavorites = selection === 'favorites';
  return list(context, isFavorites ? { favoritesOf: scope } : { photosOf: scope }, rated);
}

async function listAnew(
  { workspace, signal, onProgress }: StepContext,
  subjects: Served['subjects'],
): Promise<StepResult> {
  const news = subjects.map(({ modelId }) => ({ modelId, what: 'all' as const, favorite: false }));
  const { failed } = await workspace.updateModels(news, signal);
  const total = subjects.length;
  const counts = { done: total, total, bytes: 0, failed: failed.length };
  onProgress({ phase: 'list', label: 'photos', ...counts });
  return { failures: listingFailures(workspace.library.db, { failed }) };
}

async function list(
  { workspace, signal, onProgress }: StepContext,
  { photosOf, favoritesOf }: { photosOf?: Scope; favoritesOf?: Scope },
  full: boolean,
): Promise<StepResult> {
  const report = await workspace.sync({
    photosOf: photosOf ? () => photosOf : null,
    ...(favoritesOf && { favoritesOf: () => favoritesOf }),
    full,
    signal,
    onProgress: (progress) => {
      // How many sessions there are to list is known only once the lists of people are in.
      if (progress.label === 'photos') onProgress(progress);
      else onProgress({ ...progress, done: 0, total: null });
    },
  });
  const { db } = workspace.library;
  return { failures: listingFailures(db, report), notes: syncNotes(db, report) };
}

async function fetch(
  { workspace, signal, onProgress }: StepContext,
  wanted: JobRequestChoice & { fetchRemoved: boolean },
): Promise<JobFailure[]> {
  const { downloads, exports } = workspace;
  const { fetchRemoved, ...within } = wanted;
  const { scope, ...choice } = within;
  await exports.checkPresence(scope, choice, signal);
  signal.throwIfAborted();
  await downloads.enqueue(scope, choice, { fetchRemoved, signal });
  // Waiting for the network is the queue of jobs' business: no patience here.
  const { halted } = await downloads.run({ within, signal, onProgress, patienceMs: 0 });
  signal.throwIfAborted();
  if (halted) throw new AppError(halted.code, halted.message);
  return downloads.failures(within).map(transferFailure);
}

type JobRequestChoice = Pick<
  Extract<JobRequest, { kind: 'download' }>,
  'scope' | 'selection' | 'variant'
>;

async function pack(
  { workspace, signal, onProgress, hasWritten, onWriting }: StepContext,
  { options, serves }: Extract<JobRequest, { kind: 'export' }>,
): Promise<StepResult> {
  const hooks = { signal, onProgress, onWriting };
  const overwrite = options.overwrite || hasWritten;
  const report = serves
    ? await workspace.exports.add(options, hooks)
    : await workspace.exports.run({ ...options, overwrite }, hooks);
  if (report.asked === 0) {
    throw new AppError(
      'nothing_to_export',
      'There is no photo in this choice. Choose more people, or all photos.',
    );
  }
  const failures = report.failed.map(omissionFailure);
  return { failures, exports: report.exports };
}

function listingFailures(db: Database, { failed }: Pick<SyncReport, 'failed'>): JobFailure[] {
  return failed.map(({ modelId, code, message }) => {
    const owner = db.get<{ person: string; team: string | null }>(
      `SELECT COALESCE(people.name, people.email, models.id) AS person, teams.name AS team
       FROM models LEFT JOIN people ON people.id = models.person_id
       LEFT JOIN teams ON teams.id = people.team_id WHERE models.id = :modelId`,
      { modelId },
    );
    const { person = modelId, team = null } = owner ?? {};
    return { person, team, modelId, photoId: null, code, message };
  });
}

function transferFailure(failed: FailedTransfer): JobFailure {
  const { person, team, modelId, photoId, code, message } = failed;
  return { person, team, modelId, photoId, code, message };
}

function omissionFailure({ person, team, modelId, photoId, code, message }: Omission): JobFailure {
  return { person, team: team.name, modelId, photoId, code, message };
}
