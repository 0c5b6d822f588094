import { AppError, isAppError } from '#shared/errors.ts';
import type { Clock, Http, HttpRequest, HttpResponse, Log, Random } from '../ports.ts';
import { holdSecret } from '../secrets.ts';
import type { CallOptions } from './api.ts';
import { ApiFailure, NetworkFailure, notUnderstood, toAppError } from './api-failure.ts';
import { Lanes } from './lanes.ts';
import { networkErrorCode, neverSent } from './network-error.ts';
import type { RateBudget, RateLease } from './rate-budget.ts';
import { type RateHeaders, readRateHeaders } from './rate-headers.ts';
import { type JsonObject, readReplyBody } from './reply.ts';
import { mayPassLater, withRetries } from './retry.ts';
import { ServerTime } from './server-time.ts';

/** One operation to ask of the API. */
export interface ApiCall {
  /** For the log: never holds an id or an address. */
  name: string;
  method: HttpRequest['method'];
  /** After the base address, percent-encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: JsonObject;
  /** Whether sending it twice does no more than once. Only GETs by default. */
  repeatable?: boolean;
  /** A refusal whose text says "already" means `already_exists`. */
  mayExist?: boolean;
  /** Nothing in it is the caller's: a refusal of it is not for the caller to put right. */
  ours?: boolean;
}

/** A reply with `success`, and the server's time when it came. */
export interface ApiReply {
  json: JsonObject;
  receivedAtMs: number;
}

export interface RequesterPorts {
  /** As `assertApiUrl` gives it. */
  apiUrl: string;
  key: () => string;
  http: Http;
  clock: Clock;
  random: Random;
  log: Log;
  budget?: RateBudget | undefined;
}

const IDLE_TIMEOUT_MS = 30_000;
/** All tries together: somebody who waits hears sooner that it does not work, and can ask again. */
const ATTEMPTS = { person: 2, bulk: 4 } as const;
/** How often one call waits out a 429 before it is given up. */
const RATE_LIMIT_WAITS = 10;

/** Sends calls to the API: in their lane, within the allowance, repeated where that is safe. */
export class Requester {
  readonly host: string;
  readonly serverTime: ServerTime;
  readonly lanes: Lanes;
  readonly #ports: RequesterPorts;

  constructor(ports: RequesterPorts) {
    this.#ports = ports;
    this.host = new URL(ports.apiUrl).host;
    this.serverTime = new ServerTime(ports.clock);
    this.lanes = new Lanes(ports.clock, ports.budget);
  }

  /** Gives the first reply with `success`; throws an AppError for everything else. */
  async send(call: ApiCall, { signal, lane = 'bulk' }: CallOptions = {}): Promise<ApiReply> {
    const { clock, random, log } = this.#ports;
    const repeatable = isRepeatable(call);
    try {
      return await withRetries(() => this.#whenAllowed(call, lane, signal), {
        clock,
        random,
        signal,
        attempts: ATTEMPTS[lane],
        shouldRetry: (error) => mayPass(error, repeatable),
        onRetry: (error, waitMs) => {
          log.warn('API call is repeated', { call: call.name, waitMs, ...facts(error) });
        },
      });
    } catch (error) {
      if (signal?.aborted) throw cancelled(signal.reason);
      const { mayExist, ours } = call;
      throw toAppError(error, { host: this.host, mayExist, ours });
    }
  }

  /** One exchange, again after each rate limit: a call refused by it was not carried out. */
  async #whenAllowed(
    call: ApiCall,
    lane: 'person' | 'bulk',
    signal: AbortSignal | undefined,
  ): Promise<ApiReply> {
    for (let waits = 0; ; waits++) {
      const key = usableKey(this.#ports.key());
      try {
        return await this.lanes.run(
          lane,
          (lease) => this.#exchange(call, key, lease, signal),
          signal,
        );
      } catch (error) {
        if (!isRateLimit(error, call) || waits >= RATE_LIMIT_WAITS) throw error;
        this.#ports.log.warn('API rate limit', { call: call.name, waits });
      }
    }
  }

  async #exchange(
    call: ApiCall,
    key: string,
    lease: RateLease,
    signal: AbortSignal | undefined,
  ): Promise<ApiReply> {
    const { response, headers } = await this.#open(call, key, lease, signal);
    const { status } = response;
    if (status >= 300 && status < 400) {
      response.discard();
      throw this.#redirected(response);
    }
    const body = await readReplyBody(response, this.#ports.clock).catch((cause: unknown) => {
      throw new NetworkFailure('body', { cause });
    });
    const receivedAtMs = this.serverTime.now();
    this.#ports.log.debug('API call', { call: call.name, status, remaining: headers.remaining });
    if (status >= 200 && status < 300) {
      // Where no length is given, nothing else tells that it was cut off on its way.
      if (body.kind === 'broken') {
        const cause = Object.assign(new Error('Half a reply.'), { code: 'INCOMPLETE_REPLY' });
        throw new NetworkFailure('body', { cause });
      }
      if (body.kind !== 'json') throw notUnderstood(this.host, body.kind, status);
      const { success } = body.json;
      if (success !== false) return { json: body.json, receivedAtMs };
    }
    const { retryAfterMs } = headers;
    const failure = new ApiFailure({ status, body, retryAfterMs }, key);
    if (isRateLimit(failure, call)) this.lanes.budget.pause(headers);
    throw failure;
  }

  async #open(
    call: ApiCall,
    key: string,
    lease: RateLease,
    signal: AbortSignal | undefined,
  ): Promise<{ response: HttpResponse; headers: RateHeaders }> {
    const { http, apiUrl, clock } = this.#ports;
    const request: HttpRequest = {
      url: apiUrl + call.path + queryText(call.query),
      method: call.method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        'user-agent': 'HeadshotDesk',
        ...(call.body && { 'content-type': 'application/json' }),
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
      ...(signal && { signal }),
      idleTimeoutMs: IDLE_TIMEOUT_MS,
    };
    const response = await http(request).catch((cause: unknown) => {
      lease.settle(null);
      throw new NetworkFailure('exchange', { cause });
    });
    const header = (name: string) => response.header(name);
    const headers = readRateHeaders(header, clock.now());
    this.serverTime.observe(header);
    lease.settle(headers);
    return { response, headers };
  }

  #redirected(response: HttpResponse): AppError {
    const location = URL.parse(response.header('location') ?? '', this.#ports.apiUrl);
    const where = location === null ? 'elsewhere' : `to ${location.host}`;
    return new AppError(
      'api_not_understood',
      `${this.host} redirects API calls ${where} (${response.status}). They are not followed, so that the key goes nowhere else. This may be a sign-in page or a proxy; or the API address is wrong.`,
    );
  }
}

function queryText(query: ApiCall['query'] = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params.size === 0 ? '' : `?${params}`;
}

function usableKey(text: string): string {
  const key = text.trim();
  if (key === '') throw new AppError('key_missing', 'There is no API key. Connect with one first.');
  holdSecret(key);
  // Anything else cannot stand in a header, or would break out of it.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError(
      'key_refused',
      'The API key holds a space, a line break or another character that no key has. Copy it again.',
    );
  }
  return key;
}

function isRepeatable({ repeatable, method }: ApiCall): boolean {
  return repeatable ?? method === 'GET';
}

function isRateLimit(error: unknown, call: ApiCall): boolean {
  if (!(error instanceof ApiFailure)) return false;
  if (error.code === 'RATE_LIMIT_EXCEEDED') return true;
  // 429 is also the answer to too many invites; so a code we do not know may be about what is changed.
  if (error.status !== 429 || error.code === 'INVITE_LIMIT_EXCEEDED') return false;
  return error.code === null || isRepeatable(call);
}

function mayPass(error: unknown, repeatable: boolean): boolean | number {
  if (error instanceof NetworkFailure) return repeatable || neverSent(error.cause);
  if (!(error instanceof ApiFailure) || !repeatable) return false;
  return mayPassLater(error.status) && (error.retryAfterMs ?? true);
}

function facts(error: unknown): Record<string, unknown> {
  if (error instanceof ApiFailure) return { status: error.status };
  return { network: networkErrorCode(error instanceof Error ? error.cause : null) };
}

function cancelled(reason: unknown): AppError {
  return isAppError(reason) ? reason : new AppError('cancelled', 'Cancelled.', { cause: reason });
}
