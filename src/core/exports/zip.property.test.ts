import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyText } from '#test/awkward-names.ts';
import { candidate, exportOptions, type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { runs } from '#test/property-runs.ts';
import { listedByPython, opensEverywhere, unzipped } from '#test/zip-readers.ts';
import { planExport } from './plan.ts';
import { readZip } from './zip-reader.ts';
import { createZip } from './zip-writer.ts';

let folder: SampleFolder;
let path: string;
beforeEach(async () => {
  folder = await sampleFolder();
  path = join(folder.path, 'a.zip');
});
afterEach(() => folder.remove());

const anyDate = fc.oneof(
  fc.date({ noInvalidDate: true }),
  fc.date({ min: new Date('1979-01-01'), max: new Date('2108-12-31'), noInvalidDate: true }),
);

/** The names that an export gives to the photos of people who are called so. */
function namesFor(people: readonly string[]): string[] {
  const photos = people.map((personName, index) =>
    candidate({ personName, personId: `${index}`, modelId: `m${index}` }),
  );
  const context = { organizationName: 'Acme', exists: () => false };
  const options = exportOptions({ template: '{person}/{email|slug}-{person}' });
  return planExport(options, photos, context).targets.flatMap(({ entries }) =>
    entries.map(({ name }) => name),
  );
}

describe('a ZIP', () => {
  it('gives back any planned names and bytes to readers of other people’s making', async () => {
    const content = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    const people = fc.array(anyText, { minLength: 100, maxLength: 300 });
    const contents = fc.array(fc.tuple(content, anyDate), { minLength: 5, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(people, contents, fc.boolean(), async (called, given, forceZip64) => {
        const names = namesFor(called);
        const zip = await createZip(path, { forceZip64 });
        const written: [string, Buffer][] = [];
        for (const [index, name] of names.entries()) {
          const [bytes, date] = given[index % given.length] ?? [Buffer.alloc(0), new Date(0)];
          await zip.add(name, bytes, date);
          written.push([name, bytes]);
        }
        await zip.finish();
        expect([...(await unzipped(path))]).toEqual(written);
        const listed = await listedByPython(path);
        const expected = written.map(([name, bytes]) => [name, bytes.length, crc32(bytes)]);
        if (listed !== null) expect(listed).toEqual(expected);
        await opensEverywhere(path);
      }),
      runs(3),
    );
  });

  it('holds exactly the files that came whole, in whatever pieces, whichever failed half-way', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 50 }),
      fc.integer({ min: 60_000, max: 1_100_000 }).map((length) => new Uint8Array(length)),
    );
    const file = fc.record({
      pieces: fc.array(piece, { maxLength: 6 }),
      end: fc.constantFrom('well', 'well', 'throws', 'a byte too many', 'a byte too few'),
      isAsync: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 12 }),
        fc.boolean(),
        async (files, forceZip64) => {
          const zip = await createZip(path, { forceZip64 });
          const whole: [string, Buffer][] = [];
          for (const [index, { pieces, end, isAsync }] of files.entries()) {
            const content = Buffer.concat(pieces);
            const sizeBytes = content.length + MISSTATED_BY[end];
            if (sizeBytes < 0) continue;
            const name = `${index}.jpg`;
            const facts = { name, sizeBytes, crc32: crc32(content), date: new Date(0) };
            const source = piecesOf(pieces, end === 'throws');
            const adding = zip.addPieces(facts, isAsync ? asynchronously(source) : source);
            if (end === 'well') await adding;
            else await expect(adding).rejects.toThrow();
            if (end === 'well') whole.push([name, content]);
          }
          await zip.finish();
          const found: [string, Buffer][] = [...(await unzipped(path))];
          expect(found.map(([name]) => name)).toEqual(whole.map(([name]) => name));
          for (const [index, [name, content]] of whole.entries()) {
            expect(found[index]?.[1].equals(content), name).toBe(true);
          }
          for await (const entry of readZip(path, { sha256: false }))
            expect(entry.problem).toBeNull();
        },
      ),
      runs(25),
    );
  });
});

/** By how much the size that is said differs from the bytes that come. */
const MISSTATED_BY = { well: 0, throws: 0, 'a byte too many': -1, 'a byte too few': 1 };

function* piecesOf(pieces: readonly Uint8Array[], throws: boolean): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
  if (throws) throw new Error('The source broke off.');
}

async function* asynchronously(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    await new Promise(setImmediate);
    yield piece;
  }
}
