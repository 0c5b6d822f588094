/** The codes the API answers with (reference §1.6). */
export type RefusalCode = 'UNAUTHORIZED' | 'FORBIDDEN' | 'INVALID_REQUEST' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'ALREADY_DELETED' | 'INSUFFICIENT_CREDITS' | 'RATE_LIMIT_EXCEEDED' | 'INVITE_LIMIT_EXCEEDED' | 'INTERNAL_ERROR';
/** Thrown by a route that says no; the API host turns it into the failure envelope (§1.3). */
export declare class Refusal extends Error {
    readonly code: RefusalCode;
    readonly status: number;
    constructor(code: RefusalCode, message: string);
}
