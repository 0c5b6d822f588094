import { parentPort, workerData } from 'node:worker_threads';
import type { ToCheckpointThread } from './checkpoints.ts';
import { sqlite } from './sqlite.ts';

/** The checkpoint thread's entry: brings over what is in the log of one catalogue, until it is told to end. */

const EVERY_MS = 100;

const { DatabaseSync } = sqlite();
const connection = new DatabaseSync(workerData as string, { timeout: 1_000 });
// Waits for nobody, and nobody waits for it: what somebody still reads is left for the next time.
const bringOver = () => connection.exec('PRAGMA wal_checkpoint(PASSIVE)');
const timer = setInterval(bringOver, EVERY_MS);
parentPort?.once('message', (_: ToCheckpointThread) => {
  clearInterval(timer);
  bringOver();
  connection.close();
});
