import { createHash } from 'node:crypto';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { readZip } from './zip-reader.ts';
import { createZip, type ZipWriterOptions } from './zip-writer.ts';

let folder: SampleFolder;
beforeEach(async () => {
  folder = await sampleFolder();
});
afterEach(() => folder.remove());

const date = new Date('2025-01-02T03:04:06Z');

async function write(
  files: Record<string, Buffer>,
  options: ZipWriterOptions & { date?: Date } = {},
) {
  const path = join(folder.path, 'a.zip');
  const zip = await createZip(path, options);
  for (const [name, content] of Object.entries(files)) {
    await zip.add(name, content, options.date ?? date);
  }
  return { path, ...(await zip.finish()) };
}

/** Throws in place of the piece `failAt`, if that is given. */
async function* piecesOf(content: Buffer, bytes: number, failAt = -1): AsyncGenerator<Buffer> {
  for (let index = 0; index * bytes < content.length; index += 1) {
    if (index === failAt) throw new Error('the disk is gone');
    yield content.subarray(index * bytes, (index + 1) * bytes);
  }
}

/** As a reader of other people's making finds them. */
async function entriesOf(path: string): Promise<Entry[]> {
  const zip = await fromBufferPromise(await readFile(path), { validateEntrySizes: true });
  return Array.fromAsync(zip.eachEntry());
}

async function contentsOf(path: string): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const entry of readZip(path, { sha256: true })) {
    expect(entry.problem).toBeNull();
    found[entry.name] = entry.sha256;
  }
  return found;
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('the ZIP writer', () => {
  it('keeps every byte of small, large and empty files', async () => {
    const files = {
      'empty.jpg': Buffer.alloc(0),
      'one.jpg': Buffer.from('x'),
      'Zoë/山田.jpg': Buffer.alloc(70_000, 7),
      'large.jpg': Buffer.alloc(5_000_001, 'large'),
    };
    const { path } = await write(files);
    const expected = Object.entries(files).map(([name, content]) => [name, sha256(content)]);
    expect(await contentsOf(path)).toEqual(Object.fromEntries(expected));
  });

  it('lets the memory of a file be used again once it is added', async () => {
    const path = join(folder.path, 'a.zip');
    const zip = await createZip(path);
    const memory = Buffer.alloc(300_000);
    const expected: Record<string, string> = {};
    for (let fill = 1; fill <= 20; fill += 1) {
      memory.fill(fill);
      expected[`${fill}.jpg`] = sha256(memory);
      await zip.add(`${fill}.jpg`, memory, date);
    }
    await zip.finish();
    expect(await contentsOf(path)).toEqual(expected);
  });

  it('says the size of what is on the disk, and writes the same bytes for the same input', async () => {
    const files = { 'a.jpg': Buffer.from('a'), 'b.jpg': Buffer.alloc(2_000_000, 'b') };
    const { sizeBytes, path } = await write(files);
    const bytes = await readFile(path);
    expect(sizeBytes).toBe(bytes.length);
    await write(files);
    expect(sha256(await readFile(path))).toBe(sha256(bytes));
  });

  it('takes a file in pieces', async () => {
    const content = Buffer.alloc(3_000_001, 'piece by piece');
    const path = join(folder.path, 'a.zip');
    const zip = await createZip(path);
    const facts = { sizeBytes: content.length, crc32: crc32(content), date };
    await zip.addPieces({ name: 'a.jpg', ...facts }, piecesOf(content, 1_000_000));
    await zip.finish();
    expect(await contentsOf(path)).toEqual({ 'a.jpg': sha256(content) });
  });

  it.each([
    ['fails', 3_000_000, /the disk is gone/],
    ['is shorter than it was said to be', 3_000_001, /has not the size/],
    ['is longer than it was said to be', 2_999_999, /has not the size/],
  ])('keeps nothing of a file that %s, and goes on', async (what, sizeBytes, reason) => {
    const path = join(folder.path, 'a.zip');
    const zip = await createZip(path);
    const bad = Buffer.alloc(3_000_000, 'bad');
    await zip.add('first.jpg', Buffer.from('first'), date);
    const adding = zip.addPieces(
      { name: 'bad.jpg', sizeBytes, crc32: crc32(bad), date },
      what === 'fails' ? piecesOf(bad, 1_000_000, 2) : piecesOf(bad, 1_000_000),
    );
    await expect(adding).rejects.toThrow(reason);
    await zip.add('last.jpg', Buffer.from('last'), date);
    await zip.finish();
    expect(await contentsOf(path)).toEqual({
      'first.jpg': sha256(Buffer.from('first')),
      'last.jpg': sha256(Buffer.from('last')),
    });
    expect((await readFile(path)).includes('bad')).toBe(false);
  });

  it.each([
    ['1601-02-03T04:05:06Z', '1980-01-01T00:00:00.000Z'],
    ['1979-12-31T23:59:59Z', '1980-01-01T00:00:00.000Z'],
    ['1980-01-01T00:00:02Z', '1980-01-01T00:00:02.000Z'],
    ['2107-12-31T23:59:59Z', '2107-12-31T23:59:58.000Z'],
    ['2108-01-01T00:00:00Z', '2107-12-31T23:59:58.000Z'],
    ['not a date', '1980-01-01T00:00:00.000Z'],
  ])('brings the date %s into the years of a ZIP', async (wanted, written) => {
    const { path } = await write({ 'a.jpg': Buffer.from('a') }, { date: new Date(wanted) });
    const [entry] = await entriesOf(path);
    const options = { timezone: 'UTC', forceDosFormat: true } as const;
    expect(entry?.getLastModDate(options).toISOString()).toBe(written);
  });

  it('says the exact time, too', async () => {
    const exact = new Date('2025-01-02T03:04:07Z');
    const { path } = await write({ 'a.jpg': Buffer.from('a') }, { date: exact });
    const [entry] = await entriesOf(path);
    expect(entry?.getLastModDate()).toEqual(exact);
  });

  it('takes names of up to 65,535 bytes', async () => {
    const name = `${'ü'.repeat(32_766)}abc`;
    const { path } = await write({ [name]: Buffer.from('a') });
    expect(Object.keys(await contentsOf(path))).toEqual([name]);
    const zip = await createZip(path);
    await expect(zip.add(`${name}d`, Buffer.from('a'), date)).rejects.toThrow(RangeError);
    await zip.abort();
  });

  it('stores sizes and CRC in front of the data, and marks UTF-8 names', async () => {
    const bytes = await readFile((await write({ 'é.jpg': Buffer.from('abc') })).path);
    const flags = bytes.readUInt16LE(6);
    expect({ utf8: flags & 0x800, descriptor: flags & 8, method: bytes.readUInt16LE(8) }).toEqual({
      utf8: 0x800,
      descriptor: 0,
      method: 0,
    });
    expect(bytes.readUInt32LE(18)).toBe(3);
    const unixMode = bytes.readUInt32LE(bytes.indexOf('PK\u0001\u0002') + 38) >>> 16;
    expect(unixMode.toString(8)).toBe('100644');
  });

  it('writes ZIP64 when told to', async () => {
    const { path } = await write({ 'a.jpg': Buffer.from('a') }, { forceZip64: true });
    expect((await readFile(path)).includes('PK\u0006\u0006')).toBe(true);
    expect(await contentsOf(path)).toEqual({ 'a.jpg': sha256(Buffer.from('a')) });
  });

  it('leaves nothing behind when it is aborted', async () => {
    const path = join(folder.path, 'a.zip');
    const zip = await createZip(path);
    await zip.add('a.jpg', Buffer.alloc(3_000_000), date);
    await zip.abort();
    await expect(access(path)).rejects.toThrow();
    await expect(zip.add('b.jpg', Buffer.from('b'), date)).rejects.toThrow();
  });

  it('replaces what a killed run has left', async () => {
    await writeFile(join(folder.path, 'a.zip'), Buffer.alloc(9_000_000));
    const { sizeBytes } = await write({ 'a.jpg': Buffer.from('a') });
    expect(sizeBytes).toBeLessThan(1000);
    expect(await readdir(folder.path)).toEqual(['a.zip']);
  });
});
