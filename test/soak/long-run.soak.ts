import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyZip } from '#core/exports/verify-zip.ts';
import type { FaultRule } from '#sandbox/faults/rules.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { createRandom } from '#sandbox/random.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { seenInside } from '#test/zip-readers.ts';

const ENTRY = join(import.meta.dirname, '../../src/cli/headshot-desk.ts');
const PEOPLE = Number(process.env['SOAK_PEOPLE'] ?? 500);
const PHOTOS = 40;
const MB = 1024 * 1024;
/** Node itself, sharp and the catalogue's cache; 20,000 rows or photos must not show beside them. */
const MOST_MEMORY_BYTES = 400 * MB;

const seed = process.env['SOAK_SEED'] ?? String(Date.now());
const draw = plainDraw({ sizeBytes: 12_000 });
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-long-run-'));
  sandbox = await startSandbox({
    seed: plainOrganization({ people: PEOPLE, photosPerPerson: PHOTOS, teams: 7, unfinished: 40 }),
    draw,
    rateLimit: 1_000_000,
    photosPerModel: PHOTOS,
  });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that passes, each now and then: retries bring all of it through. */
function faults(): FaultRule[] {
  const random = createRandom(`faults ${seed}`);
  const often = (least: number) => least + Math.floor(random() * least);
  const photos = { host: 'photos' } as const;
  const api = { host: 'api' } as const;
  return [
    { match: photos, every: often(40), fault: { kind: 'status', status: 503 } },
    { match: photos, every: often(60), fault: { kind: 'reset' } },
    { match: photos, every: often(50), fault: { kind: 'truncate', keep: 0.6 } },
    { match: photos, every: often(70), fault: { kind: 'corrupt', how: 'no-end' } },
    { match: photos, every: often(80), fault: { kind: 'status', status: 403 } },
    { match: photos, every: often(90), fault: { kind: 'delay', delayMs: 50 } },
    { match: photos, every: often(120), fault: { kind: 'chunked' } },
    {
      match: photos,
      every: often(110),
      fault: { kind: 'body', body: '<html>', contentType: 'text/html' },
    },
    { match: api, every: often(30), fault: { kind: 'status', status: 502 } },
    { match: api, every: often(45), fault: { kind: 'reset' } },
    { match: api, every: often(60), fault: { kind: 'payload', change: 'extra-fields' } },
  ];
}

/** Runs the program; its most memory, and what it said. Repeats what failed, as somebody would. */
async function run(line: string): Promise<{ mostBytes: number; said: string }> {
  let mostBytes = 0;
  for (let round = 0; round < 5; round++) {
    const args = ['-f', '%M', process.execPath, ENTRY, ...line.split(' ')];
    const child = spawn('/usr/bin/time', args, {
      env: {
        ...process.env,
        HEADSHOTPRO_API_KEY: sandbox.apiKey,
        HEADSHOTPRO_API_URL: sandbox.apiUrl,
        HEADSHOT_DESK_LIBRARY: join(folder, 'library'),
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    const [status] = await once(child, 'close');
    mostBytes = Math.max(mostBytes, Number(/(\d+)\s*$/.exec(said)?.[1]) * 1024);
    if (status === 0) return { mostBytes, said };
    // 4: some photos failed; 6: the network did. Anything else is no passing fault.
    expect([4, 6], said).toContain(status);
  }
  throw new Error(`${line} never came through.`);
}

/** The SHA-256 of every photo that upstream has or has had: what is gone there stays here. */
const had = new Set<string>();
async function truth(): Promise<string[]> {
  for (const model of sandbox.organization.models.values()) {
    if (model.status !== 'active') continue;
    for (const photo of model.photos.values()) {
      if (photo.status !== 'active') continue;
      had.add(sha256((await draw(model.id, photo.id, 'main')).bytes));
    }
  }
  return [...had].toSorted();
}

/** Exports everything, and compares what is in the ZIPs with the truth. */
async function expectExport(name: string): Promise<number> {
  const to = join(folder, name);
  const { mostBytes } = await run(`export --json --quiet --overwrite --to ${to}`);
  const packed: string[] = [];
  for (const zip of await readdir(to)) {
    const path = join(to, zip);
    expect((await verifyZip(path)).problems, zip).toEqual([]);
    const { sums } = await seenInside(path);
    packed.push(...Object.entries(sums).flatMap(([it, sum]) => (it.endsWith('.jpg') ? sum : [])));
  }
  expect(packed.toSorted()).toEqual(await truth());
  return mostBytes;
}

test(`the whole life of a library of ${PEOPLE * PHOTOS} photos among faults (SOAK_SEED=${seed})`, async () => {
  for (const fault of faults()) sandbox.faults.add(fault);
  const memory: Record<string, number> = {};
  memory['sync'] = (await run('sync --quiet')).mostBytes;
  memory['download'] = (await run('download --quiet')).mostBytes;
  memory['export'] = await expectExport('first');

  // Upstream goes on: people finish, photos are deleted, a whole shoot goes, links run out.
  const { organization } = sandbox;
  for (let stage = 0; stage < 8; stage++) sandbox.progress();
  const [gone, ...others] = [...organization.models.values()].filter(
    (it) => it.status === 'active',
  );
  for (const model of others.slice(0, 50)) {
    const [photo] = model.photos.values();
    if (photo) organization.deletePhoto(model.id, photo.id);
  }
  if (gone) organization.deleteModel(gone.id);
  sandbox.expireUrls();
  const before = sandbox.stats().photoRequests;
  memory['second sync'] = (await run('sync --full --quiet')).mostBytes;
  memory['second export'] = await expectExport('second');
  // Only what is new, and what the faults cost.
  expect(sandbox.stats().photoRequests - before).toBeLessThan(4_000);

  sandbox.faults.clear();
  const asked = sandbox.stats().photoRequests;
  memory['third export'] = await expectExport('third');
  expect(sandbox.stats().photoRequests).toBe(asked);
  expect((await run('verify --quiet')).said).not.toContain('damaged');

  process.stdout.write(`${JSON.stringify({ memory, ...sandbox.stats() })}\n`);
  for (const [what, bytes] of Object.entries(memory)) {
    expect(bytes, `${what} in memory`).toBeLessThan(MOST_MEMORY_BYTES);
  }
});

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
