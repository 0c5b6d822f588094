import { text } from 'node:stream/consumers';
import { holdSecret } from '#core/secrets.ts';
import { AppError } from '#shared/errors.ts';

/** The environment variable that holds the API key. */
export const KEY_VARIABLE = 'HEADSHOTPRO_API_KEY';

/**
 * The key, from standard input where asked for, else from the environment; never from an argument,
 * which every program on the machine could read. Throws `key_missing`.
 */
export async function readApiKey(
  fromStdin: boolean,
  stdin: NodeJS.ReadableStream,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const key = (fromStdin ? await text(stdin) : (env[KEY_VARIABLE] ?? '')).trim();
  holdSecret(key);
  if (key !== '') return key;
  throw new AppError(
    'key_missing',
    fromStdin
      ? 'No API key came on standard input.'
      : `There is no API key. Set ${KEY_VARIABLE}, or pipe the key in and add --api-key-stdin. A team owner or admin makes one in HeadshotPro under Admin Dashboard > API.`,
  );
}
