import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import { expectComplete, modelsOf, photosOf, syncedDesk } from '#test/synced-desk.ts';

/** Something that is nobody's photo, in the place of one or of all of a person's. */
const OBSTACLES: [string, { photos: number; put: (path: string) => string }][] = [
  [
    'an empty folder in the place of a photo',
    {
      photos: 1,
      put: (path) => {
        mkdirSync(path, { recursive: true });
        return path;
      },
    },
  ],
  [
    'a folder with something in it in the place of a photo',
    {
      photos: 1,
      put: (path) => {
        mkdirSync(path, { recursive: true });
        writeFileSync(join(path, 'notes.txt'), 'mine');
        return path;
      },
    },
  ],
  [
    'a file in the place of a person’s folder',
    {
      photos: 3,
      put: (path) => {
        writeFileSync(dirname(path), 'mine');
        return dirname(path);
      },
    },
  ],
  [
    'a link to nowhere in the place of a person’s folder',
    {
      photos: 3,
      put: (path) => {
        symlinkSync('/nowhere/at/all', dirname(path));
        return dirname(path);
      },
    },
  ],
];

describe('something else in the place of a photo', () => {
  it.each(OBSTACLES)(
    'fault 16: %s fails what belongs there, by name, and nobody else’s; moved away, it comes',
    async (_, { photos, put }) => {
      const desk = await syncedDesk({ people: 2, photos: 3 });
      const [modelId = ''] = modelsOf(desk);
      const [photoId = ''] = photosOf(desk, modelId);
      const { library, downloads } = desk.workspace;
      const inTheWay = put(library.paths.photo(modelId, photoId, 'main', 'jpg'));

      expect(await desk.downloadAll()).toMatchObject({
        stored: 6 - photos,
        failed: photos,
        halted: null,
      });
      const failures = downloads.failures(null);
      expect(failures).toHaveLength(photos);
      for (const failure of failures) {
        expect(failure).toMatchObject({ modelId, code: 'photo_blocked' });
        expect(failure.message).toContain(inTheWay);
        expect(failure.message).toMatch(/Move it away, then try again/);
      }
      expect(readdirSync(library.paths.parts)).toEqual([]);

      rmSync(inTheWay, { recursive: true });
      desk.sandbox.requests.clear();
      expect(downloads.retryFailed(EVERYBODY)).toBe(photos);
      expect(await downloads.run()).toMatchObject({ stored: photos, failed: 0, halted: null });
      expect(desk.photoRequests()).toHaveLength(photos);
      await expectComplete(desk);
    },
  );
});
