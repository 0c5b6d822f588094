import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';

/**
 * The most memory that the command line takes for a whole export, in a process of its own:
 * `node bench/memory.ts [photos] [kilobytes each] [option of export …]`, 2,000 of 250 kB by default.
 * Needs twice the photos' size on the disk of the temporary folder.
 */

const CLI = fileURLToPath(new URL('../out/main/headshot-desk.js', import.meta.url));
const PHOTOS_PER_PERSON = 100;
const TEAMS = 4;

// The system's own count, whatever the system: written down by the process as it ends.
const WRITE_PEAK = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs';
   process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`,
)}`;

const [photos = 2000, kilobytes = 250] = process.argv.slice(2, 4).map(Number);
const options = process.argv.slice(4);

const folder = await mkdtemp(join(tmpdir(), 'headshot-desk-bench-'));
const sandbox = await startSandbox({
  seed: plainOrganization({
    people: Math.ceil(photos / PHOTOS_PER_PERSON),
    photosPerPerson: PHOTOS_PER_PERSON,
    teams: TEAMS,
  }),
  draw: plainDraw({ sizeBytes: kilobytes * 1000 }),
  rateLimit: 1_000_000,
});
try {
  await measure('sync, download, export', sandbox, options);
  await measure('export of what is here', sandbox, ['--offline', '--overwrite', ...options]);
} finally {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
}

async function measure(label: string, { apiUrl, apiKey }: Sandbox, extra: string[]): Promise<void> {
  const peakFile = join(folder, 'peak');
  const [library, to] = [join(folder, 'library'), join(folder, 'exports')];
  const args = [
    'export',
    '--json',
    '--quiet',
    '--api-url',
    apiUrl,
    '--library',
    library,
    '--to',
    to,
  ];
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', WRITE_PEAK, CLI, ...args, ...extra], {
    env: { ...process.env, HEADSHOTPRO_API_KEY: apiKey, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await Array.fromAsync(child.stdout.setEncoding('utf8'));
  const [status] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  if (status !== 0) throw new Error(`The export ended with status ${status}.`);
  const exported: { exports: { photos: number }[] } = JSON.parse(output.join(''));
  const written = exported.exports.reduce((sum, target) => sum + target.photos, 0);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const peakMegabytes = Math.round((Number(await readFile(peakFile, 'utf8')) * 1024) / 1_000_000);
  process.stdout.write(`${label}: ${written} photos, ${seconds} s, at most ${peakMegabytes} MB\n`);
}
