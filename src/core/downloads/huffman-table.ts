/** How many bits are looked up at once. Most lookups then yield two codes or more. */
const LOOKUP_BITS = 12;
const LOOKUP_SHIFT = 32 - LOOKUP_BITS;
/** A lookup's answer: the bits taken, and above them how many coefficients these have passed. */
const TAKEN_MASK = 0x1f;
const PASSED_SHIFT = 5;
/** Passed by what ends a block, besides its coefficients: more than a block has. */
const BLOCK_END = 128;
/** Passed by a code that is not whole in the bits that are looked up: it is read by itself. */
const ALONE = 256 << PASSED_SHIFT;

const BLOCK_COEFFICIENTS = 64;
/** A block is never longer, not even of the longest codes and values. */
export const BLOCK_MOST_BYTES = 256;
const ZERO_RUN = 0xf0;
const MAX_DC_BITS = 11;
const MAX_AC_BITS = 10;
const MAX_CODE_BITS = 16;

/** A Huffman table of a JPEG (ITU-T T.81, annex C), made for passing over codes and their values. */
export interface HuffmanTable {
  /** The value of each code, in the order of codes. */
  values: Uint8Array;
  /** By length in bits: the code after the last of that length, and what leads from a code to its value. */
  codeEnds: Int32Array;
  valueOffsets: Int32Array;
  /** By the next {@link LOOKUP_BITS} bits: the codes that are whole in them, taken together. */
  ac: Uint16Array;
  /** The same for the one code of a DC value: the bits of both; 0 where it must be read by itself. */
  dc: Uint8Array;
}

/** Photos of one maker share their tables, and making one takes as long as walking 30 kB. */
const made = new Map<string, HuffmanTable | null>();
const MAX_MADE = 32;

/** `counts`: how many codes there are of 1 to 16 bits. Null where the codes do not fit. */
export function huffmanTable(counts: Buffer, values: Buffer): HuffmanTable | null {
  const key = counts.toString('latin1') + values.toString('latin1');
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= MAX_MADE) made.clear();
  // A copy: what came must not be held for its table.
  const table = makeTable(counts, Uint8Array.from(values));
  made.set(key, table);
  return table;
}

function makeTable(counts: Uint8Array, values: Uint8Array): HuffmanTable | null {
  const codeEnds = new Int32Array(MAX_CODE_BITS + 1);
  const valueOffsets = new Int32Array(MAX_CODE_BITS + 1);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    const count = counts[length - 1] ?? 0;
    valueOffsets[length] = index - code;
    code += count;
    index += count;
    // Of no length may all codes be taken: one of ones only would be no code (C.2).
    if (code >= 1 << length) return null;
    codeEnds[length] = code;
    code <<= 1;
  }
  const table: HuffmanTable = {
    values,
    codeEnds,
    valueOffsets,
    ac: new Uint16Array(1 << LOOKUP_BITS),
    dc: new Uint8Array(1 << LOOKUP_BITS),
  };
  for (let bits = 0; bits < 1 << LOOKUP_BITS; bits++) {
    table.ac[bits] = codesIn(table, bits);
    table.dc[bits] = valueIn(table, bits);
  }
  return table;
}

/** The value of the code that 16 bits begin with, and its length above it; -1 where there is none. */
function codeAt({ values, codeEnds, valueOffsets }: HuffmanTable, bits: number): number {
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    const code = bits >>> (MAX_CODE_BITS - length);
    if (code >= (codeEnds[length] ?? 0)) continue;
    return (length << 8) | (values[code + (valueOffsets[length] ?? 0)] ?? 0);
  }
  return -1;
}

function codesIn(table: HuffmanTable, bits: number): number {
  let taken = 0;
  let passed = 0;
  for (;;) {
    const left = LOOKUP_BITS - taken;
    const found = codeAt(table, (bits << (MAX_CODE_BITS - left)) & 0xffff);
    const value = found & 0xff;
    const length = (found >>> 8) + (value & 15);
    if (found < 0 || length > left || (value & 15) > MAX_AC_BITS) break;
    const isEnd = (value & 15) === 0 && value !== ZERO_RUN;
    if (isEnd && value !== 0) break;
    // The end counts as a coefficient: a full block has none.
    const more = passed + (value >>> 4) + 1;
    if (more > BLOCK_COEFFICIENTS) break;
    passed = more;
    taken += length;
    if (isEnd) return taken | ((passed + BLOCK_END) << PASSED_SHIFT);
    if (taken === LOOKUP_BITS) break;
  }
  return taken === 0 ? ALONE : taken | (passed << PASSED_SHIFT);
}

function valueIn(table: HuffmanTable, bits: number): number {
  const found = codeAt(table, bits << (MAX_CODE_BITS - LOOKUP_BITS));
  const valueBits = found & 0xff;
  const length = (found >>> 8) + valueBits;
  return found < 0 || valueBits > MAX_DC_BITS || length > LOOKUP_BITS ? 0 : length;
}

/**
 * Passes over one block of a sequential JPEG from `bit` on: where the next one begins, or -1 where
 * the bits are no block. Reads less than {@link BLOCK_MOST_BYTES}.
 */
export function passBlock(
  data: DataView,
  bit: number,
  dcTable: HuffmanTable,
  acTable: HuffmanTable,
): number {
  const { dc } = dcTable;
  const { ac } = acTable;
  let at = bit;
  const dcTaken = dc[(data.getInt32(at >>> 3) << (at & 7)) >>> LOOKUP_SHIFT] as number;
  at = dcTaken === 0 ? passLongValue(data, at, dcTable) : at + dcTaken;
  if (at < 0) return -1;
  let coefficient = 1;
  for (;;) {
    let found: number;
    do {
      // 25 bits at least are whole: enough for two lookups, and to fetch them is what takes longest.
      const bits = data.getInt32(at >>> 3) << (at & 7);
      found = ac[bits >>> LOOKUP_SHIFT] as number;
      at += found & TAKEN_MASK;
      coefficient += found >>> PASSED_SHIFT;
      if (coefficient >= BLOCK_COEFFICIENTS) break;
      found = ac[(bits << (found & TAKEN_MASK)) >>> LOOKUP_SHIFT] as number;
      at += found & TAKEN_MASK;
      coefficient += found >>> PASSED_SHIFT;
    } while (coefficient < BLOCK_COEFFICIENTS);
    if (coefficient === BLOCK_COEFFICIENTS) return at;
    // The end counts as a coefficient, too.
    if (coefficient >= BLOCK_END && coefficient <= BLOCK_END + BLOCK_COEFFICIENTS) return at;
    at -= found & TAKEN_MASK;
    coefficient -= found >>> PASSED_SHIFT;
    const one = codeAt(acTable, bitsAt(data, at));
    const value = one & 0xff;
    if (one < 0 || (value & 15) > MAX_AC_BITS) return -1;
    at += (one >>> 8) + (value & 15);
    if (value === 0) return at;
    if ((value & 15) === 0 && value !== ZERO_RUN) return -1;
    coefficient += (value >>> 4) + 1;
    if (coefficient >= BLOCK_COEFFICIENTS) return coefficient === BLOCK_COEFFICIENTS ? at : -1;
  }
}

function passLongValue(data: DataView, bit: number, table: HuffmanTable): number {
  const found = codeAt(table, bitsAt(data, bit));
  const valueBits = found & 0xff;
  return found < 0 || valueBits > MAX_DC_BITS ? -1 : bit + (found >>> 8) + valueBits;
}

function bitsAt(data: DataView, bit: number): number {
  return (data.getInt32(bit >>> 3) << (bit & 7)) >>> 16;
}
