import { describe, expect, it } from 'vitest';
import { centralHeader, endOfDirectory, localHeader } from './zip-format.ts';

const GIB_4 = 2 ** 32;
const END_64 = 'PK\u0006\u0006';

const facts = (sizeBytes: number) => ({
  name: Buffer.from('é.jpg'),
  sizeBytes,
  crc32: 0xdeadbeef,
  date: new Date('2025-01-02T03:04:06Z'),
});

/** The numbers of a header's ZIP64 field, or null where it has none. */
function zip64Of(header: Buffer, fixedBytes: number): number[] | null {
  let at = fixedBytes + facts(0).name.length;
  while (at < header.length) {
    const end = at + 4 + header.readUInt16LE(at + 2);
    if (header.readUInt16LE(at) === 1) {
      const numbers = [];
      for (at += 4; at < end; at += 8) numbers.push(Number(header.readBigUInt64LE(at)));
      return numbers;
    }
    at = end;
  }
  return null;
}

const sizesOf = (header: Buffer, at: number) => [
  header.readUInt32LE(at),
  header.readUInt32LE(at + 4),
];

describe('a file of nearly 4 GiB', () => {
  it.each([GIB_4 - 2, 0, 1])('needs no ZIP64 at %i bytes', (sizeBytes) => {
    const local = localHeader(facts(sizeBytes), false);
    const central = centralHeader(facts(sizeBytes), 0, false);
    expect(sizesOf(local, 18)).toEqual([sizeBytes, sizeBytes]);
    expect(sizesOf(central, 20)).toEqual([sizeBytes, sizeBytes]);
    expect([zip64Of(local, 30), zip64Of(central, 46)]).toEqual([null, null]);
    expect([local.readUInt16LE(4), central.readUInt16LE(6)]).toEqual([10, 10]);
  });

  it.each([GIB_4 - 1, GIB_4, 10 * GIB_4])('needs ZIP64 at %i bytes', (sizeBytes) => {
    const local = localHeader(facts(sizeBytes), false);
    const central = centralHeader(facts(sizeBytes), 7, false);
    expect(sizesOf(local, 18)).toEqual([GIB_4 - 1, GIB_4 - 1]);
    expect(sizesOf(central, 20)).toEqual([GIB_4 - 1, GIB_4 - 1]);
    expect(zip64Of(local, 30)).toEqual([sizeBytes, sizeBytes]);
    expect(zip64Of(central, 46)).toEqual([sizeBytes, sizeBytes]);
    expect(central.readUInt32LE(42)).toBe(7);
    expect([local.readUInt16LE(4), central.readUInt16LE(6)]).toEqual([45, 45]);
  });
});

it.each([
  [GIB_4 - 2, GIB_4 - 2, null],
  [GIB_4 - 1, GIB_4 - 1, [GIB_4 - 1]],
  [5 * GIB_4, GIB_4 - 1, [5 * GIB_4]],
])('a file that begins at %i is found there', (offset, inHeader, inZip64) => {
  const central = centralHeader(facts(3), offset, false);
  expect(central.readUInt32LE(42)).toBe(inHeader);
  expect(zip64Of(central, 46)).toEqual(inZip64);
  expect(sizesOf(central, 20)).toEqual([3, 3]);
});

describe('the end', () => {
  it.each([
    [65_534, 100, 200, false],
    [65_535, 100, 200, true],
    [65_536, 100, 200, true],
    [1, GIB_4 - 2, GIB_4 - 2, false],
    [1, GIB_4 - 1, 200, true],
    [1, 100, GIB_4 - 1, true],
  ])('of %i files, %i bytes and a directory of %i', (entries, offset, sizeBytes, isZip64) => {
    const end = endOfDirectory({ entries, offset, sizeBytes }, false);
    expect(end.toString('latin1').startsWith(END_64)).toBe(isZip64);
    const short = end.subarray(-22);
    expect(short.readUInt16LE(10)).toBe(Math.min(entries, 65_535));
    expect(short.readUInt32LE(12)).toBe(Math.min(sizeBytes, GIB_4 - 1));
    expect(short.readUInt32LE(16)).toBe(Math.min(offset, GIB_4 - 1));
    if (!isZip64) return;
    expect(Number(end.readBigUInt64LE(32))).toBe(entries);
    expect(Number(end.readBigUInt64LE(40))).toBe(sizeBytes);
    expect(Number(end.readBigUInt64LE(48))).toBe(offset);
    expect(Number(end.readBigUInt64LE(64))).toBe(offset + sizeBytes);
  });
});
