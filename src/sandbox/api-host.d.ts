import type { Incoming } from './exchange.ts';
import type { Fault } from './faults/rules.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Reply } from './reply.ts';
import type { RouteContext } from './router.ts';
export declare const API_PATH = "/api/v2";
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
export declare function answerApi(host: ApiHost, incoming: Incoming, fault: Fault | null): Promise<Reply>;
