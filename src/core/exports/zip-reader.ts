import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, parseExtraFields, type ZipFile } from 'yauzl';
import { AppError } from '#shared/errors.ts';
import { asDiskError, errnoOf } from './disk.ts';
import { FileBlocks } from './file-blocks.ts';
import { openDirectory } from './zip-directory.ts';

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
  /** Whether each file's is wanted. */
  sha256: boolean;
  /** The one file whose bytes are wanted, too. */
  keep?: string;
  /** Is given every byte of the ZIP itself, in order. */
  whole?: Hash;
  signal?: AbortSignal | undefined;
}

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_SIGNATURE = 0x04034b50;
/** Set where size and CRC follow a file's bytes, so that the local header says nothing of them. */
const SIZES_FOLLOW = 1 << 3;
const SEE_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 0x0001;

/**
 * Opens the ZIP at `path` anew and reads every entry to its end, comparing size and CRC with what
 * the central directory and the local header say. Throws `not_found`, or `export_unverified` when it
 * is not a whole ZIP; the signal's reason when that aborts.
 */
export async function* readZip(path: string, options: ReadZipOptions): AsyncGenerator<ReadEntry> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const zip = await openDirectory(file, path, size);
    const blocks = new FileBlocks(file, size, options.whole ?? null);
    for await (const entry of zip.eachEntry()) {
      yield await readEntry(entry, options, piecesOf(zip, entry, blocks));
    }
    await blocks.end();
  } catch (error) {
    options.signal?.throwIfAborted();
    throw asZipError(error, path);
  }
}

async function readEntry(
  entry: Entry,
  options: ReadZipOptions,
  pieces: AsyncIterable<Buffer>,
): Promise<ReadEntry> {
  const { fileName: name, uncompressedSize: sizeBytes } = entry;
  const hash = options.sha256 ? createHash('sha256') : null;
  const kept: Buffer[] = [];
  const facts = { name, crc32: entry.crc32, sizeBytes };
  let crc = 0;
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      options.signal?.throwIfAborted();
      crc = crc32(piece, crc);
      bytes += piece.length;
      hash?.update(piece);
      if (name === options.keep) kept.push(Buffer.from(piece));
    }
  } catch (error) {
    options.signal?.throwIfAborted();
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

/** The bytes of an entry, after its local header has been checked. */
async function* piecesOf(zip: ZipFile, entry: Entry, blocks: FileBlocks): AsyncGenerator<Buffer> {
  let at = await startOfData(entry, blocks);
  if (entry.compressionMethod !== 0 || entry.isEncrypted()) {
    yield* await zip.openReadStreamPromise(entry);
    return;
  }
  const end = at + entry.compressedSize;
  while (at < end) {
    const piece = await blocks.at(at, end - at);
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

/** Where an entry's bytes begin. Programs that unpack while they receive go by the local header (APPNOTE 4.3.7). */
async function startOfData(entry: Entry, blocks: FileBlocks): Promise<number> {
  const start = entry.relativeOffsetOfLocalHeader;
  const nameEnd = LOCAL_HEADER_BYTES + entry.fileNameRaw.length;
  const header = await blocks.copyAt(start, nameEnd);
  if (header.length < nameEnd || header.readUInt32LE(0) !== LOCAL_HEADER_SIGNATURE) {
    throw new Error('its local header is missing');
  }
  const isSameName =
    header.readUInt16LE(26) === entry.fileNameRaw.length &&
    header.subarray(LOCAL_HEADER_BYTES).equals(entry.fileNameRaw);
  if (!isSameName) throw new Error('it has two names');
  const extra = await blocks.copyAt(start + nameEnd, header.readUInt16LE(28));
  if ((header.readUInt16LE(6) & SIZES_FOLLOW) === 0) {
    if (header.readUInt32LE(14) !== entry.crc32) throw new Error('it has two checksums');
    const [whole, stored] = sizesOf(header, extra);
    const isSameSize = whole === entry.uncompressedSize && stored === entry.compressedSize;
    if (!isSameSize) throw new Error('it has two sizes');
  }
  return start + nameEnd + extra.length;
}

/** Unpacked and packed. In a local header ZIP64 gives both or none (APPNOTE 4.5.3). */
function sizesOf(header: Buffer, extra: Buffer): number[] {
  const sizes = [header.readUInt32LE(22), header.readUInt32LE(18)];
  if (!sizes.includes(SEE_ZIP64)) return sizes;
  const large = parseExtraFields(extra).find(({ id }) => id === ZIP64_FIELD)?.data;
  if (!large || large.length < 16) return sizes;
  return [Number(large.readBigUInt64LE(0)), Number(large.readBigUInt64LE(8))];
}

function asZipError(error: unknown, path: string): unknown {
  const errno = errnoOf(error);
  if (errno === 'ENOENT') return new AppError('not_found', `There is no file ${path}.`);
  if (errno !== '') return asDiskError(error, path);
  const reason = error instanceof Error ? error.message : 'unknown reason';
  const message = `${path} is not a whole ZIP: ${reason}`;
  return new AppError('export_unverified', message, { cause: error });
}
