import { isAppError } from '#shared/errors.ts';
import type { Whitelabel, WhitelabelModel } from '#shared/organization.ts';
import type { Database } from '../library/database.ts';
import { withoutDoubt } from './doubt.ts';
import { createHistory } from './history.ts';
import { type RereadPorts, rereadIfPossible } from './reread.ts';

/** A session that is to be made. */
export interface WantedModel {
  email: string;
  teamId: string | null;
  isDevelopment: boolean;
  version: 'lora' | 'one-shot' | null;
}

/** Whether HeadshotPro makes sessions for this organization, as far as it has said so. */
export function readWhitelabel(db: Database): Whitelabel {
  const row = db.get<{ whitelabel: number | null }>('SELECT whitelabel FROM organization');
  return typeof row?.whitelabel === 'number' ? row.whitelabel === 1 : null;
}

/**
 * Makes a session for somebody (reference §7.3). Its link starts the session: it is given once and kept
 * nowhere. Throws `not_permitted` where the organization has no whitelabel, and remembers that.
 */
export async function createWhitelabelModel(
  { email, teamId, isDevelopment, version }: WantedModel,
  ports: RereadPorts,
): Promise<WhitelabelModel> {
  const { api, library } = ports;
  const { db } = library;
  const made = await createHistory(library).record(
    { kind: 'model.create', subject: email },
    async () => {
      try {
        const wanted = {
          email,
          isDevelopment,
          ...(teamId !== null && { teamId }),
          ...(version !== null && { version }),
        };
        const create = () => api.models.create(wanted, { lane: 'person' });
        // A lost reply cannot be made up for: the link was in it.
        const created = await withoutDoubt(create, () => Promise.reject());
        remember(db, true);
        return created;
      } catch (error) {
        if (isAppError(error, 'not_permitted')) remember(db, false);
        throw error;
      }
    },
    ({ modelId }) => `Session ${modelId}${isDevelopment ? ', a test' : ''}.`,
  );
  await follow(made.modelId, ports);
  return made;
}

/** The new session shows as its person's, as HeadshotPro lists them; else by itself. */
async function follow(modelId: string, ports: RereadPorts): Promise<void> {
  // The link must not be lost because a list could not be read.
  await rereadIfPossible(ports, { credits: true, invites: true, members: true });
  const { db } = ports.library;
  const member = db.get('SELECT 1 FROM members WHERE model_id = :modelId', { modelId });
  if (!member) await rereadIfPossible(ports, { models: [modelId] });
}

function remember(db: Database, whitelabel: boolean): void {
  db.run('UPDATE organization SET whitelabel = :whitelabel', { whitelabel: whitelabel ? 1 : 0 });
}
