import { createHash } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { checkZip, type ExpectedFile } from './check-zip.ts';
import { verifyZip } from './verify-zip.ts';
import { centralHeader, endOfDirectory, localHeader } from './zip-format.ts';
import { createZip, type ZipWriterOptions } from './zip-writer.ts';

let folder: SampleFolder;
let path: string;
beforeEach(async () => {
  folder = await sampleFolder();
  path = join(folder.path, 'team.zip');
});
afterEach(() => folder.remove());

const photos = { 'a.jpg': Buffer.alloc(2_000, 'a'), 'b.jpg': Buffer.alloc(1_500_000, 'b') };

async function writeZip(
  files: Record<string, Buffer>,
  options?: ZipWriterOptions,
): Promise<Map<string, ExpectedFile>> {
  const zip = await createZip(path, options);
  for (const [name, content] of Object.entries(files)) await zip.add(name, content, new Date(0));
  await zip.finish();
  return new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      { sizeBytes: content.length, crc32: crc32(content) },
    ]),
  );
}

function manifestOf(files: Record<string, Buffer>): Buffer {
  const rows = Object.entries(files).map(([file, content]) => ({
    file,
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return Buffer.from(JSON.stringify({ photos: rows }));
}

async function flip(at: (bytes: Buffer) => number): Promise<void> {
  const bytes = await readFile(path);
  const index = at(bytes);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('checkZip', () => {
  it('accepts what is as it should be', async () => {
    const expected = await writeZip(photos);
    const seen: string[] = [];
    const checked = await checkZip(path, expected, { onEntry: (entry) => seen.push(entry.name) });
    expect(seen).toEqual(['a.jpg', 'b.jpg']);
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(checked).toEqual({ sizeBytes: bytes.length, sha256 });
  });

  it('accepts ZIP64, and headers wherever in a block of reading they lie', async () => {
    const files: Record<string, Buffer> = {};
    for (let index = 0; index < 60; index += 1) {
      files[`${index}.jpg`] = Buffer.alloc(2 ** 20 - 75 + index, `${index}`);
    }
    const expected = await writeZip(files, { forceZip64: true });
    const { sha256 } = await checkZip(path, expected);
    expect(sha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
  });

  it('finds a flipped byte in the data', async () => {
    const expected = await writeZip(photos);
    await flip((bytes) => bytes.indexOf('bbbb') + 900_000);
    await expect(checkZip(path, expected)).rejects.toMatchObject({
      code: 'export_unverified',
      message: expect.stringMatching(/team\.zip .*b\.jpg has changed/),
    });
  });

  it('finds a name that differs between the two places that hold it', async () => {
    const expected = await writeZip(photos);
    await flip((bytes) => bytes.indexOf('a.jpg'));
    await expect(checkZip(path, expected)).rejects.toThrow(/a\.jpg cannot be read .*two names/);
  });

  it.each([
    ['checksum', 14, /a\.jpg cannot be read .*two checksums/],
    ['packed size', 18, /a\.jpg cannot be read .*two sizes/],
    ['unpacked size', 22, /a\.jpg cannot be read .*two sizes/],
  ])('finds a %s that differs between the two', async (_, offset, reason) => {
    const expected = await writeZip(photos);
    await flip(() => offset);
    await expect(checkZip(path, expected)).rejects.toThrow(reason);
  });

  it('finds a byte flipped in ZIP64 sizes', async () => {
    const expected = await writeZip(photos, { forceZip64: true });
    await flip(() => 30 + 'a.jpg'.length + 4);
    await expect(checkZip(path, expected)).rejects.toThrow(/two sizes/);
  });

  it.each([
    ['missing', { 'a.jpg': photos['a.jpg'] }, /b\.jpg is missing/],
    ['too many', { ...photos, 'c.jpg': Buffer.from('c') }, /c\.jpg should not be in it/],
    ['other bytes', { ...photos, 'a.jpg': Buffer.alloc(2_000, 'x') }, /a\.jpg is not the photo/],
    ['another size', { ...photos, 'a.jpg': Buffer.alloc(1) }, /a\.jpg has 1 bytes instead of 2000/],
  ])('finds %s', async (_, written, reason) => {
    const expected = await writeZip(photos);
    await writeZip(written);
    await expect(checkZip(path, expected)).rejects.toThrow(reason);
  });

  it('refuses a ZIP that has been cut off', async () => {
    const expected = await writeZip(photos);
    await truncate(path, 1_000_000);
    await expect(checkZip(path, expected)).rejects.toMatchObject({ code: 'export_unverified' });
  });

  it('stops when it is told to', async () => {
    const expected = await writeZip(photos);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(checkZip(path, expected, { signal })).rejects.toThrow('enough');
  });
});

describe('verifyZip', () => {
  it('finds nothing wrong with a finished export', async () => {
    const manifest = manifestOf(photos);
    await writeZip({ ...photos, 'manifest.json': manifest });
    expect(await verifyZip(path)).toEqual({
      files: 3,
      sizeBytes: 1_502_000 + manifest.length,
      hasManifest: true,
      problems: [],
    });
  });

  it('finds what differs from the manifest, although the ZIP itself is sound', async () => {
    const manifest = manifestOf({ ...photos, 'gone.jpg': Buffer.from('gone') });
    await writeZip({ ...photos, 'a.jpg': Buffer.alloc(2_000, 'x'), 'manifest.json': manifest });
    expect((await verifyZip(path)).problems).toEqual([
      { name: 'a.jpg', message: 'is not the photo that the manifest lists' },
      { name: 'gone.jpg', message: 'is missing' },
    ]);
  });

  it('finds a flipped byte without a manifest, and says there was none', async () => {
    await writeZip(photos);
    await flip((bytes) => bytes.indexOf('aaaa'));
    expect(await verifyZip(path)).toMatchObject({
      hasManifest: false,
      problems: [{ name: 'a.jpg', message: expect.stringContaining('checksum') }],
    });
  });

  it('says when a manifest cannot be understood', async () => {
    await writeZip({ 'manifest.json': Buffer.from('{') });
    expect((await verifyZip(path)).problems).toEqual([
      { name: 'manifest.json', message: 'cannot be understood' },
    ]);
  });

  it('lists a damaged file once, although its manifest does not agree either', async () => {
    await writeZip({ ...photos, 'manifest.json': manifestOf(photos) });
    await flip((bytes) => bytes.indexOf('aaaa'));
    expect((await verifyZip(path)).problems).toEqual([
      { name: 'a.jpg', message: expect.stringContaining('checksum') },
    ]);
  });

  it('reads ZIPs whose files lie in another order, and say their sizes behind their bytes', async () => {
    await writeFile(path, streamedZip({ 'a.txt': 'first', 'b.txt': 'second', 'c.txt': '' }));
    expect(await verifyZip(path)).toMatchObject({ files: 3, sizeBytes: 11, problems: [] });
  });

  it('reads ZIPs that another program has deflated', async () => {
    await writeFile(path, deflatedZip('a.txt', Buffer.from('deflated '.repeat(500))));
    expect(await verifyZip(path)).toMatchObject({ files: 1, sizeBytes: 4500, problems: [] });
  });

  it('says plainly when there is no file, or no ZIP', async () => {
    await expect(verifyZip(path)).rejects.toMatchObject({ code: 'not_found' });
    await writeFile(path, 'not a ZIP');
    await expect(verifyZip(path)).rejects.toMatchObject({ code: 'export_unverified' });
  });
});

/** A ZIP of one deflated entry, by hand (APPNOTE 4.3). */
function deflatedZip(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(data.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, Buffer.from(name), data]);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000'),
    facts,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** A ZIP as programs write it that do not know the sizes beforehand, its directory from last to first. */
function streamedZip(files: Record<string, string>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const facts = { name: Buffer.from(name), sizeBytes: content.length, crc32: crc32(content) };
    const known = { ...facts, date: new Date(0) };
    const local = localHeader({ ...known, sizeBytes: 0, crc32: 0 }, false);
    local.writeUInt16LE(local.readUInt16LE(6) | 8, 6);
    const descriptor = Buffer.alloc(16);
    descriptor.write('PK\u0007\u0008', 'latin1');
    for (const [index, value] of [facts.crc32, content.length, content.length].entries()) {
      descriptor.writeUInt32LE(value, 4 + 4 * index);
    }
    directory.unshift(centralHeader(known, offset, false));
    pieces.push(local, content, descriptor);
    offset += local.length + content.length + descriptor.length;
  }
  const sizeBytes = Buffer.concat(directory).length;
  const end = endOfDirectory({ entries: directory.length, offset, sizeBytes }, false);
  return Buffer.concat([...pieces, ...directory, end]);
}
