import type { FaultRule } from './rules.ts';
/**
 * Reads a rule such as `photos every=10 status=503`, `api GET /models after=2 times=1 truncate=0.5`
 * or `photos variant=thumbnail for=30s stall=headers`: which requests (host, method, part of the
 * path), when, and one fault. Throws an error that says which word is wrong and what would be right.
 */
export declare function parseFaultRule(text: string): FaultRule;
