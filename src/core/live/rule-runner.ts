import type { ErrorData } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { WatchRule } from '#shared/live.ts';
import type { Served } from '../jobs/job-table.ts';
import type { Jobs, PhotoRequest } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import type { Clock, Desktop, Log } from '../ports.ts';
import { createRuleTable } from './rule-table.ts';
import { labelOf, noticeOf } from './rule-words.ts';
import { isFinal, isThere, markServed, scopeOfSubjects, unservedSubjects } from './subjects.ts';

/** What a rule works with. */
export interface RulePlace {
  library: Library;
  jobs: Jobs;
}

/** After a failure a rule waits, twice as long each time. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** Follows the window's rules: a job for those whom a rule has not served, then a word about it. */
export class RuleRunner {
  readonly #clock: Pick<Clock, 'elapsed'>;
  readonly #desktop: Pick<Desktop, 'notify'>;
  readonly #log: Log;
  /** Rules that failed, and until when they wait. */
  readonly #waits = new Map<string, { untilMs: number; waitMs: number }>();

  constructor(ports: {
    clock: Pick<Clock, 'elapsed'>;
    desktop: Pick<Desktop, 'notify'>;
    log: Log;
  }) {
    this.#clock = ports.clock;
    this.#desktop = ports.desktop;
    this.#log = ports.log;
  }

  /** Starts a job for each rule that has somebody to serve, and whose team is there. Whether it did. */
  run(place: RulePlace): boolean {
    const table = createRuleTable(place.library);
    let changed = false;
    for (const { rule } of table.all()) {
      if (!rule.enabled || this.#isWaiting(rule.id)) continue;
      if (!isThere(place.library.db, rule.teamId)) continue;
      if (this.#start(place, rule)) changed = true;
    }
    return changed;
  }

  /** Takes down what a job has done for its rule. Whether it was one of a rule. */
  ended({ library, jobs }: RulePlace, job: Job): boolean {
    const request = jobs.request(job.id);
    const served = 'serves' in request ? request.serves : undefined;
    if (!served) return false;
    const table = createRuleTable(library);
    const kept = table.get(served.ruleId);
    // Deleted meanwhile.
    if (!kept) return true;
    const { done, problem } = this.#outcome(jobs, job, served);
    markServed(
      library.db,
      served.ruleId,
      done.map(({ key }) => key),
      library.now(),
    );
    table.ran(served.ruleId, problem);
    if (problem) this.#wait(served.ruleId);
    else this.#waits.delete(served.ruleId);
    if (done.length > 0 && kept.rule.notify) this.#tell(kept.rule, done);
    return true;
  }

  /** A rule that was changed is tried at once: a job of its old self that waits for somebody makes room. */
  forgive({ jobs }: Pick<RulePlace, 'jobs'>, ruleId: string): void {
    this.#waits.delete(ruleId);
    for (const { id } of stuckJobs(jobs).filter((stuck) => stuck.ruleId === ruleId)) {
      jobs.cancel(id);
      jobs.remove(id);
    }
  }

  #start({ library, jobs }: RulePlace, rule: WatchRule): boolean {
    const { db } = library;
    const own = jobs.list().filter(({ id }) => servedBy(jobs, id) === rule.id);
    // One at a time; a failed one makes room for the next.
    if (own.some(({ endedAt }) => endedAt === null)) return false;
    const subjects = unservedSubjects(db, rule);
    if (subjects.length === 0) return false;
    for (const { id, state } of own) if (state === 'failed') jobs.remove(id);
    jobs.add(requestOf(library, rule, subjects), labelOf(db, rule, subjects));
    return true;
  }

  /** Whom the job has served, and what went wrong. */
  #outcome(jobs: Jobs, job: Job, { subjects }: Served) {
    if (job.state !== 'done') return { done: [], problem: job.error };
    const failures = jobs.failures(job.id).filter(({ code }) => !isFinal(code));
    const failed = new Set(failures.map(({ modelId }) => modelId));
    const done = subjects.filter(({ modelId }) => !failed.has(modelId));
    const [first] = failures;
    if (!first) return { done, problem: null };
    const message = `${failures.length} photo${failures.length === 1 ? '' : 's'} could not be had, and will be tried again. ${first.message}`;
    return { done, problem: { code: first.code, message } };
  }

  #isWaiting(ruleId: string): boolean {
    return this.#clock.elapsed() < (this.#waits.get(ruleId)?.untilMs ?? 0);
  }

  #wait(ruleId: string): void {
    const before = this.#waits.get(ruleId)?.waitMs;
    const waitMs = before === undefined ? FIRST_WAIT_MS : Math.min(before * 2, LONGEST_WAIT_MS);
    this.#waits.set(ruleId, { untilMs: this.#clock.elapsed() + waitMs, waitMs });
  }

  #tell(rule: WatchRule, done: Served['subjects']): void {
    const { title, body } = noticeOf(rule, done);
    try {
      this.#desktop.notify(title, body);
    } catch (error) {
      this.#log.warn('a notification could not be shown', { error: String(error) });
    }
  }
}

/** Jobs of rules that wait for somebody, and why: their folder or the disk lets nothing in. */
export function stuckJobs(jobs: Jobs): { id: string; ruleId: string; error: ErrorData }[] {
  return jobs.list().flatMap(({ id, state, error }) => {
    const ruleId = state === 'paused' && error !== null ? servedBy(jobs, id) : undefined;
    return ruleId === undefined || error === null ? [] : [{ id, ruleId, error }];
  });
}

function servedBy(jobs: Jobs, jobId: string): string | undefined {
  const request = jobs.request(jobId);
  return 'serves' in request ? request.serves?.ruleId : undefined;
}

function requestOf({ db }: Library, rule: WatchRule, subjects: Served['subjects']): PhotoRequest {
  const { selection, variant, template, to } = rule;
  const scope = scopeOfSubjects(subjects);
  const label = labelOf(db, rule, subjects);
  const serves = { ruleId: rule.id, subjects };
  if (to === null) {
    const fetchRemoved = true;
    return { kind: 'download', scope, selection, variant, label, fetchRemoved, serves };
  }
  const options = { scope, selection, variant, template, to, overwrite: false };
  return {
    kind: 'export',
    options: { ...options, layout: 'folder' },
    label,
    offline: false,
    serves,
  };
}
