import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw } from '#sandbox/plain.ts';
import { ALL_MAIN, modelsOf, photosOf, syncedDesk } from '#test/synced-desk.ts';
import { opensEverywhere } from '#test/zip-readers.ts';

const unfinished = (to: string) =>
  existsSync(to)
    ? readdirSync(to, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.part'))
    : [];

it.each(['zip-per-team', 'folder'] as const)(
  'fault 03: a %s whose thread breaks down while it writes leaves nothing half, and can be run again',
  async (layout) => {
    const draw = plainDraw({ sizeBytes: 4_000_000 });
    const desk = await syncedDesk({ people: 1, photos: 6, sandbox: { draw } });
    await desk.downloadAll();
    const to = join(desk.root, 'exports');
    const { exports } = desk.workspace;
    const options = {
      to,
      scope: EVERYBODY,
      ...ALL_MAIN,
      layout,
      template: '{photoId}',
      overwrite: true,
    } as const;
    const last = photosOf(desk, modelsOf(desk)[0]).at(-1);
    let seen: string[] = [];
    const broken = exports.run(options, {
      onProgress: () => {
        // Of a folder's files each is there for a moment only: one stands for that of the next.
        if (layout === 'folder') writeFileSync(join(to, `${last}.jpg.part`), 'half');
        seen = seen.concat(unfinished(to));
        // Nobody told the thread: it is ended as it is.
        throw new Error('out of order');
      },
    });
    await expect(broken).rejects.toThrow('out of order');
    expect(seen).not.toEqual([]);
    expect(unfinished(to)).toEqual([]);

    const { exports: done, failed } = await exports.run(options);
    expect(failed).toEqual([]);
    const [written] = done;
    if (layout === 'zip-per-team') await opensEverywhere(written?.path ?? '');
    else {
      const truth = [...(await desk.truth()).values()].map(({ length }) => length);
      const files = readdirSync(to).filter((name) => name.endsWith('.jpg'));
      const sizes = await Promise.all(
        files.map(async (it) => (await readFile(join(to, it))).length),
      );
      expect(sizes.toSorted()).toEqual(truth.toSorted());
    }
  },
);
