import { createHash } from 'node:crypto';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { readZip } from './zip-reader.ts';
import { createZip, type ZipWriterOptions } from './zip-writer.ts';

let folder: SampleFolder;
beforeEach(async () => {
  folder = await sampleFolder();
});
afterEach(() => folder.remove());

const date = new Date('2025-01-02T03:04:06Z');

async function write(files: Record<string, Buffer>, options?: ZipWriterOptions) {
  const path = join(folder.path, 'a.zip');
  const zip = await createZip(path, options);
  for (const [name, content] of Object.entries(files)) await zip.add(name, content, date);
  return { path, ...(await zip.finish()) };
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

  it('says size and sha256 of what is on the disk, the same for the same input', async () => {
    const files = { 'a.jpg': Buffer.from('a'), 'b.jpg': Buffer.alloc(2_000_000, 'b') };
    const first = await write(files);
    const bytes = await readFile(first.path);
    expect(first).toMatchObject({ sizeBytes: bytes.length, sha256: sha256(bytes) });
    expect((await write(files)).sha256).toBe(first.sha256);
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
