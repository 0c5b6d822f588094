import { INVITES_PER_CREDIT } from '#core/invites/check.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count } from '../format.ts';

/** `credits`: what there is to spend, and what is promised. */
export async function credits(
  { connected, terminal, signal }: CliContext,
  { warnBelow = 0 }: { warnBelow?: number },
): Promise<number> {
  return connected(async ({ api }) => {
    const call = { signal };
    const [left, invites] = await Promise.all([
      api.credits(call),
      Array.fromAsync(api.invites.list(call)),
    ]);
    const pendingInvites = invites.filter(({ status }) => status === 'pending').length;
    const cap = left * INVITES_PER_CREDIT;
    const low = left < warnBelow;
    terminal.json({ credits: { left, pendingInvites, cap, low } });
    terminal.say(`${count(left, 'credit')} left`);
    terminal.say(`${count(pendingInvites, 'open invite')}, of at most ${cap}`);
    if (low) terminal.complain(`Fewer than ${warnBelow} credits are left: buy some soon.`);
    return EXIT.done;
  });
}
