/** Whether somebody typed what they were asked for, however it was spaced and composed. */
export function isConfirmed(typed: string, wanted: string): boolean {
  return plain(typed) === plain(wanted);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
