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
export declare function route(method: string, pattern: string, handler: Handler): Route;
export interface Match {
    handler: Handler;
    param(name: string): string;
}
/** The first route that fits; a `NOT_FOUND` refusal if none does. */
export declare function findRoute(routes: readonly Route[], method: string, path: string): Match;
