import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireMeasuring } from './support/processes.ts';
import { machine, reportLines } from './support/report.ts';
import type { BenchCase } from './support/result.ts';

/**
 * `npm run bench [-- case …] [--quick]`: measures ours against its peers, prints a table, and writes
 * the numbers to `bench/results/<case>.json`. Quick results are printed only.
 */

const CASES: Record<string, () => Promise<BenchCase>> = {
  download: async () => (await import('./cases/download.ts')).download,
  zip: async () => (await import('./cases/zip.ts')).zip,
  budget: async () => (await import('./cases/budget.ts')).budget,
  catalogue: async () => (await import('./cases/catalogue.ts')).catalogue,
  ipc: async () => (await import('./cases/ipc.ts')).ipc,
  window: async () => (await import('./cases/window.ts')).window,
  growth: async () => (await import('./cases/growth.ts')).growth,
};

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : Object.keys(CASES);
const unknown = names.find((name) => !Object.hasOwn(CASES, name));
if (unknown) throw new Error(`There is no case ${unknown}: ${Object.keys(CASES).join(', ')}.`);

requireMeasuring();
for (const name of names) {
  const load = CASES[name];
  if (!load) continue;
  const { title, run } = await load();
  const folder = await mkdtemp(join(tmpdir(), `headshot-desk-bench-${name}-`));
  try {
    const result = await run({ folder, quick: values.quick });
    process.stdout.write(`${reportLines(title, result).join('\n')}\n`);
    if (!values.quick) {
      await mkdir(RESULTS, { recursive: true });
      const record = { case: name, title, machine: machine(), ...result };
      await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
