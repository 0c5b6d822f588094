/**
 * The longest finished name, in UTF-8 bytes. With `.part` behind it that makes 143, which is what
 * encrypted Linux and NAS folders (eCryptfs) take; every other file system takes 255.
 */
export const MAX_SEGMENT_BYTES = 138;

/** What stands behind a file's name while it is being written. */
export const PART_SUFFIX = '.part';

/** What a Windows path may measure (UTF-16 units), with room for its drive and for `.part`. */
const MAX_PATH_UNITS = 240;
/** The longest path inside an archive (UTF-16 units): leaves 60 for wherever it is unpacked. */
const MAX_INNER_UNITS = 180;
/** Below this, names lose their meaning; a target folder this deep is its owner's choice. */
const MIN_INNER_UNITS = 60;
const MIN_SEGMENT_UNITS = 24;

// Bidirectional controls, zero-width characters and fillers: unseen, and ignored by some file systems.
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
// Forbidden ones, control characters, line separators, and code points that macOS refuses.
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu;
// Dots hide a file or climb a folder, a dash looks like an option, Windows drops what trails.
const LEADING = /^[\s.-]+/;
const TRAILING = /[\s.]+$/;
// Windows takes these for devices, whatever extension follows.
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/iu;

const ASCII = /^[\x20-\x7e]*$/;
/** Names that are as they should be but for spaces and length: most by far. */
const PLAIN = /^[\w()][\w() .,&+'-]*$/;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How long a piece of a name may be: UTF-8 bytes (Linux) and UTF-16 units (Windows, macOS). */
export interface NameBudget {
  bytes: number;
  units: number;
}

/**
 * `text` as a file or folder name that Windows, macOS and Linux all take as it is, in NFC, within
 * `budget`; '' when nothing is left of it. Applying it again changes nothing.
 */
export function safeName(text: string, budget: NameBudget): string {
  if (isPlain(text, budget)) return text;
  const plain = text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(/\s+/g, ' ')
    .replace(LEADING, '');
  const clipped = clip(plain.replace(TRAILING, ''), budget).replace(TRAILING, '');
  // Only now: what is cut off may have been all that told it from a device.
  return DEVICE.test(clipped) ? clip(`_${clipped}`, budget).replace(TRAILING, '') : clipped;
}

/** Whether a name can stay as it is, told at a tenth of the cost. */
function isPlain(text: string, budget: NameBudget): boolean {
  return (
    text.length <= budget.units &&
    text.length <= budget.bytes &&
    PLAIN.test(text) &&
    !text.includes('  ') &&
    !text.endsWith(' ') &&
    !text.endsWith('.') &&
    !DEVICE.test(text)
  );
}

/** Names with the same key are one file on some file system: without case and Unicode form. */
export function nameKey(name: string): string {
  // Most names by far, and ten times as fast.
  if (ASCII.test(name)) return name.toLowerCase();
  return name.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKC');
}

/** What each segment of a path of `depth` segments may measure, when the path lies in `folder`. */
export function segmentBudget(depth: number, folder: string | null): NameBudget {
  const left = folder === null ? MAX_INNER_UNITS : MAX_PATH_UNITS - folder.length - 1;
  const inner = Math.max(MIN_INNER_UNITS, Math.min(MAX_INNER_UNITS, left));
  const units = Math.floor((inner - (depth - 1)) / depth);
  return { bytes: MAX_SEGMENT_BYTES, units: Math.max(MIN_SEGMENT_UNITS, units) };
}

/** `budget` less the room that `text` takes. */
export function budgetWithout(budget: NameBudget, text: string): NameBudget {
  return { bytes: budget.bytes - Buffer.byteLength(text), units: budget.units - text.length };
}

function clip(text: string, budget: NameBudget): string {
  if (text.length <= budget.units && Buffer.byteLength(text) <= budget.bytes) return text;
  const whole = takeWhileFits(graphemes.segment(text), budget);
  // One letter under a tower of accents can be longer than a whole name: then it is cut.
  return whole === '' ? takeWhileFits(codePoints(text), budget) : whole;
}

function takeWhileFits(pieces: Iterable<{ segment: string }>, budget: NameBudget): string {
  let taken = '';
  let bytes = 0;
  for (const { segment } of pieces) {
    bytes += Buffer.byteLength(segment);
    if (bytes > budget.bytes || taken.length + segment.length > budget.units) break;
    taken += segment;
  }
  return taken;
}

function* codePoints(text: string): Iterable<{ segment: string }> {
  for (const segment of text) yield { segment };
}
