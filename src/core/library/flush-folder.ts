import { open } from 'node:fs/promises';
import { asLibraryError } from './library-errors.ts';

/** Brings a folder's names to the disk itself; Windows has no such call and journals them by itself. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asLibraryError(error, folder);
  }
}
