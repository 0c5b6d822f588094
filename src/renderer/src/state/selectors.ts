import type { Job } from '#shared/jobs.ts';
import type { Session } from '#shared/window.ts';
import type { Mirrors } from './mirrors.ts';

/** The session while there is an organization, else null. */
export function connectedSession({
  session,
}: Mirrors): Extract<Session, { state: 'connected' }> | null {
  return session?.state === 'connected' ? session : null;
}

/** Whether HeadshotPro cannot be asked now: no answer, or no key. */
export function isOffline(mirrors: Mirrors): boolean {
  const session = connectedSession(mirrors);
  return session !== null && !(session.online && session.hasKey);
}

/** The job that mirrors the organization at this moment, or null. */
export function runningSync({ jobs }: Mirrors): Job | null {
  return (
    jobs.jobs.find(
      ({ kind, state }) => kind === 'sync' && (state === 'running' || state === 'waiting'),
    ) ?? null
  );
}

/** A team's name, as it is in the summary; null for an unknown id. */
export function teamName({ summary }: Mirrors, teamId: string): string | null {
  return summary?.teams.find((team) => team.id === teamId)?.name ?? null;
}
