import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below every system's range of ports for outgoing connections. */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * A free port on 127.0.0.1 that stays free while nobody listens on it: one that the system itself
 * chose could be given to somebody else before a server comes back to it.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    const server = createServer();
    try {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
