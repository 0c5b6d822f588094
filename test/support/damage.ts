import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Changes one bit of the byte at `offset`, as an ageing disk does; the file keeps its size. */
export function flipByte(path: string, offset: number): void {
  const file = openSync(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, offset);
    byte[0] = (byte[0] ?? 0) ^ 1;
    writeSync(file, byte, 0, 1, offset);
  } finally {
    closeSync(file);
  }
}
