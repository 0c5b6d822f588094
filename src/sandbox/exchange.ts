import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { spoil } from './faults/replies.ts';
import type { Fault, FaultRules } from './faults/rules.ts';
import type { Reply } from './reply.ts';
import type { Host, RequestLog, RequestRecord } from './request-log.ts';
import { fileAt } from './signed-urls.ts';
import { transmit } from './transmit.ts';

/** A request with its URL read. */
export interface Incoming {
  request: IncomingMessage;
  method: string;
  url: URL;
}

export interface HostOptions {
  host: Host;
  now: () => number;
  latencyMs: number;
  faults: FaultRules;
  log: RequestLog;
  /** Aborts when the sandbox closes. */
  closing: AbortSignal;
  /** The answer, with faults that replace the work already in it. */
  answer: (incoming: Incoming, fault: Fault | null) => Promise<Reply>;
}

/** What both hosts do alike: record, wait, ask the fault rules, answer, spoil, send. */
export function hostListener(options: HostOptions): RequestListener {
  return (request, response) => {
    exchange(options, request, response).catch(() => {
      // Either the sandbox is closing, or the drawing failed: no client may take it for success.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

async function exchange(
  { host, now, latencyMs, faults, log, closing, answer }: HostOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const incoming = read(request);
  const record = recordOf(host, incoming, now());
  log.add(record);
  const { method, path, file } = record;
  const fault = faults.strike({ host, method, path, file });
  record.fault = fault?.kind ?? null;

  const waitMs = latencyMs + (fault?.kind === 'delay' ? fault.delayMs : 0);
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: closing });
  const reply = await spoil(await answer(incoming, fault), fault);
  if (response.destroyed) return;
  // The sandbox's clock need not be the machine's.
  response.sendDate = false;
  const dated = { ...reply, headers: { date: new Date(now()).toUTCString(), ...reply.headers } };
  const isSilent = fault?.kind === 'reset' || (fault?.kind === 'stall' && fault.at === 'start');
  if (!isSilent) record.status = reply.status;
  await transmit(response, dated, fault, (count) => {
    record.sentBytes += count;
  });
}

function read(request: IncomingMessage): Incoming {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  return { request, method: request.method ?? 'GET', url };
}

function recordOf(host: Host, { request, method, url }: Incoming, atMs: number): RequestRecord {
  return {
    host,
    method,
    path: url.pathname,
    query: host === 'api' ? Object.fromEntries(url.searchParams) : {},
    file: host === 'photos' ? fileAt(url.pathname) : null,
    atMs,
    headers: request.headers,
    status: null,
    fault: null,
    sentBytes: 0,
  };
}
