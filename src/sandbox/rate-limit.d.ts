export interface RateLimitOptions {
    /** Requests in one window. */
    limit: number;
    windowMs: number;
    /**
     * `fixed`: a window begins with the first request after the last window's end. `sliding`: never
     * more than `limit` in any `windowMs`, whatever the client takes for the window's start.
     */
    window: 'fixed' | 'sliding';
    now: () => number;
}
export interface RateVerdict {
    allowed: boolean;
    limit: number;
    remaining: number;
    resetAtMs: number;
}
/** One pool of requests for the whole key (reference §1.5). Refused requests use nothing up. */
export declare class RateLimit {
    #private;
    limit: number;
    constructor(options: RateLimitOptions);
    /** Asks for one request of the pool. */
    take(): RateVerdict;
    /** How the pool stands, without taking from it. */
    peek(): RateVerdict;
    /** Uses up `count` requests as another client of the same key would. */
    spend(count: number): void;
    /** The most requests that came in any sliding window so far, refused ones included. */
    maxInSlidingWindow(): number;
}
