import type { Job } from '#shared/jobs.ts';
import type { Session, Settings } from '#shared/window.ts';
import type { Clock, Log } from './ports.ts';
import { redact } from './redact.ts';

/** How many lines of the log a report holds. */
const LINES = 200;

/** A {@link Log} that passes everything on and remembers the latest, for a report. */
export interface RememberingLog extends Log {
  latest(): string[];
}

export function createRememberingLog(log: Log, clock: Pick<Clock, 'now'>): RememberingLog {
  const lines: string[] = [];
  const write =
    (level: 'debug' | 'warn' | 'error') => (message: string, facts?: Record<string, unknown>) => {
      const time = new Date(clock.now()).toISOString();
      const told = facts === undefined ? '' : ` ${JSON.stringify(facts)}`;
      lines.push(redact(`${time} ${level} ${message}${told}`));
      if (lines.length > LINES) lines.shift();
      log[level](message, facts);
    };
  return {
    debug: write('debug'),
    warn: write('warn'),
    error: write('error'),
    latest: () => [...lines],
  };
}

/** What this program is, runs on and has done lately: text for a report, without secrets. */
export function reportText(facts: {
  about: Record<string, string>;
  session: Session;
  settings: Settings;
  numbers: Record<string, number>;
  jobs: readonly Job[];
  log: readonly string[];
}): string {
  const { about, session, settings, numbers, jobs, log } = facts;
  const connection =
    session.state === 'welcome'
      ? 'not connected'
      : [
          session.demo ? 'demo' : 'connected',
          session.online ? 'online' : 'offline',
          session.hasKey ? 'key at hand' : 'no key',
          `key kept: ${session.keyStorage.kind}`,
          session.problem ? `problem: ${session.problem.code}` : 'no problem',
        ].join(', ');
  const section = (title: string, lines: readonly string[]) => [
    `## ${title}`,
    ...(lines.length > 0 ? lines : ['none']),
    '',
  ];
  return [
    '# Headshot Desk',
    '',
    ...section('About', fieldLines(about)),
    ...section('Connection', [connection]),
    ...section('Settings', fieldLines({ ...settings })),
    ...section('Library', fieldLines(numbers)),
    ...section('Jobs', jobs.map(jobLine)),
    ...section('Log', log),
  ].join('\n');
}

function fieldLines(fields: Record<string, unknown>): string[] {
  return Object.entries(fields).map(([name, value]) => `${name}: ${String(value)}`);
}

/** Without its label, which may name a person. */
function jobLine({ kind, state, phases, failed, error, createdAt }: Job): string {
  const counts = phases.map(({ phase, done, total }) => `${phase} ${done}/${total ?? '?'}`);
  const why = error ? `, ${error.code}` : '';
  return `${createdAt} ${kind} ${state}${why}: ${counts.join(', ')}; ${failed} failed`;
}
