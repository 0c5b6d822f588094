import { describe, expect, it } from 'vitest';
import type { ExportCandidate, PlannedEntry } from '#shared/export.ts';
import { candidate, storedFile } from '#test/export-samples.ts';
import { manifests } from './manifest.ts';

const file = storedFile('/secret/place.jpg', Buffer.from('photo'));
const entry = (changes: Partial<ExportCandidate> = {}, name = 'Anna Berg/anna-berg-01.jpg') => ({
  candidate: { ...candidate(changes), file },
  name,
});

function contentOf(name: string, entries: PlannedEntry[]): Buffer {
  return manifests(entries).find((file) => file.name === name)?.content ?? Buffer.alloc(0);
}
const manifestCsv = (entries: PlannedEntry[]) => contentOf('manifest.csv', entries);
const manifestJson = (entries: PlannedEntry[]) => contentOf('manifest.json', entries);

describe('manifest.csv', () => {
  it('lists each file with a BOM, CRLF and its columns in order', () => {
    const csv = manifestCsv([entry({ personName: 'Zoë, "Zo" Ångström', favorite: true })]);
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.toString().slice(1)).toBe(
      'team,person,email,modelId,photoId,favorite,liked,variant,file,width,height,sizeBytes,sha256\r\n' +
        'Sales,"Zoë, ""Zo"" Ångström",anna@example.com,model-1,photo-1,true,none,main,' +
        `Anna Berg/anna-berg-01.jpg,40,50,5,${file.sha256}\r\n`,
    );
  });

  it.each([
    '=HYPERLINK("https://example.com","x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '\u00a0=1',
    '\u200b=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
  ])('makes %j neutral', (personName) => {
    // As an e-mail address: the person's name is trimmed before it gets here.
    const csv = manifestCsv([entry({ email: personName })]).toString();
    const cell = csv.split('Anna Berg,')[1] ?? '';
    expect(cell).toMatch(/^"?'/);
  });

  it('keeps a row in one line, whatever breaks a value', () => {
    for (const end of ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', '\t', '\0']) {
      const csv = manifestCsv([entry({ personName: `x${end}=HYPERLINK("https://a.example")` })]);
      expect(csv.toString()).toContain('\r\nSales,"x =HYPERLINK(""https://a.example"")",anna@');
      expect(csv.toString().split(/[\r\n\v\f\u0085\u2028\u2029]+/)).toHaveLength(3);
    }
  });

  it.each([
    ['x;=1', "x;'=1"],
    ['x|\u00a0+1', "x|'\u00a0+1"],
    ['x,@A1', `"x,'@A1"`],
  ])('makes %j neutral for programs with another separator', (personName, cell) => {
    expect(manifestCsv([entry({ personName })]).toString()).toContain(`\r\nSales,${cell},anna@`);
  });

  it('leaves ordinary text alone', () => {
    expect(manifestCsv([entry({ email: "o'brien-smith@example.com" })]).toString()).toContain(
      ",o'brien-smith@example.com,",
    );
  });
});

describe('manifest.json', () => {
  it('holds every value exactly, and no path of the library', () => {
    const json = manifestJson([entry({ email: '=1+1', likedStatus: 'loved' })]).toString();
    expect(JSON.parse(json)).toEqual({
      photos: [
        {
          team: 'Sales',
          person: 'Anna Berg',
          email: '=1+1',
          modelId: 'model-1',
          photoId: 'photo-1',
          favorite: false,
          liked: 'loved',
          variant: 'main',
          file: 'Anna Berg/anna-berg-01.jpg',
          width: 40,
          height: 50,
          sizeBytes: 5,
          sha256: file.sha256,
        },
      ],
    });
    expect(json).not.toContain('secret');
  });

  it('lists thousands, each once, in order', () => {
    const entries = Array.from({ length: 1703 }, (_, index) => entry({}, `${index}.jpg`));
    const { photos } = JSON.parse(manifestJson(entries).toString());
    expect(photos.map((photo: { file: string }) => photo.file)).toEqual(
      entries.map((it) => it.name),
    );
    expect(manifestCsv(entries).toString().trimEnd().split('\r\n')).toHaveLength(1704);
  });
});
