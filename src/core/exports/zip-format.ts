/**
 * The records of a ZIP that only stores, after PKWARE's APPNOTE.TXT 6.3: 4.3.7 local file header,
 * 4.3.12 central directory header, 4.3.14 to 4.3.16 end of central directory, 4.5.3 ZIP64.
 */

/** What a ZIP says of a file, in front of its bytes and in its directory. */
export interface EntryFacts {
  /** UTF-8. */
  name: Buffer;
  sizeBytes: number;
  crc32: number;
  date: Date;
}

/** Where the central directory lies. */
export interface Directory {
  entries: number;
  offset: number;
  sizeBytes: number;
}

/** What fits into two and into four bytes; these values themselves mean "see ZIP64". */
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

const VERSION_STORED = 10;
const VERSION_ZIP64 = 45;
const MADE_ON_UNIX = (3 << 8) | VERSION_ZIP64;
/** A plain file that its owner may change and everybody may read. */
const UNIX_MODE = 0o100644;
const UTF8_NAME = 1 << 11;
const STORED = 0;
const FIRST_YEAR = 1980;
const LAST_YEAR = 2107;

/** What stands in front of a file's bytes. */
export function localHeader(facts: EntryFacts, forceZip64: boolean): Buffer {
  const isLarge = forceZip64 || facts.sizeBytes >= MAX_32;
  const extra = extraFields(facts, isLarge ? [facts.sizeBytes, facts.sizeBytes] : []);
  const header = Buffer.alloc(30 + facts.name.length + extra.length);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, facts, isLarge, isLarge, extra.length);
  facts.name.copy(header, 30);
  extra.copy(header, 30 + facts.name.length);
  return header;
}

/** What the central directory says of the file whose local header begins at `offset`. */
export function centralHeader(facts: EntryFacts, offset: number, forceZip64: boolean): Buffer {
  const isLarge = forceZip64 || facts.sizeBytes >= MAX_32;
  const isFar = forceZip64 || offset >= MAX_32;
  const extra = extraFields(facts, [
    ...(isLarge ? [facts.sizeBytes, facts.sizeBytes] : []),
    ...(isFar ? [offset] : []),
  ]);
  const header = Buffer.alloc(46 + facts.name.length + extra.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_ON_UNIX, 4);
  writeFacts(header, 6, facts, isLarge || isFar, isLarge, extra.length);
  header.writeUInt32LE((UNIX_MODE << 16) >>> 0, 38);
  header.writeUInt32LE(isFar ? MAX_32 : offset, 42);
  facts.name.copy(header, 46);
  extra.copy(header, 46 + facts.name.length);
  return header;
}

/** What ends a ZIP, behind its central directory. */
export function endOfDirectory(directory: Directory, forceZip64: boolean): Buffer {
  const { entries, offset, sizeBytes } = directory;
  const needsZip64 = entries >= MAX_16 || offset >= MAX_32 || sizeBytes >= MAX_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(forceZip64 ? MAX_16 : Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(forceZip64 ? MAX_16 : Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(forceZip64 ? MAX_32 : Math.min(sizeBytes, MAX_32), 12);
  end.writeUInt32LE(forceZip64 ? MAX_32 : Math.min(offset, MAX_32), 16);
  return forceZip64 || needsZip64 ? Buffer.concat([endOfDirectory64(directory), end]) : end;
}

/** The ZIP64 end of central directory, and the locator that says where it is. */
function endOfDirectory64({ entries, offset, sizeBytes }: Directory): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeUInt32LE(56 - 12, 4);
  end.writeUInt16LE(MADE_ON_UNIX, 12);
  end.writeUInt16LE(VERSION_ZIP64, 14);
  writeUInt64(end, entries, 24);
  writeUInt64(end, entries, 32);
  writeUInt64(end, sizeBytes, 40);
  writeUInt64(end, offset, 48);
  end.writeUInt32LE(0x07064b50, 56);
  writeUInt64(end, offset + sizeBytes, 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** The 26 bytes from "version needed" on, which both headers have in common. */
function writeFacts(
  header: Buffer,
  at: number,
  { name, sizeBytes, crc32, date }: EntryFacts,
  isZip64: boolean,
  isLarge: boolean,
  extraBytes: number,
): void {
  const { day, time } = dosDateTime(date);
  header.writeUInt16LE(isZip64 ? VERSION_ZIP64 : VERSION_STORED, at);
  header.writeUInt16LE(UTF8_NAME, at + 2);
  header.writeUInt16LE(STORED, at + 4);
  header.writeUInt16LE(time, at + 6);
  header.writeUInt16LE(day, at + 8);
  header.writeUInt32LE(crc32, at + 10);
  header.writeUInt32LE(isLarge ? MAX_32 : sizeBytes, at + 14);
  header.writeUInt32LE(isLarge ? MAX_32 : sizeBytes, at + 18);
  header.writeUInt16LE(name.length, at + 22);
  header.writeUInt16LE(extraBytes, at + 24);
}

/** ZIP64's numbers, where there are any, and the exact time as Info-ZIP has it. */
function extraFields({ date }: EntryFacts, zip64: readonly number[]): Buffer {
  const seconds = Math.floor(date.getTime() / 1000);
  const hasTime = seconds >= 0 && seconds < 2 ** 31;
  const zip64Bytes = zip64.length > 0 ? 4 + 8 * zip64.length : 0;
  const extra = Buffer.alloc(zip64Bytes + (hasTime ? 9 : 0));
  if (zip64Bytes > 0) {
    extra.writeUInt16LE(0x0001, 0);
    extra.writeUInt16LE(zip64Bytes - 4, 2);
    for (const [index, value] of zip64.entries()) writeUInt64(extra, value, 4 + 8 * index);
  }
  if (hasTime) {
    extra.writeUInt16LE(0x5455, zip64Bytes);
    extra.writeUInt16LE(5, zip64Bytes + 2);
    // Only the time of the last change follows.
    extra.writeUInt8(1, zip64Bytes + 4);
    extra.writeInt32LE(seconds, zip64Bytes + 5);
  }
  return extra;
}

/** UTC, so that the same photos give the same ZIP anywhere; years that do not fit become the nearest. */
function dosDateTime(date: Date): { day: number; time: number } {
  const year = date.getUTCFullYear();
  // Not a date at all counts as the earliest, too.
  if (!(year >= FIRST_YEAR)) return { day: (1 << 5) | 1, time: 0 };
  if (year > LAST_YEAR) {
    return {
      day: ((LAST_YEAR - FIRST_YEAR) << 9) | (12 << 5) | 31,
      time: (23 << 11) | (59 << 5) | 29,
    };
  }
  return {
    day: ((year - FIRST_YEAR) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
    time: (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
  };
}

function writeUInt64(buffer: Buffer, value: number, at: number): void {
  buffer.writeBigUInt64LE(BigInt(value), at);
}
