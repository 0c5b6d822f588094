import { BLOCK_MOST_BYTES, type HuffmanTable, passBlock } from './huffman-table.ts';

/** What a scan consists of: so many units, each of these parts in turn. */
export interface Scan {
  units: number;
  parts: readonly ScanPart[];
}

/** A component's share of each unit, and its tables. */
export interface ScanPart {
  blocks: number;
  dc: HuffmanTable;
  ac: HuffmanTable;
}

/** So much is walked at a time. Others get their turn after a millisecond or two. */
const WINDOW_BYTES = 256 * 1024;
/** Three components of sixteen blocks: more than any encoder writes. */
const UNIT_MOST_BYTES = 48 * BLOCK_MOST_BYTES;
const FIRST_RESTART = 0xd0;

/** A window that nobody looks through: making one costs a tenth of walking a photo. */
let spareWindow: Buffer | null = null;

/** Walks a scan's data from `start`: where the marker after it is, or null where something is wrong. */
export async function walkScan(
  content: Buffer,
  start: number,
  scan: Scan,
  restartInterval: number,
): Promise<number | null> {
  const window = spareWindow ?? Buffer.allocUnsafeSlow(WINDOW_BYTES + UNIT_MOST_BYTES);
  spareWindow = null;
  try {
    return await walkData(new ScanData(content, start, window), scan, restartInterval);
  } finally {
    spareWindow = window;
  }
}

async function walkData(
  data: ScanData,
  scan: Scan,
  restartInterval: number,
): Promise<number | null> {
  let restarts = 0;
  for (let done = 0; ; ) {
    const wanted = restartInterval === 0 ? scan.units : restartInterval;
    const units = Math.min(wanted, scan.units - done);
    if (!(await walkUnits(data, units, scan.parts)) || !data.isUsedUp) return null;
    done += units;
    if (done === scan.units) return data.markerAt;
    if (!data.passMarker(FIRST_RESTART + (restarts++ & 7))) return null;
  }
}

async function walkUnits(
  data: ScanData,
  units: number,
  parts: readonly ScanPart[],
): Promise<boolean> {
  const unitBytes = BLOCK_MOST_BYTES * parts.reduce((sum, { blocks }) => sum + blocks, 0);
  let left = units;
  for (;;) {
    data.fill();
    // Only what is whole, whatever it is, as long as there is more to come.
    const endBit = data.hasMore ? data.endBit - unitBytes * 8 : data.endBit;
    let { bit } = data;
    while (left > 0 && bit < endBit) {
      bit = walkUnit(data.view, bit, parts);
      if (bit < 0 || bit > data.endBit) return false;
      left--;
    }
    data.bit = bit;
    if (left === 0) return true;
    if (!data.hasMore) return false;
    await othersTurn();
  }
}

function walkUnit(view: DataView, bit: number, parts: readonly ScanPart[]): number {
  let at = bit;
  for (const { blocks, dc, ac } of parts) {
    for (let block = 0; block < blocks && at >= 0; block++) at = passBlock(view, at, dc, ac);
  }
  return at;
}

/** The data of a scan up to its next marker, without the zeros stuffed behind 0xff, piece by piece. */
class ScanData {
  /** Zeros follow the data, enough for a unit to run into them. */
  readonly view: DataView;
  /** The next bit to be read, in `view`. */
  bit = 0;
  endBit = 0;
  /** There is more of the scan than `view` holds. */
  hasMore: boolean;
  readonly #content: Buffer;
  readonly #window: Buffer;
  #offset: number;

  constructor(content: Buffer, start: number, window: Buffer) {
    this.#content = content;
    this.#offset = start;
    this.hasMore = start < content.length;
    this.#window = window;
    this.view = new DataView(window.buffer, window.byteOffset, window.byteLength);
  }

  /** Where the marker is that ends the data. */
  get markerAt(): number {
    return this.#offset;
  }

  /** Nothing is left but the rest of the last byte. */
  get isUsedUp(): boolean {
    return !this.hasMore && this.endBit - this.bit < 8;
  }

  /** Moves what is left to the front and takes in more behind it. */
  fill(): void {
    if (!this.hasMore) return;
    const content = this.#content;
    const window = this.#window;
    const room = window.length - UNIT_MOST_BYTES;
    let bytes = window.copy(window, 0, this.bit >>> 3, this.endBit >>> 3);
    this.bit &= 7;
    while (bytes < room) {
      const from = this.#offset;
      const limit = Math.min(content.length, from + room - bytes);
      const found = content.indexOf(0xff, from);
      if (found < 0 || found >= limit) {
        bytes += content.copy(window, bytes, from, limit);
        this.#offset = limit;
        this.hasMore = limit < content.length;
        break;
      }
      const isStuffed = content[found + 1] === 0;
      bytes += content.copy(window, bytes, from, isStuffed ? found + 1 : found);
      this.#offset = isStuffed ? found + 2 : found;
      if (isStuffed) continue;
      this.hasMore = false;
      break;
    }
    this.endBit = bytes * 8;
    window.fill(0, bytes, bytes + UNIT_MOST_BYTES);
  }

  /** Goes on behind the marker that ended the data; false where it is another one. */
  passMarker(marker: number): boolean {
    const content = this.#content;
    while (content[this.#offset + 1] === 0xff) this.#offset++;
    if (content[this.#offset] !== 0xff || content[this.#offset + 1] !== marker) return false;
    this.#offset += 2;
    this.bit = 0;
    this.endBit = 0;
    this.hasMore = true;
    return true;
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
