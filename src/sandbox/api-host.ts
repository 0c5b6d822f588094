import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Incoming } from './exchange.ts';
import { changePayload } from './faults/payloads.ts';
import { replacementFor } from './faults/replies.ts';
import type { Fault } from './faults/rules.ts';
import type { RateLimit, RateVerdict } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { failureReply, jsonReply } from './reply.ts';
import type { Payload, RouteContext } from './router.ts';
import { findRoute, type Route } from './router.ts';
import { ROUTES } from './routes/all.ts';
import { V1_ROUTES } from './routes/v1.ts';
import { invalid } from './validation.ts';

export const API_PATH = '/api/v2';
const VERSIONS: Record<string, readonly Route[]> = { [API_PATH]: ROUTES, '/api/v1': V1_ROUTES };
const MAX_BODY_BYTES = 1_000_000;

/** Who may call; change it to play a revoked key or a switched-off feature. */
export interface Access {
  /** The key that works; null after it was deleted. */
  apiKey: string | null;
  /** Whether the organization has the API feature; off answers 403. */
  enabled: boolean;
}

export interface ApiHost extends RouteContext {
  access: Access;
  rate: RateLimit;
}

/** The answer to one API request: key, rate limit, fault, route (reference §1). */
export async function answerApi(
  host: ApiHost,
  incoming: Incoming,
  fault: Fault | null,
): Promise<Reply> {
  const isKnown = carriesKey(incoming.request, host.access.apiKey);
  // Strangers use nothing up of the organization's pool.
  const verdict = isKnown ? host.rate.take() : host.rate.peek();
  const reply = await (replyWhenRefused(host.access, isKnown, verdict) ??
    replacementFor(fault, 'api') ??
    work(host, incoming, fault));
  return { ...reply, headers: { ...rateHeaders(verdict), ...reply.headers } };
}

function replyWhenRefused(
  access: Access,
  isKnown: boolean,
  { allowed }: RateVerdict,
): Reply | null {
  if (!isKnown) return failureReply(401, 'Invalid API key', 'UNAUTHORIZED');
  if (!allowed) return failureReply(429, 'Rate limit exceeded', 'RATE_LIMIT_EXCEEDED');
  if (!access.enabled) return failureReply(403, 'API access is not enabled', 'FORBIDDEN');
  return null;
}

async function work(host: ApiHost, incoming: Incoming, fault: Fault | null): Promise<Reply> {
  try {
    const { method, url, request } = incoming;
    const version = url.pathname.slice(0, API_PATH.length);
    const routes = VERSIONS[version] ?? [];
    const { handler, param } = findRoute(routes, method, url.pathname.slice(version.length));
    const body = await readJson(request);
    const query = shifted(url.searchParams, fault);
    const payload = { success: true, ...handler({ param, query, body }, host) };
    if (query !== url.searchParams) claimOffset(payload, Number(url.searchParams.get('offset')));
    const changed = fault?.kind === 'payload' ? changePayload(payload, fault.change) : payload;
    return jsonReply(200, changed);
  } catch (error) {
    if (error instanceof Refusal) return failureReply(error.status, error.message, error.code);
    // A bug of the sandbox: whoever meets it should see which.
    return failureReply(500, `Internal error: ${error}`, 'INTERNAL_ERROR');
  }
}

/** As if people had been taken away (`by` above 0) or added (below 0) before a page after the first. */
function shifted(query: URLSearchParams, fault: Fault | null): URLSearchParams {
  const offset = Number(query.get('offset'));
  if (fault?.kind !== 'shift' || !(offset > 0)) return query;
  const changed = new URLSearchParams(query);
  changed.set('offset', String(Math.max(0, offset + fault.by)));
  return changed;
}

function claimOffset({ pagination }: Payload, offset: number): void {
  if (typeof pagination === 'object' && pagination !== null) Object.assign(pagination, { offset });
}

function carriesKey(request: IncomingMessage, apiKey: string | null): boolean {
  if (apiKey === null) return false;
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function rateHeaders({ limit, remaining, resetAtMs }: RateVerdict): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': new Date(resetAtMs).toISOString(),
  };
}

/** The body if it says that it is JSON; like most servers, deaf to one that does not. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_BODY_BYTES) throw invalid('The body is too large');
    pieces.push(piece);
  }
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  if (!isJson || sizeBytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(pieces).toString());
  } catch {
    throw invalid('The body is not valid JSON');
  }
}
