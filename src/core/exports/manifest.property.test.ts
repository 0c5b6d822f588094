import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportCandidate } from '#shared/export.ts';
import { anyText } from '#test/awkward-names.ts';
import { candidate, storedFile } from '#test/export-samples.ts';
import { runs } from '#test/property-runs.ts';
import { manifests } from './manifest.ts';

const file = storedFile('/nowhere.jpg', Buffer.from('photo'));
const formula = fc
  .tuple(
    fc.constantFrom(
      '',
      'x',
      'x,',
      'x;',
      'x|',
      'x;"',
      '"',
      '\t',
      '\r\n',
      '\u2028',
      ' ',
      '\u200b',
      'x\n',
    ),
    fc.constantFrom('=', '+', '-', '@', '＝', '－'),
    fc.constantFrom('1', 'HYPERLINK("https://x.example")', "cmd|'/C calc'!A0", ''),
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(anyText, formula);

const anyCandidate = fc.record({
  team: fc.record({ id: fc.constant('t'), name: text }),
  personName: fc.option(text, { nil: null }),
  email: fc.option(text, { nil: null }),
  modelId: text,
  photoId: text,
  favorite: fc.boolean(),
  likedStatus: text,
}) satisfies fc.Arbitrary<Partial<ExportCandidate>>;

const entriesOf = (photos: Partial<ExportCandidate>[]) =>
  photos.map((photo, index) => ({
    candidate: { ...candidate(photo), file },
    name: `${index}.jpg`,
  }));

function written(photos: Partial<ExportCandidate>[]): { csv: string; json: string } {
  const [csv, json] = [...manifests(entriesOf(photos))].map(({ content }) => content.toString());
  return { csv: csv ?? '', json: json ?? '' };
}

/** What a person typed, as the table shows it: on one line, and without the sign in front. */
function shown(value: string): string {
  return value.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

const withoutSigns = (value: string) => value.replaceAll("'", '');

describe('the manifests of any people and photos', () => {
  it('have one row a photo, readable by others, with every value in its column', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 8 }), (photos) => {
        const { csv } = written(photos);
        expect(csv.startsWith('\ufeffteam,person,email,')).toBe(true);
        expect(csv.split('\r\n')).toHaveLength(photos.length + 2);
        const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
        expect(rows).toHaveLength(photos.length);
        for (const [index, { team, email, photoId = '' }] of photos.entries()) {
          const row = rows[index] ?? {};
          const [teamCell = '', emailCell = ''] = [row['team'], row['email']];
          expect(withoutSigns(teamCell)).toBe(withoutSigns(shown(team?.name ?? '')));
          expect(withoutSigns(emailCell)).toBe(withoutSigns(shown(email ?? '')));
          expect(withoutSigns(row['photoId'] ?? '')).toBe(withoutSigns(shown(photoId)));
          expect(row['file']).toBe(`${index}.jpg`);
        }
      }),
      runs(300),
    );
  });

  it('begin no formula, whichever sign a program takes for the end of a cell', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 4 }), (photos) => {
        const { csv } = written(photos);
        const separators = [',', ';', '|', '\t'];
        for (const delimiter of separators) {
          const rows: string[][] = parse(csv, { delimiter, bom: true, ...LENIENT });
          for (const cell of rows.flat()) expect(cell).not.toMatch(/^["\s\p{Cf}]*[=+\-@＝＋－＠]/u);
        }
      }),
      runs(300),
    );
  });

  it('hold in JSON exactly what was typed, and nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 8 }), (photos) => {
        const { json } = written(photos);
        expect(json).not.toMatch(/[^\n\P{Cc}]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        const { photos: rows } = JSON.parse(json) as { photos: Record<string, unknown>[] };
        const asked = photos.map(({ team, email, modelId, photoId, favorite }) => {
          return { team: team?.name, email: email ?? '', modelId, photoId, favorite };
        });
        expect(rows).toHaveLength(photos.length);
        for (const [index, row] of rows.entries()) expect(row).toMatchObject(asked[index] ?? {});
      }),
      runs(300),
    );
  });
});

/** As spreadsheet programs read what was not written for their separator. */
const LENIENT = { relax_quotes: true, relax_column_count: true, quote: null } as const;
