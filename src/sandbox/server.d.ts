import type { RequestListener, Server } from 'node:http';
/** A server on 127.0.0.1; port 0 takes any free one. Rejects when the port is taken. */
export declare function listen(port: number, listener: RequestListener): Promise<Server>;
/** `http://127.0.0.1:port` */
export declare function originOf(server: Server): string;
/** Stops listening and drops every connection, also those in the middle of an answer. */
export declare function stop(server: Server): Promise<void>;
