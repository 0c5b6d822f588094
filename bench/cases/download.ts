import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PhotoServer } from '../subjects/photo-server.ts';
import { environmentOf, headshotDesk } from '../support/command-line.ts';
import { againstFastest, type Contender, contest } from '../support/contest.ts';
import type { SampleSize } from '../support/photos.ts';
import type { BenchCase, Contest, Figure, Standing } from '../support/result.ts';

const SERVER = fileURLToPath(new URL('../subjects/photo-server.ts', import.meta.url));
const DECODE = fileURLToPath(new URL('../subjects/decode-photos.ts', import.meta.url));
const CURL = ['curl', '--silent', '--show-error', '--fail', '--parallel', '--parallel-max', '8'];
const AT_ONCE = 8;
const MOST_MEMORY_MB = 200;

interface Load {
  size: SampleSize;
  people: number;
  photosOfEach: number;
  rounds: number;
}

/** Photos from a server on this machine into the library, against programs that only fetch files. */
export const download: BenchCase = {
  name: 'download',
  title: 'Download: from a server in a process of its own, 8 at a time, into a new library',
  async run({ folder, quick }) {
    const loads: Load[] = [
      { size: '250 KB', people: 20, photosOfEach: quick ? 20 : 100, rounds: quick ? 2 : 5 },
      { size: '5 MB', people: 20, photosOfEach: quick ? 2 : 10, rounds: quick ? 2 : 5 },
    ];
    const contests: Contest[] = [];
    for (const load of loads) contests.push(await race(load, folder));
    return { contests };
  },
};

async function race(load: Load, folder: string): Promise<Contest> {
  const { size, people, photosOfEach, rounds } = load;
  const photos = people * photosOfEach;
  const server = await startServer(load);
  try {
    const place = join(folder, 'photos');
    const curlList = join(folder, 'curl.txt');
    const ariaList = join(folder, 'aria2.txt');
    const { urls } = server;
    const name = (index: number) => `${index}.jpg`;
    await writeFile(
      curlList,
      urls.map((url, at) => `url="${url}"\noutput="${name(at)}"\n`).join(''),
    );
    await writeFile(ariaList, urls.map((url, at) => `${url}\n out=${name(at)}\n`).join(''));
    const clean = {
      cwd: place,
      before: async () => {
        await rm(place, { recursive: true, force: true });
        await mkdir(place);
      },
      after: () => requirePhotos(place, photos),
    };
    const curl = [...CURL, '--config', curlList];
    const curlAnd = (what: string, script: string): Contender => ({
      name: `curl, then ${what}`,
      command: ['sh', '-c', `"$@" && ${script}`, 'sh', ...curl],
      ...clean,
    });
    const decode = `sha256sum *.jpg > /dev/null && "${process.execPath}" "${DECODE}" *.jpg`;
    return await contest({
      title: `${photos.toLocaleString('en')} photos of ${size}`,
      ours: {
        name: 'Headshot Desk',
        command: headshotDesk('download', '--quiet'),
        env: environmentOf(server, place),
        ...clean,
      },
      peers: [
        { name: 'curl', command: curl, ...clean },
        { name: 'aria2c', command: ['aria2c', '-q', `-j${AT_ONCE}`, '-i', ariaList], ...clean },
        curlAnd('sync', 'sync -f .'),
        curlAnd('sha256sum', 'sha256sum *.jpg > /dev/null'),
        // The least that keeps our promises, but for looking into the photos.
        curlAnd('sha256sum and a flush of each', 'sha256sum *.jpg > /dev/null && sync *.jpg .'),
      ],
      limit: curlAnd('sha256sum and decoding (libvips)', decode),
      rounds,
      goals,
    });
  } finally {
    await server.stop();
  }
}

function goals(standings: readonly Standing[]): Figure[] {
  const ours = standings.find(({ role }) => role === 'ours');
  return [
    againstFastest(standings, ['curl', 'aria2c'], 1),
    {
      name: 'most memory',
      value: (ours?.peakBytes ?? Number.NaN) / 1_000_000,
      unit: 'MB',
      goal: { atMost: MOST_MEMORY_MB },
    },
  ];
}

async function requirePhotos(place: string, photos: number): Promise<void> {
  const names = await readdir(place, { recursive: true });
  const found = names.filter((name) => name.endsWith('.jpg')).length;
  if (found !== photos) throw new Error(`${found} photos came instead of ${photos}.`);
}

async function startServer({ size, people, photosOfEach }: Load) {
  const args = [SERVER, size, String(people), String(photosOfEach)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const [line] of on(createInterface({ input: child.stdout }), 'line')) {
    const server: PhotoServer = JSON.parse(line);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const stop = () => {
      child.stdin.end();
      return ended;
    };
    return { ...server, stop };
  }
  throw new Error('The photo server did not start.');
}
