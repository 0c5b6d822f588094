import type { IncomingHttpHeaders } from 'node:http';
import type { PhotoFile } from './signed-urls.ts';
export type Host = 'api' | 'photos';
/** One request that reached the sandbox. */
export interface RequestRecord {
    host: Host;
    method: string;
    /** Without the query. */
    path: string;
    /** The query's parameters; a photo URL's are left out, `file` says what it was for. */
    query: Record<string, string>;
    /** The photo asked for, on the photo host. */
    file: PhotoFile | null;
    /** ms since 1970, by the sandbox's clock. */
    atMs: number;
    /** As they came, the key included: proof of what a client sends where. */
    headers: IncomingHttpHeaders;
    /** The status answered; null until then, and for good when no answer was sent. */
    status: number | null;
    /** The kind of fault that was put on it, if any. */
    fault: string | null;
    /** Body bytes sent so far. */
    sentBytes: number;
}
/** What came in, oldest first. The last 100,000 requests at least are kept. */
export declare class RequestLog {
    readonly records: RequestRecord[];
    add(record: RequestRecord): void;
    to(host: Host): RequestRecord[];
    clear(): void;
}
