import type { Step } from './step.ts';

/** Sends the invites of a job that are left. What became of each line is in their own rows. */
export const sendInvites: Step = async ({ jobId, workspace, signal, onProgress }) => {
  const { failed } = await workspace.invites.send(jobId, { signal, onProgress });
  return { failures: [], failed };
};
