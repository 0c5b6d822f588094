import { type HuffmanTable, huffmanTable } from './huffman-table.ts';
import { type Scan, type ScanPart, walkScan } from './jpeg-scan.ts';

/** What is known of a JPEG that was walked to its end. */
export interface WalkedJpeg {
  width: number;
  height: number;
  /** It has Exif data, which may say that it is to be turned. */
  hasExif: boolean;
}

interface Component {
  id: number;
  across: number;
  down: number;
  quantTable: number;
}

interface Frame {
  width: number;
  height: number;
  components: Component[];
}

/** What the segments so far have laid down. */
interface Tables {
  frame: Frame | null;
  quant: Set<number>;
  dc: (HuffmanTable | undefined)[];
  ac: (HuffmanTable | undefined)[];
  restartInterval: number;
  hasExif: boolean;
}

const BLOCK = 8;

/**
 * Walks a sequential JPEG (ITU-T T.81) through every code of every block to its end marker, which is
 * all of a decoder's work that can go wrong. Null where it cannot say that all is exactly as its head
 * has announced: with damage, but also with the kinds that it does not know (progressive, arithmetic).
 */
export async function walkJpeg(content: Buffer): Promise<WalkedJpeg | null> {
  const tables: Tables = {
    frame: null,
    quant: new Set(),
    dc: [],
    ac: [],
    restartInterval: 0,
    hasExif: false,
  };
  const scanned = new Set<number>();
  let offset = 2;
  if (content.length < 4 || content.readUInt16BE(0) !== 0xffd8) return null;
  for (;;) {
    while (content[offset] === 0xff && content[offset + 1] === 0xff) offset++;
    if (offset >= content.length) return null;
    if (content[offset] !== 0xff) return null;
    const marker = content[offset + 1] ?? 0;
    if (marker === 0xd9) break;
    const start = offset + 4;
    if (start > content.length) return null;
    const end = offset + 2 + content.readUInt16BE(offset + 2);
    if (end < start) return null;
    if (end > content.length) return null;
    const segment = content.subarray(start, end);
    if (marker === 0xda) {
      const scan = scanOf(segment, tables, scanned);
      if (scan === null) return null;
      const next = await walkScan(content, end, scan, tables.restartInterval);
      if (next === null) return null;
      offset = next;
    } else {
      if (!readSegment(marker, segment, tables)) return null;
      offset = end;
    }
  }
  const { frame, hasExif } = tables;
  if (frame === null) return null;
  if (scanned.size !== frame.components.length) return null;
  return { width: frame.width, height: frame.height, hasExif };
}

/** Takes in a segment before a scan; false where it is damaged or of a kind not known here. */
function readSegment(marker: number, segment: Buffer, tables: Tables): boolean {
  if (marker === 0xc0 || marker === 0xc1) {
    if (tables.frame !== null) return false;
    tables.frame = frameOf(segment);
    return tables.frame !== null;
  }
  if (marker === 0xc4) return readHuffmanTables(segment, tables);
  if (marker === 0xdb) return readQuantTables(segment, tables);
  if (marker === 0xdd) {
    if (segment.length !== 2) return false;
    tables.restartInterval = segment.readUInt16BE(0);
    return true;
  }
  if (marker === 0xe1 && segment.toString('latin1', 0, 4) === 'Exif') tables.hasExif = true;
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

function frameOf(segment: Buffer): Frame | null {
  const count = segment[5] ?? 0;
  if (count === 0 || segment.length !== 6 + 3 * count || segment[0] !== 8) return null;
  const height = segment.readUInt16BE(1);
  const width = segment.readUInt16BE(3);
  const components = Array.from({ length: count }, (_, index): Component => {
    const [id = 0, sampling = 0, quantTable = 0] = segment.subarray(6 + 3 * index);
    return { id, across: sampling >>> 4, down: sampling & 15, quantTable };
  });
  const isSound = components.every(({ across, down }) => isFactor(across) && isFactor(down));
  const isDistinct = new Set(components.map(({ id }) => id)).size === count;
  return width > 0 && height > 0 && isSound && isDistinct && (count === 1 || count === 3)
    ? { width, height, components }
    : null;
}

function isFactor(sampling: number): boolean {
  return sampling >= 1 && sampling <= 4;
}

function readHuffmanTables(segment: Buffer, { dc, ac }: Tables): boolean {
  let offset = 0;
  while (offset + 17 <= segment.length) {
    const kind = segment[offset] ?? 0;
    const counts = segment.subarray(offset + 1, offset + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = segment.subarray(offset + 17, offset + 17 + total);
    if ((kind & 0xef) > 3 || total > 256 || values.length < total) return false;
    if (kind < 0x10 && values.some((bits) => bits > 15)) return false;
    const table = huffmanTable(counts, values);
    if (table === null) return false;
    (kind < 0x10 ? dc : ac)[kind & 15] = table;
    offset += 17 + total;
  }
  return offset === segment.length;
}

function readQuantTables(segment: Buffer, { quant }: Tables): boolean {
  let offset = 0;
  while (offset < segment.length) {
    const kind = segment[offset] ?? 0;
    if ((kind & 15) > 3 || kind >>> 4 > 1) return false;
    quant.add(kind & 15);
    offset += kind >>> 4 === 0 ? 65 : 129;
  }
  return offset === segment.length;
}

/** Reads a scan's header (B.2.3). Each component comes once. */
function scanOf(segment: Buffer, tables: Tables, scanned: Set<number>): Scan | null {
  const { frame, quant, dc, ac } = tables;
  const count = segment[0] ?? 0;
  if (frame === null || count === 0 || segment.length !== 4 + 2 * count) return null;
  // All coefficients, in full: anything else is a progressive scan's.
  if (segment.readUIntBE(1 + 2 * count, 3) !== 0x003f00) return null;
  const components: Component[] = [];
  const parts: ScanPart[] = [];
  for (let index = 0; index < count; index++) {
    const id = segment[1 + 2 * index] ?? 0;
    const kinds = segment[2 + 2 * index] ?? 0;
    const component = frame.components.find((candidate) => candidate.id === id);
    const [dcTable, acTable] = [dc[kinds >>> 4], ac[kinds & 15]];
    if (!component || !dcTable || !acTable || scanned.has(id)) return null;
    if (!quant.has(component.quantTable)) return null;
    scanned.add(id);
    components.push(component);
    const blocks = count === 1 ? 1 : component.across * component.down;
    parts.push({ blocks, dc: dcTable, ac: acTable });
  }
  return { units: unitsOf(frame, components), parts };
}

/** How many units a scan has (A.2): a component alone has just the blocks that its pixels need. */
function unitsOf({ width, height, components }: Frame, scanned: Component[]): number {
  const across = Math.max(...components.map((component) => component.across));
  const down = Math.max(...components.map((component) => component.down));
  const [alone] = scanned;
  if (scanned.length === 1 && alone) {
    const ownWidth = Math.ceil((width * alone.across) / across);
    const ownHeight = Math.ceil((height * alone.down) / down);
    return Math.ceil(ownWidth / BLOCK) * Math.ceil(ownHeight / BLOCK);
  }
  return Math.ceil(width / (BLOCK * across)) * Math.ceil(height / (BLOCK * down));
}
