import type { Payload } from './router.ts';
/** An answer ready to be sent, and perhaps spoilt on the way. */
export interface Reply {
    status: number;
    headers: Record<string, string>;
    body: Uint8Array;
}
/** A JSON body. */
export declare function jsonReply(status: number, payload: Payload): Reply;
/** The API's failure envelope (reference §1.3). */
export declare function failureReply(status: number, message: string, code?: string): Reply;
/** How a photo store says no. */
export declare function storeErrorReply(status: number): Reply;
export declare function textReply(status: number, contentType: string, text: string): Reply;
