import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { openPromise } from 'yauzl';

const run = promisify(execFile);

/** Programs other than ours that have to accept our ZIPs. Each exits with an error when it does not. */
const PROGRAMS = [
  { names: ['unzip'], args: ['-tqq'] },
  { names: ['python3', 'python'], args: ['-m', 'zipfile', '-t'] },
  { names: ['7zz', '7z', '7za'], args: ['t'] },
  { names: ['bsdtar'], args: ['-tf'] },
];

/**
 * Opens a ZIP with every one of those programs that this machine has. In CI, which installs them,
 * a missing one is an error, so that none is passed over there without anybody noticing.
 */
export async function opensEverywhere(path: string): Promise<void> {
  for (const { names, args } of PROGRAMS) {
    const program = names.find(isInstalled);
    if (program) await run(program, [...args, path], { maxBuffer: 1e8 });
    else if (process.env['CI']) throw new Error(`CI opens ZIPs with ${names[0]}: install it.`);
  }
}

/** The files in a ZIP by name, as a reader of other people's making gives them, CRC checked. */
export async function unzipped(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
    files.set(entry.fileName, content);
  }
  return files;
}

/** What a person sees who opens an export: each file's SHA-256, and the two manifests, read. */
export async function seenInside(path: string): Promise<{
  sums: Record<string, string>;
  photos: Record<string, unknown>[];
  table: Record<string, string>[];
}> {
  const files = await unzipped(path);
  const sums = [...files].map(([name, content]) => [name, sha256(content)] as const);
  const manifest = JSON.parse(String(files.get('manifest.json')));
  const table = parse(files.get('manifest.csv') ?? '', { bom: true, columns: true });
  return {
    sums: Object.fromEntries(sums),
    photos: manifest.photos,
    table: table as Record<string, string>[],
  };
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}
