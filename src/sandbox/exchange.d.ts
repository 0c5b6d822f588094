import type { IncomingMessage, RequestListener } from 'node:http';
import type { Fault, FaultRules } from './faults/rules.ts';
import type { Reply } from './reply.ts';
import type { Host, RequestLog } from './request-log.ts';
/** A request with its URL read. */
export interface Incoming {
    request: IncomingMessage;
    method: string;
    url: URL;
}
export interface HostOptions {
    host: Host;
    now: () => number;
    latencyMs: number;
    faults: FaultRules;
    log: RequestLog;
    /** Aborts when the sandbox closes. */
    closing: AbortSignal;
    /** The answer, with faults that replace the work already in it. */
    answer: (incoming: Incoming, fault: Fault | null) => Promise<Reply>;
}
/** What both hosts do alike: record, wait, ask the fault rules, answer, spoil, send. */
export declare function hostListener(options: HostOptions): RequestListener;
