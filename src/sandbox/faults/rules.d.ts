import type { Host } from '../request-log.ts';
import type { PhotoFile } from '../signed-urls.ts';
import type { PayloadChange } from './payloads.ts';
/** What goes wrong with one answer. */
export type Fault = 
/** Another status instead of the work, with the host's own kind of error body by default. */
{
    kind: 'status';
    status: number;
    code?: string;
    message?: string;
    body?: string;
    headers?: Record<string, string>;
} | {
    kind: 'redirect';
    location: string;
    status?: 301 | 302 | 303 | 307 | 308;
}
/** Some other body under a good status: a captive portal's page, nothing at all, a proxy's text. */
 | {
    kind: 'body';
    body: string;
    contentType: string;
    status?: number;
}
/** Right, but late. */
 | {
    kind: 'delay';
    delayMs: number;
}
/** Silence without an end: before the headers, after them, or in the middle of the body. */
 | {
    kind: 'stall';
    at: 'start' | 'headers' | 'body';
}
/** The connection ends early. `keep` below 1 is a fraction of the body, else bytes. */
 | {
    kind: 'truncate';
    keep: number;
}
/** A Content-Length that is wrong by this many bytes. */
 | {
    kind: 'length';
    offBy: number;
}
/** No Content-Length. */
 | {
    kind: 'chunked';
} | {
    kind: 'corrupt';
    how: 'flip' | 'no-end' | 'garbage';
}
/** The same picture in another format; says so truly unless `contentType` lies. */
 | {
    kind: 'image';
    format: 'png' | 'webp';
    contentType?: string;
}
/** A body that never stops. */
 | {
    kind: 'endless';
} | {
    kind: 'reset';
}
/** Pages after the first are cut `by` items further on (missing some) or back (repeating some). */
 | {
    kind: 'shift';
    by: number;
}
/** The right answer in another shape. */
 | {
    kind: 'payload';
    change: PayloadChange;
};
/** Which requests a rule is about; everything said must fit. */
export interface FaultMatch {
    host?: Host;
    method?: string;
    /** A part of the path (without the query), or a pattern for it. */
    path?: string | RegExp;
    modelId?: string;
    photoId?: string;
    variant?: PhotoFile['variant'];
}
/** A fault and when it strikes, counted over the requests that match. */
export interface FaultRule {
    match?: FaultMatch;
    /** Lets the first ones pass. */
    after?: number;
    /** Strikes each nth only. */
    every?: number;
    /** Strikes no more often than this. */
    times?: number;
    /** Strikes no longer than this after the rule was added, in ms of the sandbox's clock. */
    forMs?: number;
    fault: Fault;
}
/** A request as rules see it. */
export interface RequestFacts {
    host: Host;
    method: string;
    path: string;
    file: PhotoFile | null;
}
/** A rule in force. */
export interface ActiveRule {
    readonly rule: FaultRule;
    /** How often it has struck. */
    readonly strikes: number;
    remove(): void;
}
/** The rules in force, in the order they were added; the first that strikes decides. */
export declare class FaultRules {
    #private;
    constructor(now: () => number, rules?: readonly FaultRule[]);
    add(rule: FaultRule): ActiveRule;
    clear(): void;
    /** Counts the request with every rule that it matches and gives the fault that strikes it. */
    strike(facts: RequestFacts): Fault | null;
}
