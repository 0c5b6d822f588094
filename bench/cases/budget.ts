import PQueue from 'p-queue';
import { createHeadshotPro } from '#core/headshotpro/client.ts';
import { createHttp } from '#core/http.ts';
import type { Clock, Log } from '#core/ports.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { createFastClock } from '../support/fast-clock.ts';
import type { BenchCase, Figure } from '../support/result.ts';

/** How many times faster than the real one the clock of everybody runs. */
const SPEED = 4;
const LIMIT = 300;
const MINUTE_MS = 60_000;
/** Round trip to the API, in ms of the fast clock. */
const LATENCY_MS = 100;
const OTHERS_SHARE = 1 / 3;

type Ask = (modelId: string) => Promise<unknown>;

/** Somebody who has to list the photos of every model. */
interface Client {
  name: string;
  ask(sandbox: Sandbox, clock: Clock): { ask: Ask; close(): Promise<void> };
}

interface Scenario {
  name: string;
  rateWindow: 'fixed' | 'sliding';
  /** Of the pool, for a second client that takes it evenly. */
  others: number;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'fixed window', rateWindow: 'fixed', others: 0 },
  { name: 'sliding window', rateWindow: 'sliding', others: 0 },
  { name: 'fixed window, a third taken', rateWindow: 'fixed', others: OTHERS_SHARE },
  { name: 'sliding window, a third taken', rateWindow: 'sliding', others: OTHERS_SHARE },
];

const LOG: Log = { debug() {}, warn() {}, error() {} };

const ours: Client = {
  name: 'Headshot Desk',
  ask(sandbox, clock) {
    const http = createHttp();
    const api = createHeadshotPro({
      apiUrl: sandbox.apiUrl,
      key: () => sandbox.apiKey,
      http,
      clock,
      random: Math.random,
      log: LOG,
    });
    return {
      ask: (modelId) => Array.fromAsync(api.photos.list(modelId, { include: 'main' })),
      close: () => http.close(),
    };
  },
};

/** A queue with an interval as its README shows it, and a loop that tries a 429 again at the reset. */
function pQueue(name: string, options: { strict: boolean }): Client {
  return {
    name,
    ask({ apiUrl, apiKey }, clock) {
      const queue = new PQueue({
        concurrency: 8,
        intervalCap: LIMIT,
        interval: MINUTE_MS / SPEED,
        ...options,
      });
      const ask: Ask = async (modelId) => {
        for (;;) {
          const reply = await queue.add(() =>
            fetch(`${apiUrl}/organization/models/${modelId}/photos?include=main`, {
              headers: { authorization: `Bearer ${apiKey}` },
            }),
          );
          await reply.arrayBuffer();
          if (reply.ok) return;
          if (reply.status !== 429) throw new Error(`The sandbox answered ${reply.status}.`);
          const resetMs = Date.parse(reply.headers.get('x-ratelimit-reset') ?? '') - clock.now();
          await clock.sleep(Math.max(resetMs, 0));
        }
      };
      return { ask, close: async () => {} };
    },
  };
}

const CLIENTS: readonly Client[] = [
  ours,
  pQueue('p-queue with an interval', { strict: false }),
  pQueue('p-queue, strict', { strict: true }),
];

/** How much of the allowance the photo lists of 1,000 models use, and how often they overdraw it. */
export const budget: BenchCase = {
  name: 'budget',
  title: `API budget: ${LIMIT} requests a minute, time ${SPEED} times as fast`,
  async run({ quick }) {
    const models = quick ? 400 : 1000;
    const figures: Figure[] = [];
    for (const scenario of SCENARIOS) {
      for (const client of CLIENTS) {
        const { share, refused } = await play(client, scenario, models);
        const about = `${scenario.name}: ${client.name}`;
        const asked = client === ours && scenario.others === 0;
        figures.push(
          {
            name: `${about}, of the allowance`,
            value: share * 100,
            unit: '%',
            ...(asked && { goal: { atLeast: 98 } }),
          },
          {
            name: `${about}, refused with 429`,
            value: refused,
            unit: 'calls',
            ...(asked && { goal: { atMost: 0 } }),
          },
        );
      }
    }
    return { figures };
  },
};

async function play(client: Client, { rateWindow, others }: Scenario, models: number) {
  const clock = createFastClock(SPEED);
  const sandbox = await startSandbox({
    seed: plainOrganization({ people: models, photosPerPerson: 1 }),
    draw: plainDraw(),
    rateLimit: LIMIT,
    rateWindow,
    clock,
    latencyMs: LATENCY_MS / SPEED,
  });
  const end = new AbortController();
  const second = spendEvenly(sandbox, clock, LIMIT * others, end.signal);
  const { ask, close } = client.ask(sandbox, clock);
  try {
    const startedMs = clock.elapsed();
    await Promise.all([...sandbox.organization.models.keys()].map(ask));
    const tookMs = clock.elapsed() - startedMs;
    end.abort();
    const share = shortestMs(models + (await second)) / tookMs;
    return { share, refused: sandbox.stats().rateLimited };
  } finally {
    end.abort();
    await close();
    await sandbox.close();
  }
}

/** No program is faster: the pool is full at the beginning, and then once a minute. */
function shortestMs(calls: number): number {
  return Math.floor((calls - 1) / LIMIT) * MINUTE_MS;
}

/** Somebody else with the same key, one call after another; how many of them the pool gave. */
async function spendEvenly(
  { rate }: Sandbox,
  clock: Clock,
  perMinute: number,
  signal: AbortSignal,
): Promise<number> {
  let given = 0;
  while (perMinute > 0 && !signal.aborted) {
    if (rate.peek().allowed) {
      rate.spend(1);
      given++;
    }
    await clock.sleep(MINUTE_MS / perMinute, signal).catch(() => {});
  }
  return given;
}
