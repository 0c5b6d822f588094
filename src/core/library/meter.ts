import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What was counted while a file was written or read: bytes, SHA-256 (lower-case hex) and CRC-32. */
export interface Measured {
  sizeBytes: number;
  sha256: string;
  crc32: number;
}

/** Hashes and counts bytes as they pass. */
export function createMeter() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      crc = crc32(piece, crc);
      sizeBytes += piece.byteLength;
    },
    end: (): Measured => ({ sizeBytes, sha256: hash.digest('hex'), crc32: crc }),
  };
}
