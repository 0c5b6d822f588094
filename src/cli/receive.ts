import type { Workspace } from '#core/core.ts';
import type { WebhookEvent } from '#core/headshotpro/webhook.ts';
import { WebhookInbox } from '#core/headshotpro/webhook-inbox.ts';
import { type Receiver, startReceiver } from '#core/live/receiver.ts';
import { createSeenTable } from '#core/live/seen-table.ts';
import type { CliContext } from './context.ts';

/** Where webhooks come to, and how they are signed. */
export interface ReceiveOptions {
  host: string;
  port: number;
  secret: string;
  /** Whose webhooks are taken. */
  organizationUid: string;
}

/** Takes in webhooks for the library of `workspace`, each once, and says where it listens. */
export async function receiveWebhooks(
  { terminal, clock, log }: CliContext,
  { library }: Workspace,
  { host, port, secret, organizationUid }: ReceiveOptions,
  onEvent: (event: WebhookEvent) => void,
): Promise<Receiver> {
  const now = () => clock.now();
  const inbox = new WebhookInbox(secret, now, createSeenTable(library.db, now));
  const receiver = await startReceiver({
    host,
    port,
    clock,
    log,
    take(delivery) {
      const event = inbox.take(delivery);
      if (event.organizationUid === null || event.organizationUid === organizationUid) {
        onEvent(event);
      } else {
        terminal.note('A webhook of another organization was ignored.');
      }
    },
  });
  terminal.json({ listening: { host, port: receiver.port } });
  const shown = host.includes(':') ? `[${host}]` : host;
  terminal.say(`Webhooks are received at http://${shown}:${receiver.port}, whatever the path.`);
  return receiver;
}
