import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '#shared/errors.ts';
import { asDiskError, errnoOf } from './disk.ts';

/** One file of a ZIP, after all its bytes have been read. */
export interface ReadEntry {
  name: string;
  /** As recorded in the central directory. */
  crc32: number;
  sizeBytes: number;
  /** Of the bytes, lower-case hex; null unless asked for. */
  sha256: string | null;
  /** The bytes, if asked for. */
  content: Buffer | null;
  /** What is wrong with the entry in itself, or null. */
  problem: string | null;
}

export interface ReadZipOptions {
  sha256: boolean;
  /** The one file whose bytes are wanted, too. */
  keep?: string;
}

const BLOCK_BYTES = 1024 * 1024;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;

/**
 * Opens the ZIP at `path` anew and reads every entry to its end, comparing size and CRC with what
 * the central directory and the local header say. Throws `not_found`, or `export_unverified` when it
 * is not a whole ZIP.
 */
export async function* readZip(path: string, options: ReadZipOptions): AsyncGenerator<ReadEntry> {
  try {
    await using file = await open(path, 'r');
    const zip = await openPromise(path, { strictFileNames: true });
    // Failing to close is no news about the content; without a listener it would end the process.
    zip.on('error', () => {});
    const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    for await (const entry of zip.eachEntry()) {
      yield await readEntry(entry, options, () => piecesOf(zip, entry, file, block));
    }
  } catch (error) {
    throw asZipError(error, path);
  }
}

async function readEntry(
  entry: Entry,
  options: ReadZipOptions,
  pieces: () => AsyncIterable<Buffer>,
): Promise<ReadEntry> {
  const { fileName: name, uncompressedSize: sizeBytes } = entry;
  const hash = options.sha256 ? createHash('sha256') : null;
  const kept: Buffer[] = [];
  const facts = { name, crc32: entry.crc32, sizeBytes };
  let crc = 0;
  let bytes = 0;
  try {
    for await (const piece of pieces()) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      hash?.update(piece);
      if (name === options.keep) kept.push(Buffer.from(piece));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'for an unknown reason';
    return { ...facts, sha256: null, content: null, problem: `cannot be read (${reason})` };
  }
  return {
    ...facts,
    sha256: hash?.digest('hex') ?? null,
    content: name === options.keep ? Buffer.concat(kept) : null,
    problem: problemOf(entry, bytes, crc),
  };
}

function problemOf(entry: Entry, bytes: number, crc: number): string | null {
  if (bytes !== entry.uncompressedSize) {
    return `has ${bytes} bytes instead of ${entry.uncompressedSize}`;
  }
  return crc === entry.crc32 ? null : 'has changed (its checksum is wrong)';
}

/** The bytes of an entry. A piece is good until the next is asked for. */
async function* piecesOf(
  zip: ZipFile,
  entry: Entry,
  file: FileHandle,
  block: Buffer,
): AsyncGenerator<Buffer> {
  const isStored = entry.compressionMethod === 0 && !entry.isEncrypted();
  // As in our own exports. A stream for each entry would take twice the memory and four times as long.
  if (isStored) yield* storedPieces(entry, file, block);
  else yield* await zip.openReadStreamPromise(entry);
}

/** What is stored as it is, read straight into `block`, its local header included. */
async function* storedPieces(
  entry: Entry,
  file: FileHandle,
  block: Buffer,
): AsyncGenerator<Buffer> {
  const named = LOCAL_HEADER_BYTES + entry.fileNameRaw.length;
  let at = entry.relativeOffsetOfLocalHeader;
  const read = async (bytes: number) => {
    const { bytesRead } = await file.read(block, 0, Math.min(bytes, block.length), at);
    at += bytesRead;
    return block.subarray(0, bytesRead);
  };
  const first = await read(named + entry.compressedSize);
  // Programs that unpack while they receive go by the local header (APPNOTE 4.3.7).
  if (first.length < named || first.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) {
    throw new Error('its local header is missing');
  }
  const name = first.subarray(LOCAL_HEADER_BYTES, LOCAL_HEADER_BYTES + first.readUInt16LE(26));
  if (!name.equals(entry.fileNameRaw)) throw new Error('it has two names');
  const dataStart = named + first.readUInt16LE(28);
  at = entry.relativeOffsetOfLocalHeader + Math.max(dataStart, first.length);
  const beginning = first.subarray(dataStart);
  yield beginning;
  for (let left = entry.compressedSize - beginning.length; left > 0; ) {
    const piece = await read(left);
    if (piece.length === 0) return;
    yield piece;
    left -= piece.length;
  }
}

function asZipError(error: unknown, path: string): unknown {
  const errno = errnoOf(error);
  if (errno === 'ENOENT') return new AppError('not_found', `There is no file ${path}.`);
  if (errno !== '') return asDiskError(error, path);
  const reason = error instanceof Error ? error.message : 'unknown reason';
  const message = `${path} is not a whole ZIP: ${reason}`;
  return new AppError('export_unverified', message, { cause: error });
}
