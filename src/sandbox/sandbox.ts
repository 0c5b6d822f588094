import type { Access } from './api-host.ts';
import { API_PATH, answerApi } from './api-host.ts';
import { hostListener } from './exchange.ts';
import type { FaultRule } from './faults/rules.ts';
import { FaultRules } from './faults/rules.ts';
import { answerPhotos } from './photo-host.ts';
import type { ProgressOptions } from './progress.ts';
import { progress } from './progress.ts';
import { createRandom } from './random.ts';
import { RateLimit } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import type { Draw, SeedOrganization } from './seed.ts';
import { listen, originOf, stop } from './server.ts';
import { SignedUrls } from './signed-urls.ts';
import { OrganizationState } from './state.ts';
import type { WebhookTarget } from './webhooks.ts';
import { Webhooks } from './webhooks.ts';

/** The key that works unless another is given. Opens nothing but a sandbox. */
export const SANDBOX_API_KEY = 'sandbox-key-opens-nothing-real';

const DAY_MS = 86_400_000;

export interface SandboxOptions {
  seed: SeedOrganization;
  draw: Draw;
  /** The API's port on 127.0.0.1; 0, the default, takes any free one. */
  port?: number;
  /** The photo host's port; 0, the default, takes any free one. */
  photoPort?: number;
  apiKey?: string;
  /** Requests a window; 300 by default, 1,000 on the enterprise plan. */
  rateLimit?: number;
  /** 60,000 by default. */
  windowMs?: number;
  rateWindow?: 'fixed' | 'sliding';
  /** Before every answer; none by default. */
  latencyMs?: number;
  /** What the sandbox takes for the time; the machine's by default. */
  clock?: { now(): number };
  /** How long signed URLs work; 24 hours by default. */
  urlLifetimeMs?: number;
  /** What a URL answers whose time is over; 403 by default. */
  expiredStatus?: number;
  /** The same sandbox for the same seed number. */
  randomSeed?: number;
  /** Moves `progressPeople` people one stage on this often; never by default. */
  progressEveryMs?: number;
  /** 2 by default. */
  progressPeople?: number;
  photosPerModel?: number;
  webhooks?: WebhookTarget;
  faults?: readonly FaultRule[];
}

export interface SandboxStats {
  apiRequests: number;
  photoRequests: number;
  photoBytes: number;
  /** Answers with 429. */
  rateLimited: number;
  /** Answers of either host that a fault struck. */
  faults: number;
  /** The most API requests in any sliding window, refused ones included. */
  maxRequestsInWindow: number;
  /** Requests that brought an Authorization header to the photo host, where it has no business. */
  keysSeenByPhotoHost: number;
}

/** A running HeadshotPro of one's own. */
export interface Sandbox {
  /** The base that clients call, up to `/api/v2`. */
  apiUrl: string;
  /** The photo host's origin. */
  photoUrl: string;
  apiKey: string;
  /** The truth, and what people and admins do to it. */
  organization: OrganizationState;
  access: Access;
  rate: RateLimit;
  faults: FaultRules;
  requests: RequestLog;
  webhooks: Webhooks;
  /** Moves people one stage on; gives how many moved. */
  progress(options?: ProgressOptions): number;
  /** Lets this much time pass for the sandbox: URLs age, windows end. */
  advance(ms: number): void;
  /** Ends the day of every URL signed so far. */
  expireUrls(): void;
  stats(): SandboxStats;
  close(): Promise<void>;
}

/** Starts the API and the photo host on 127.0.0.1. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { apiKey = SANDBOX_API_KEY, clock = Date, latencyMs = 0 } = options;
  let advancedMs = 0;
  let photoUrl = '';
  const now = () => clock.now() + advancedMs;
  const random = createRandom(`sandbox ${options.randomSeed ?? 1}`);
  const abort = new AbortController();
  const closing = abort.signal;

  const webhooks = new Webhooks(now, closing, options.webhooks);
  const state: OrganizationState = new OrganizationState(options.seed, {
    now,
    random,
    onEvent: (event, model) => webhooks.publish(event, model, state.uid),
  });
  const urls = new SignedUrls({
    base: () => photoUrl,
    now,
    lifetimeMs: options.urlLifetimeMs ?? DAY_MS,
    random,
  });
  const rate = new RateLimit({
    limit: options.rateLimit ?? (options.seed.plan === 'enterprise' ? 1000 : 300),
    windowMs: options.windowMs ?? 60_000,
    window: options.rateWindow ?? 'fixed',
    now,
  });
  const access: Access = { apiKey, enabled: true };
  const faults = new FaultRules(now, options.faults);
  const requests = new RequestLog();
  const shared = { now, latencyMs, faults, log: requests, closing };
  const apiHost = { state, urls, access, rate };
  const photoHost = {
    state,
    urls,
    draw: options.draw,
    expiredStatus: options.expiredStatus ?? 403,
  };

  const photoServer = await listen(
    options.photoPort ?? 0,
    hostListener({
      ...shared,
      host: 'photos',
      answer: (incoming, fault) => answerPhotos(photoHost, incoming, fault),
    }),
  );
  photoUrl = originOf(photoServer);
  const apiServer = await listen(
    options.port ?? 0,
    hostListener({
      ...shared,
      host: 'api',
      answer: (incoming, fault) => answerApi(apiHost, incoming, fault),
    }),
  ).catch(async (error) => {
    await stop(photoServer);
    throw error;
  });

  const { photosPerModel = 40, progressPeople = 2, progressEveryMs } = options;
  const move = (wanted: ProgressOptions = {}) =>
    progress(state, random, { photosPerModel, ...wanted });
  const timer =
    progressEveryMs === undefined
      ? undefined
      : setInterval(() => move({ people: progressPeople }), progressEveryMs);

  return {
    apiUrl: `${originOf(apiServer)}${API_PATH}`,
    photoUrl,
    apiKey,
    organization: state,
    access,
    rate,
    faults,
    requests,
    webhooks,
    progress: move,
    advance(ms) {
      advancedMs += ms;
    },
    expireUrls: () => urls.expireAll(),
    stats: () => statsOf(requests, rate),
    async close() {
      clearInterval(timer);
      abort.abort();
      await Promise.all([stop(apiServer), stop(photoServer), webhooks.settled()]);
    },
  };
}

function statsOf(requests: RequestLog, rate: RateLimit): SandboxStats {
  const api = requests.to('api');
  const photos = requests.to('photos');
  return {
    apiRequests: api.length,
    photoRequests: photos.length,
    photoBytes: photos.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    rateLimited: api.filter(({ status }) => status === 429).length,
    faults: requests.records.filter(({ fault }) => fault !== null).length,
    maxRequestsInWindow: rate.maxInSlidingWindow(),
    keysSeenByPhotoHost: photos.filter(({ headers }) => headers.authorization !== undefined).length,
  };
}
