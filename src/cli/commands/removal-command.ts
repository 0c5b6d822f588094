import type { Workspace } from '#core/core.ts';
import {
  carryOutRemoval,
  photosAtRisk,
  previewRemoval,
  type RemovalPorts,
} from '#core/organization/removals.ts';
import { isAppError } from '#shared/errors.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { sayFailures } from '../failures.ts';
import { fetchChosen } from '../fetch.ts';
import { count } from '../format.ts';

/** How a removal is agreed to. */
export interface RemovalOptions {
  yes?: boolean;
  /** Lose the photos that are not here, instead of downloading them first. */
  withoutPhotos?: boolean;
}

/**
 * Revokes an invite or deletes a session: says what will be lost, and with `--yes` downloads what is not
 * here and does it. Without `--yes` nothing is done.
 */
export async function removeTarget(
  context: CliContext,
  target: RemovalTarget,
  { yes = false, withoutPhotos = false }: RemovalOptions,
): Promise<number> {
  const { terminal } = context;
  return context.online(async (workspace, { api, organization }) => {
    const { library, invites } = workspace;
    library.mirror.begin(organization);
    const ports: RemovalPorts = { api, library, links: invites.links };
    const before = await previewRemoval(target, ports).catch((error: unknown) => {
      if (isAppError(error, 'already_deleted')) return null;
      throw error;
    });
    if (before === null) return saySuperfluous(context);
    sayLoss(context, before);
    if (!yes) {
      terminal.json({ removed: false, loss: before });
      const first = before.missing > 0 && !withoutPhotos ? ': the photos are downloaded first' : '';
      terminal.complain(`Nothing was done. Add --yes to go on${first}.`);
      return EXIT.usage;
    }
    if (before.missing > 0 && !withoutPhotos) await fetchAtRisk(context, workspace, ports, target);
    const { confirmation } = before;
    const agreement = { confirmation, losePhotos: withoutPhotos };
    const loss = await carryOutRemoval(target, agreement, ports);
    terminal.json({ removed: true, before, loss });
    terminal.say(target.kind === 'invite' ? 'The invite is revoked.' : 'The session is deleted.');
    for (const news of loss.consequences) terminal.say(news);
    return EXIT.done;
  });
}

function saySuperfluous({ terminal }: CliContext): number {
  terminal.json({ removed: false, loss: null });
  terminal.say('It was gone at HeadshotPro already.');
  return EXIT.done;
}

function sayLoss({ terminal }: CliContext, loss: Loss): void {
  const { person, email, teamName, models, photos, stored } = loss;
  const who = email === null || email === person ? person : `${person} (${email})`;
  terminal.say(`${who}${teamName === null ? '' : `, ${teamName}`}`);
  terminal.say(
    `${count(models.length, 'session')}, ${count(photos, 'photo')}, ${stored} of them on this computer`,
  );
  for (const consequence of loss.consequences) terminal.say(`  ${consequence}`);
}

/** Downloads every size of what would be lost; what cannot be had is said, and then stands in the way. */
async function fetchAtRisk(
  context: CliContext,
  workspace: Workspace,
  ports: RemovalPorts,
  target: RemovalTarget,
): Promise<void> {
  const { photos } = await photosAtRisk(target, ports);
  const scope = { teamIds: [], personIds: [], photos };
  for (const variant of ['main', 'original'] as const) {
    const wanted = { scope, selection: 'all', variant, fetchRemoved: true } as const;
    const { failed } = await fetchChosen(context, workspace, wanted);
    sayFailures(context.terminal, failed);
  }
}
