import type { Omission } from '#shared/export.ts';
import type { PhotoFailure } from '#shared/jobs.ts';
import type { FailedTransfer } from '../downloads/transfer-table.ts';

/** A photo that could not be fetched. */
export function transferFailure(failed: FailedTransfer): PhotoFailure {
  const { person, team, modelId, photoId, code, message } = failed;
  return { person, team, modelId, photoId, code, message };
}

/** A photo that an export went without. */
export function omissionFailure(omission: Omission): PhotoFailure {
  const { person, team, modelId, photoId, code, message } = omission;
  return { person, team: team.name, modelId, photoId, code, message };
}
