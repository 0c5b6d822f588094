import { AppError } from '#shared/errors.ts';
import type { InviteList, InviteSource } from '#shared/invites.ts';
import { decodeText } from './decode-text.ts';
import { parseInvites } from './parse.ts';

/** More is a mistake, or another kind of file. */
const MOST_LINES = 20_000;
/** How files begin that spreadsheets save when nobody asks them for a CSV. */
const NO_TEXT: readonly [Buffer, string][] = [
  [Buffer.from('PK\x03\x04'), 'an Excel, Numbers or OpenDocument file'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'an old Excel file'],
  [Buffer.from('%PDF-'), 'a PDF'],
];

/** Reads pasted text or a file's bytes. Throws `invalid_input` for what is no text, and for far too much. */
export function readSource(content: InviteSource['content']): InviteList {
  const list = parseInvites(
    'text' in content ? content.text : readBytes(Buffer.from(content.base64, 'base64')),
  );
  if (list.lines.length <= MOST_LINES) return list;
  throw new AppError(
    'invalid_input',
    `This list has ${list.lines.length} people; at most ${MOST_LINES} can be sent together. Part it into several files.`,
  );
}

function readBytes(bytes: Buffer): string {
  for (const [beginning, what] of NO_TEXT) {
    if (!bytes.subarray(0, beginning.length).equals(beginning)) continue;
    throw new AppError(
      'invalid_input',
      `This is ${what}. Save the list as CSV and choose that file, or copy the cells and paste them.`,
    );
  }
  const text = decodeText(bytes);
  if (!hasUnreadable(text)) return text;
  throw new AppError(
    'invalid_input',
    'This is not a text file. Save the list as CSV (UTF-8) and choose that file, or copy the cells and paste them.',
  );
}

/** Whether `text` has more control characters than a stray one now and then, as pictures and archives do. */
function hasUnreadable(text: string): boolean {
  const controls = text.match(/[\p{Cc}--[\t\n\v\f\r]]/gv)?.length ?? 0;
  return controls > text.length / 20;
}
