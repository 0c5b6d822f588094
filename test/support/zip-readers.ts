import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { openPromise } from 'yauzl';

const run = promisify(execFile);

/**
 * Programs other than ours that have to accept our ZIPs: how each tests one, and how it unpacks one
 * into a folder. Each exits with an error when it cannot.
 */
const PROGRAMS = [
  {
    names: ['unzip'],
    test: (zip: string) => ['-tqq', zip],
    unpack: (zip: string, to: string) => ['-q', zip, '-d', to],
  },
  {
    names: ['python3', 'python'],
    test: (zip: string) => ['-m', 'zipfile', '-t', zip],
    unpack: (zip: string, to: string) => ['-m', 'zipfile', '-e', zip, to],
  },
  {
    names: ['7zz', '7z', '7za'],
    test: (zip: string) => ['t', zip],
    unpack: (zip: string, to: string) => ['x', `-o${to}`, zip],
  },
  {
    names: ['bsdtar'],
    test: (zip: string) => ['-tf', zip],
    unpack: (zip: string, to: string) => ['-xf', zip, '-C', to],
  },
];
/** Names in a ZIP are UTF-8; the programs write them as the locale says. */
const env = { ...process.env, LC_ALL: 'C.UTF-8' };

/**
 * Opens a ZIP with every one of those programs that this machine has. In CI, which installs them,
 * a missing one is an error, so that none is passed over there without anybody noticing.
 */
export async function opensEverywhere(path: string): Promise<void> {
  for (const { program, test } of installed()) {
    await run(program, test(path), { maxBuffer: 1e8, env });
  }
}

/** Unpacks a ZIP with each of them, each into a folder of its own below `folder`. */
export async function unpackedEverywhere(
  path: string,
  folder: string,
): Promise<{ program: string; path: string }[]> {
  const unpacked = [];
  for (const { program, unpack } of installed()) {
    const to = await mkdtemp(join(folder, `${program}-`));
    await run(program, unpack(path, to), { maxBuffer: 1e8, env });
    unpacked.push({ program, path: to });
  }
  return unpacked;
}

const PYTHON_LISTING = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as zip:
    assert zip.testzip() is None
    print(json.dumps([[it.filename, it.file_size, it.CRC] for it in zip.infolist()]))
`;

/** Name, size and CRC of each file as Python's zipfile reads them; null where there is no Python. */
export async function listedByPython(path: string): Promise<[string, number, number][] | null> {
  const python = installed().find(({ program }) => program.startsWith('python'))?.program;
  if (!python) return null;
  const args = ['-c', PYTHON_LISTING, path];
  const { stdout } = await run(python, args, { maxBuffer: 1e8, env });
  return JSON.parse(stdout);
}

function installed() {
  return PROGRAMS.flatMap(({ names, ...does }) => {
    const program = names.find(isInstalled);
    if (program) return [{ program, ...does }];
    if (process.env['CI']) throw new Error(`CI opens ZIPs with ${names[0]}: install it.`);
    return [];
  });
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

/** What a person sees who opens an export: each file's SHA-256, and the two manifests, also read. */
export async function seenInside(path: string): Promise<{
  sums: Record<string, string>;
  photos: Record<string, unknown>[];
  table: Record<string, string>[];
  json: Buffer;
  csv: Buffer;
}> {
  const files = await unzipped(path);
  const sums = [...files].map(([name, content]) => [name, sha256(content)] as const);
  const [json, csv] = ['manifest.json', 'manifest.csv'].map((name) => files.get(name));
  if (!json || !csv) throw new Error(`${path} has no manifest.`);
  const { photos } = JSON.parse(String(json));
  const table: Record<string, string>[] = parse(csv, { bom: true, columns: true });
  return { sums: Object.fromEntries(sums), photos, table, json, csv };
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}
