/** Addresses that somebody pasted. */
export interface AddressList {
  /** Each once, as it was first written. */
  addresses: string[];
  /** Lines that hold something, but no address. */
  unread: string[];
}

/** What surrounds an address in copied text: separators, quotation marks, brackets. */
const AROUND = /[\s,;|<>()[\]"“”„‘’]+/u;
/** Something on both sides of one @, and a dot behind it: HeadshotPro knows which of them are anybody's. */
const ADDRESS = /^[^@]+@[^@]+\.[^@.]+$/u;

/** Reads addresses out of `text`, however they were written down. */
export function readAddresses(text: string): AddressList {
  const found = new Map<string, string>();
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const addresses = line.split(AROUND).map(bare).filter(isAddress);
    for (const address of addresses) {
      const key = address.toLowerCase();
      if (!found.has(key)) found.set(key, address);
    }
    if (addresses.length === 0 && line.trim() !== '') unread.push(line.trim());
  }
  return { addresses: [...found.values()], unread };
}

function bare(piece: string): string {
  return piece.replace(/^mailto:/i, '').replace(/[.:!?']+$/u, '');
}

/** The contract takes no longer ones. */
function isAddress(piece: string): boolean {
  return piece.length <= 320 && ADDRESS.test(piece);
}
