import { cpus } from 'node:os';
import PQueue from 'p-queue';
import sharp from 'sharp';

/** Decodes the photos that are named, in full: `node decode-photos.ts <photo> …`. Fails at damage. */
sharp.cache(false);
sharp.concurrency(1);
const lane = new PQueue({ concurrency: cpus().length });
await lane.addAll(
  process.argv.slice(2).map((path) => async () => {
    await sharp(path, { failOn: 'warning', sequentialRead: true }).raw().toBuffer();
  }),
);
