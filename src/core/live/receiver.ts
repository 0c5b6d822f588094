import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#shared/errors.ts';
import {
  LARGEST_BODY_BYTES,
  RefusedWebhook,
  type WebhookDelivery,
  type WebhookRefusal,
} from '../headshotpro/webhook.ts';
import type { Clock, Log } from '../ports.ts';
import { createAllowance } from './allowance.ts';

/** The only addresses it listens at: nobody but this computer reaches them. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];

/** What keeps a sender, of good will or bad, from taking more than its share. */
export interface ReceiverLimits {
  /** Open at a time; further ones are closed at once. */
  connections: number;
  /** Deliveries answered in a burst, and a second after it; further ones get 429. */
  burst: number;
  perSecond: number;
  /** For the head of a request, all of it, and between two requests of one connection. */
  headMs: number;
  requestMs: number;
  idleMs: number;
}

const RECEIVER_LIMITS: ReceiverLimits = {
  connections: 512,
  burst: 200,
  perSecond: 50,
  headMs: 5_000,
  requestMs: 10_000,
  idleMs: 5_000,
};

export interface ReceiverOptions {
  /** One of {@link LOOPBACK}. */
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Takes in a delivery, quickly: work follows later. Throws a {@link RefusedWebhook}. */
  take(delivery: Pick<WebhookDelivery, 'headers' | 'rawBody'>): void;
  clock: Pick<Clock, 'elapsed'>;
  log: Log;
  limits?: Partial<ReceiverLimits>;
}

/** A receiver that listens. */
export interface Receiver {
  port: number;
  close(): Promise<void>;
}

/** Starts a {@link Receiver}; a test may give the live part another. */
export type StartReceiver = (options: ReceiverOptions) => Promise<Receiver>;

/** What a refused delivery is answered with. Why in detail is nobody's business. */
const STATUS: Record<WebhookRefusal, number> = {
  'no-secret': 503,
  'too-large': 413,
  'no-timestamp': 401,
  'no-signature': 401,
  forged: 401,
  stale: 401,
  unreadable: 400,
  // It was taken in the first time: whoever sends it again has missed our answer.
  repeated: 200,
};

/**
 * Listens for webhooks: any path, POST only. Throws `invalid_input` where it cannot listen. Bodies are
 * read up to the largest that is taken, never further.
 */
export const startReceiver: StartReceiver = async ({
  host,
  port,
  take,
  clock,
  log,
  ...options
}) => {
  const limits = { ...RECEIVER_LIMITS, ...options.limits };
  if (!LOOPBACK.includes(host)) {
    throw new AppError('invalid_input', `Webhooks are received at ${LOOPBACK.join(' or ')} only.`);
  }
  const allowance = createAllowance(limits, clock);

  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    if (!allowance.take()) return 429;
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES) return 413;
    const rawBody = await bodyOf(request);
    if (rawBody === null) return 413;
    try {
      take({ headers: request.headers, rawBody });
      return 200;
    } catch (error) {
      if (error instanceof RefusedWebhook) return STATUS[error.refusal];
      log.warn('a webhook could not be taken in', { error: String(error) });
      return 503;
    }
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request).then(
      (status) => respond(request, response, status),
      // The sender has gone away, or was too slow.
      () => request.socket.destroy(),
    );
  };

  const server = createServer(
    {
      headersTimeout: limits.headMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(limits.headMs, limits.idleMs),
      maxHeaderSize: 8 * 1024,
    },
    serve,
  );
  server.on('checkContinue', serve);
  server.maxConnections = limits.connections;
  // Whoever connects and says nothing.
  server.setTimeout(limits.requestMs, (socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen({ host, port, exclusive: true }, resolve);
  });
  server.on('error', (error) => log.warn('the webhook receiver failed', { error: String(error) }));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Null where it is too long; what comes after that is not read. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    bytes += piece.length;
    if (bytes > LARGEST_BODY_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function respond(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (status === 405) response.setHeader('allow', 'POST');
  if (status === 429) response.setHeader('retry-after', '1');
  // What was not read must not be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-length': 0 }).end();
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): AppError {
  const where = `${host}, port ${port}`;
  const why: Record<string, string> = {
    EADDRINUSE: `Another program uses ${where}. Choose another port.`,
    EACCES: `This system does not let Headshot Desk use ${where}. Choose a port above 1023.`,
    EADDRNOTAVAIL: `This computer has no address ${host}. Choose the other one.`,
  };
  const message = why[cause.code ?? ''] ?? `Webhooks cannot be received at ${where}.`;
  return new AppError('invalid_input', message, { cause });
}
