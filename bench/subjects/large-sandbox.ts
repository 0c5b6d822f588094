import { plainDraw } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { LARGE, largeOrganization } from '../support/large-organization.ts';

/** HeadshotPro with the large company and no limit, in a process of its own; tells its parent where. */

const PHOTO_BYTES = 250_000;

const { apiUrl, apiKey } = await startSandbox({
  seed: largeOrganization(LARGE),
  draw: plainDraw({ sizeBytes: PHOTO_BYTES }),
  rateLimit: 1_000_000,
});
process.send?.({ apiUrl, apiKey });
process.once('disconnect', () => process.exit());
