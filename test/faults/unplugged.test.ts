import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import { verifyLibrary } from '#core/library/verify.ts';
import { ALL_MAIN, expectComplete, syncedDesk } from '#test/synced-desk.ts';
import type { Desk } from '#test/workspace.ts';

/** What somebody may be about when the disk of the library goes. */
const WORKS: [string, (desk: Desk) => Promise<unknown>][] = [
  ['an export', (desk) => desk.workspace.exports.run(exportOf(desk))],
  ['the question whether an export is possible', askWhether],
  ['a look for missing files', (desk) => desk.workspace.exports.checkPresence(EVERYBODY, ALL_MAIN)],
  ['a check of the library', (desk) => verifyLibrary(desk.workspace.library)],
];

function askWhether(desk: Desk): Promise<void> {
  return desk.workspace.exports.assertPossible(exportOf(desk));
}

function exportOf({ root }: Desk) {
  const to = join(root, '..', 'never-written');
  return {
    to,
    scope: EVERYBODY,
    ...ALL_MAIN,
    layout: 'zip-per-team',
    template: '{photoId}',
    overwrite: false,
  } as const;
}

describe('a library whose disk is not connected', () => {
  it.each(WORKS)(
    'fault 16: for %s says so and calls no photo missing; back again, nothing is fetched',
    async (_, work) => {
      const desk = await syncedDesk({ people: 2, photos: 3 });
      await desk.downloadAll();
      const { photos } = desk.workspace.library.paths;
      renameSync(photos, `${photos}-away`);
      await expect(work(desk)).rejects.toMatchObject({
        code: 'disk_failed',
        message: expect.stringMatching(/Check that its disk is connected/),
      });
      expect(existsSync(exportOf(desk).to)).toBe(false);
      renameSync(`${photos}-away`, photos);

      desk.sandbox.requests.clear();
      expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 0, halted: null });
      expect(desk.photoRequests()).toEqual([]);
      await expectComplete(desk);
    },
  );

  it('fault 16: that goes while an export is written, is no reason to call its photos missing', async () => {
    const desk = await syncedDesk({ people: 2, photos: 3 });
    await desk.downloadAll();
    const { photos } = desk.workspace.library.paths;
    const report = await desk.workspace.exports.run(
      { ...exportOf(desk), to: join(desk.root, 'exports') },
      { onWriting: () => renameSync(photos, `${photos}-away`) },
    );
    expect(report).toMatchObject({ exports: [], asked: 6 });
    expect(report.failed).toHaveLength(6);
    renameSync(`${photos}-away`, photos);

    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
    await expectComplete(desk);
  });
});
