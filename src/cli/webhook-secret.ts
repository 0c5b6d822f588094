import { text } from 'node:stream/consumers';
import { holdSecret } from '#core/secrets.ts';
import { AppError } from '#shared/errors.ts';
import type { CliWorld } from './context.ts';

/** The environment variable that holds what HeadshotPro signs webhooks with. */
export const SECRET_VARIABLE = 'HEADSHOTPRO_WEBHOOK_SECRET';

/**
 * The webhook secret, from standard input where asked for, else from the environment; never from an
 * argument. Throws `invalid_input`.
 */
export async function readWebhookSecret(
  { stdin, env }: Pick<CliWorld, 'stdin' | 'env'>,
  fromStdin: boolean,
): Promise<string> {
  const secret = (fromStdin ? await text(stdin) : (env[SECRET_VARIABLE] ?? '')).trim();
  holdSecret(secret);
  if (secret !== '') return secret;
  throw new AppError(
    'invalid_input',
    `There is no webhook secret. Set ${SECRET_VARIABLE}, or pipe it in and add --secret-stdin. HeadshotPro shows it once, under Admin > API.`,
  );
}
