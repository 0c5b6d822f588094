import { Refusal } from './refusal.ts';
import type { SignedUrls } from './signed-urls.ts';
import type { OrganizationState } from './state.ts';

/** A JSON object as it goes over the wire, without `success`. */
export type Payload = Record<string, unknown>;

/** What a route works with. */
export interface RouteContext {
  state: OrganizationState;
  urls: SignedUrls;
}

/** One request as a route sees it. */
export interface RouteRequest {
  /** A path parameter, percent-decoded. */
  param(name: string): string;
  query: URLSearchParams;
  /** The parsed JSON body; undefined when none was sent as JSON. */
  body: unknown;
}

/** Gives the payload of a success, or throws a {@link Refusal}. */
export type Handler = (request: RouteRequest, context: RouteContext) => Payload;

export interface Route {
  method: string;
  segments: string[];
  handler: Handler;
}

/** A route at `pattern`, whose segments may be `:parameters`. */
export function route(method: string, pattern: string, handler: Handler): Route {
  return { method, segments: pattern.split('/').slice(1), handler };
}

export interface Match {
  handler: Handler;
  param(name: string): string;
}

/** The first route that fits; a `NOT_FOUND` refusal if none does. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  const given = path.split('/').slice(1);
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const params = bind(candidate.segments, given);
    if (params === null) continue;
    return { handler: candidate.handler, param: (name) => decode(params.get(name) ?? '') };
  }
  throw new Refusal('NOT_FOUND', 'Endpoint not found');
}

function bind(segments: string[], given: string[]): Map<string, string> | null {
  if (segments.length !== given.length) return null;
  const params = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':') && value !== '') params.set(segment.slice(1), value);
    else if (segment !== value) return null;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal('INVALID_REQUEST', 'The path is not percent-encoded properly');
  }
}
