import type { Reply } from '../reply.ts';
import type { Host } from '../request-log.ts';
import type { Fault } from './rules.ts';
/** The answer of a fault that keeps the work from being done; null for one that spoils the answer. */
export declare function replacementFor(fault: Fault | null, host: Host): Reply | null;
/** The good answer with its bytes spoilt, if that is the fault. */
export declare function spoil(reply: Reply, fault: Fault | null): Promise<Reply>;
