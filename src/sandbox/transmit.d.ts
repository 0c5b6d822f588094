import type { ServerResponse } from 'node:http';
import type { Fault } from './faults/rules.ts';
import type { Reply } from './reply.ts';
/**
 * Sends the reply, with the fault on the wire if it is of that kind. Settles when all is sent or the
 * connection is gone; `onBytes` hears how many body bytes went out.
 */
export declare function transmit(response: ServerResponse, reply: Reply, fault: Fault | null, onBytes: (count: number) => void): Promise<void>;
