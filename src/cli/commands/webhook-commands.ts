import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { RefusedWebhook, verifyWebhook, type WebhookEvent } from '#core/headshotpro/webhook.ts';
import { EventQueue } from '#core/live/event-queue.ts';
import type { ModelNews } from '#core/sync/update-models.ts';
import { AppError, isAppError, toErrorData } from '#shared/errors.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { receiveWebhooks } from '../receive.ts';
import { readWebhookSecret } from '../webhook-secret.ts';

/** How long what could not be brought up to date waits before it is tried again. */
const RETRY_MS = 60_000;

export interface ListenOptions {
  host: string;
  port: number;
  secretStdin?: boolean;
  apiKeyStdin?: boolean;
}

/** `webhooks listen`: says each event and brings the library up to date with it, until Ctrl-C. */
export async function listenForWebhooks(
  context: CliContext,
  { host, port, secretStdin = false, apiKeyStdin = false }: ListenOptions,
): Promise<number> {
  const { terminal, clock, signal, world } = context;
  if (secretStdin && apiKeyStdin) {
    throw new AppError('invalid_input', 'Only one secret can come on standard input.');
  }
  const secret = await readWebhookSecret(world, secretStdin);
  return context.online(async (workspace, { organization }) => {
    const update = async (news: ModelNews[]): Promise<void> => {
      let left = news;
      while (left.length > 0 && !signal.aborted) {
        try {
          const { failed } = await workspace.updateModels(left, signal);
          for (const { message } of failed) terminal.complain(message);
          left = left.filter(({ modelId }) => failed.some((it) => it.modelId === modelId));
        } catch (error) {
          if (signal.aborted) return;
          terminal.complain(`${toErrorData(error).message} It is tried again.`);
          if (!isAppError(error)) return;
        }
        if (left.length > 0) await clock.sleep(RETRY_MS, signal).catch(() => {});
      }
    };
    const queue = new EventQueue(clock, update);
    const receiver = await receiveWebhooks(
      context,
      workspace,
      { host, port, secret, organizationUid: organization.uid },
      (event) => {
        const isKnown = queue.add(event);
        terminal.json(toJson(event));
        terminal.say(lineOf(event, isKnown));
      },
    );
    try {
      if (!signal.aborted) await once(signal, 'abort');
      return EXIT.done;
    } finally {
      await receiver.close();
      await queue.close();
    }
  });
}

export interface VerifyOptions {
  file: string;
  timestamp: string;
  signature: string;
  secretStdin?: boolean;
}

/** `webhooks verify`: whether a delivery that was kept is good, and if not, why. */
export async function verifyDelivery(
  { terminal, clock, path, world }: CliContext,
  { file, timestamp, signature, secretStdin = false }: VerifyOptions,
): Promise<number> {
  const secret = await readWebhookSecret(world, secretStdin);
  const rawBody = await bodyIn(path(file));
  const headers = {
    'x-headshotpro-timestamp': timestamp,
    'x-headshotpro-signature': signature,
  };
  try {
    const event = verifyWebhook({ secret, headers, rawBody, nowMs: clock.now() });
    terminal.json({ valid: true, ...toJson(event) });
    terminal.say(`Valid: ${lineOf(event, true)}`);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof RefusedWebhook)) throw error;
    const { refusal, message } = error;
    terminal.json({ valid: false, reason: refusal, message });
    terminal.complain(message);
    if (refusal === 'stale' || refusal === 'unreadable') {
      terminal.complain('Its signature matches the secret.');
    }
    return EXIT.usage;
  }
}

async function bodyIn(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError('not_found', `The file ${path} cannot be read.`, { cause });
  }
}

/** The documented shape of an event: docs/webhooks.md. */
function toJson({ id, event, createdAt, model }: WebhookEvent) {
  return { id, event, createdAt, modelId: model.id, title: model.title, status: model.status };
}

function lineOf({ event, createdAt, model }: WebhookEvent, isKnown: boolean): string {
  const parts = [createdAt ?? '', event, model.title ?? '', model.id, model.status];
  const words = parts.filter((part) => part !== '').join('  ');
  return isKnown ? words : `${words}  (nothing to be done)`;
}
