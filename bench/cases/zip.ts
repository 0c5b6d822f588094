import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contender, contest } from '../support/contest.ts';
import { type PhotosToPack, photosToPack } from '../support/photos-to-pack.ts';
import { isInstalled } from '../support/processes.ts';
import type { BenchCase, Figure, Standing } from '../support/result.ts';

const INFO_ZIP = 'zip -0';
/** Photos that differ, where there are very many: the others are links to them. */
const DIFFERENT = 1000;

/** One ZIP of many photos, against other programs and libraries that make one. */
export const zip: BenchCase = {
  name: 'zip',
  title: 'ZIP: photos on disk into one ZIP that only stores',
  async run({ folder, quick }) {
    const photos = await photosToPack(folder, '250 KB', quick ? 1000 : 4000);
    const many = await photosToPack(folder, '25 KB', quick ? 5000 : 66_000, DIFFERENT);
    const path = join(folder, 'packed.zip');
    const rounds = quick ? 2 : 5;
    const peers = (from: PhotosToPack) => [
      infoZipAnd(from, path, []),
      sevenZip(from, path),
      library('archiver', from, path),
      library('yazl', from, path),
    ];
    const what = ({ photos: count }: PhotosToPack, size: string) =>
      `${count.toLocaleString('en')} photos of ${size}`;
    return {
      contests: [
        await contest({
          title: `${what(photos, '250 KB')}, written and flushed to the disk`,
          ours: ours(photos, path, '--written-only'),
          peers: [...peers(photos), infoZipAnd(photos, path, ['sync'])],
          limit: cat(photos, path),
          rounds,
          goals: (standings) => [againstInfoZip(standings, 1)],
        }),
        await contest({
          title: `${what(photos, '250 KB')}, written, flushed, read back and compared`,
          ours: ours(photos, path),
          peers: [...peers(photos), infoZipAnd(photos, path, ['sync', 'unzip -tqq'])],
          limit: cat(photos, path),
          rounds,
          goals: (standings) => [againstInfoZip(standings, 1.5)],
        }),
        await contest({
          title: `${what(many, '25 KB')}, written, flushed, read back and compared`,
          ours: ours(many, path),
          peers: peers(many),
          limit: cat(many, path),
          rounds: quick ? 1 : 3,
        }),
      ],
    };
  },
};

function ours({ catalogue, photos }: PhotosToPack, path: string, ...options: string[]): Contender {
  return {
    name: 'Headshot Desk',
    command: [process.execPath, subject('zip-ours'), catalogue, path, ...options],
    ...cleanly(path, photos),
  };
}

function library(name: 'archiver' | 'yazl', from: PhotosToPack, path: string): Contender {
  return {
    name,
    command: [process.execPath, subject(`zip-${name}`), from.list, path],
    cwd: from.folder,
    ...cleanly(path, from.photos),
  };
}

/** With programs behind it that do what ours does anyway. */
function infoZipAnd(from: PhotosToPack, path: string, then: string[]): Contender {
  const script = [`${INFO_ZIP} -q -@ "$1" < "$0"`, ...then.map((program) => `${program} "$1"`)];
  return {
    name: [INFO_ZIP, ...then].join(', then '),
    command: isInstalled('zip') ? shell(script.join(' && '), from.list, path) : ['zip'],
    cwd: from.folder,
    ...cleanly(path, from.photos),
  };
}

function sevenZip({ folder, list, photos }: PhotosToPack, path: string): Contender {
  return {
    name: '7zz a -mx0 -tzip',
    command: ['7zz', 'a', '-mx0', '-tzip', '-bso0', '-bsp0', path, `@${list}`],
    cwd: folder,
    ...cleanly(path, photos),
  };
}

function cat({ folder, list }: PhotosToPack, path: string): Contender {
  const command = shell('xargs -a "$0" cat > "$1"', list, path);
  return { name: 'cat', command, cwd: folder, before: () => rm(path, { force: true }) };
}

function shell(script: string, ...args: string[]): string[] {
  return ['sh', '-c', script, ...args];
}

/** Begins without a ZIP, and looks that there is one with all photos in the end. */
function cleanly(path: string, photos: number): Pick<Contender, 'before' | 'after'> {
  return {
    before: () => rm(path, { force: true }),
    after: async () => {
      const { size } = await stat(path);
      if (size < photos * 20_000) throw new Error(`${path} has ${size} bytes only.`);
    },
  };
}

function againstInfoZip(standings: readonly Standing[], atMost: number): Figure {
  const ratio = standings.find(({ name }) => name === INFO_ZIP)?.ratio ?? Number.NaN;
  return { name: `against ${INFO_ZIP}`, value: ratio, unit: '×', goal: { atMost } };
}

function subject(name: string): string {
  return fileURLToPath(new URL(`../subjects/${name}.ts`, import.meta.url));
}
