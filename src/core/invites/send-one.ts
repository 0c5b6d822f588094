import { type AppError, isAppError, toErrorData } from '#shared/errors.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { neverSent } from '../headshotpro/network-error.ts';
import { withRetries } from '../headshotpro/retry.ts';
import type { Clock, Random } from '../ports.ts';
import type { InviteLinks } from './invite-links.ts';
import { isGone } from './invite-status.ts';
import type { Send, SendTable } from './send-table.ts';

/** What sending works with. */
export interface SendPorts {
  api: HeadshotProApi;
  table: SendTable;
  links: InviteLinks;
  clock: Clock;
  random: Random;
}

/**
 * Refusals that the next line would meet, too. HeadshotPro says them before it does anything, so the
 * line stays queued, for when what they speak of is put right.
 */
const EVERYBODYS = [
  'key_missing',
  'key_refused',
  'not_permitted',
  'insufficient_credits',
  'invite_limit',
  'rate_limited',
] as const;
/** Refusals of this one line. */
const OF_THE_LINE = ['invalid_input', 'not_found'] as const;

/** What becomes of a line that was sent. */
type Outcome = 'sent' | 'already' | 'failed';

/**
 * Sends one line that is queued, and asks before it tries again. A throw leaves it queued where nothing
 * can have come of it, else `unknown`: to be asked about before anything is sent again.
 */
export async function sendOne(send: Send, ports: SendPorts, signal: AbortSignal): Promise<Outcome> {
  const { table, clock, random } = ports;
  let doubtful: AppError | null = null;
  try {
    return await withRetries(
      async () => {
        const outcome = await attempt(send, ports, signal);
        if (!isAppError(outcome)) return outcome;
        doubtful = outcome;
        if (!(await wasSent(send, ports, signal))) throw outcome;
        table.set(send, 'sent');
        return 'sent';
      },
      { clock, random, signal, shouldRetry: (error) => error === doubtful },
    );
  } catch (error) {
    if (error !== doubtful || signal.aborted) throw error;
    table.set(send, 'failed', toErrorData(error));
    return 'failed';
  }
}

/** One call. What came of it, or the failure of one of which nobody knows what came. */
async function attempt(
  send: Send,
  { api, table, links }: SendPorts,
  signal: AbortSignal,
): Promise<Outcome | AppError> {
  const { email, teamId } = send;
  table.set(send, 'unknown');
  try {
    const invite = { email, ...(teamId !== null && { teamId }) };
    const { link } = await api.invites.create(invite, { signal });
    table.set(send, 'sent');
    if (link !== null) links.remember(email, link);
    return 'sent';
  } catch (error) {
    if (isAppError(error, 'api_failed', 'api_not_understood')) return error;
    if (isAppError(error, 'already_exists')) {
      table.set(send, 'already');
      return 'already';
    }
    if (isAppError(error, ...OF_THE_LINE)) {
      table.set(send, 'failed', toErrorData(error));
      return 'failed';
    }
    if (isAppError(error, ...EVERYBODYS) || hasNotLeft(error)) table.set(send, 'queued');
    throw error;
  }
}

/** Asks HeadshotPro about one address. */
async function wasSent({ email }: Send, { api }: SendPorts, signal: AbortSignal): Promise<boolean> {
  const invite = await api.invites.get(email, { signal });
  return invite !== null && !isGone(invite.status);
}

function hasNotLeft(error: unknown): boolean {
  return isAppError(error, 'api_unreachable') && neverSent(error.cause);
}

/** From so many on, one list costs less than asking for each. */
const MANY = 10;

/** Asks about every line of which nobody knows whether it was sent: it is `sent` now, or queued again. */
export async function settleUnknown(
  jobId: string,
  ports: SendPorts,
  signal: AbortSignal,
): Promise<void> {
  const { api, table } = ports;
  const sends = table.unknown(jobId);
  if (sends.length < MANY) {
    for (const send of sends) {
      table.set(send, (await wasSent(send, ports, signal)) ? 'sent' : 'queued');
    }
    return;
  }
  const invites = await Array.fromAsync(api.invites.list({ signal }));
  const standing = new Set(
    invites.filter(({ status }) => !isGone(status)).map(({ email }) => email.toLowerCase()),
  );
  for (const send of sends) {
    table.set(send, standing.has(send.email.toLowerCase()) ? 'sent' : 'queued');
  }
}
