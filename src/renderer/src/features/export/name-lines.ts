/** One line of a tree of names: a folder with its slash, or a file and how deep it lies. */
export type NameLine =
  | { kind: 'folder'; text: string; path: string }
  | { kind: 'file'; text: string; path: string; inFolder: boolean };

/** Paths of an export as at most `limit` lines: each folder once, its files below it. */
export function nameLines(
  paths: readonly string[],
  limit: number,
): { lines: NameLine[]; files: number } {
  const lines: NameLine[] = [];
  let folder = '';
  let files = 0;
  for (const path of paths) {
    const at = path.lastIndexOf('/') + 1;
    const isNew = path.slice(0, at) !== folder;
    // A folder without a file below it would say nothing.
    if (lines.length + (isNew && at > 0 ? 2 : 1) > limit) break;
    folder = path.slice(0, at);
    if (isNew && at > 0) lines.push({ kind: 'folder', text: folder, path: folder });
    lines.push({ kind: 'file', text: path.slice(at), path, inFolder: at > 0 });
    files += 1;
  }
  return { lines, files };
}
