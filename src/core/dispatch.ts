import type { z } from 'zod';
import type { Reply } from '#shared/bridge.ts';
import type { Api } from '#shared/contract.ts';
import { AppError, isAppError, toErrorData } from '#shared/errors.ts';
import { INPUT_SCHEMAS } from './input-schemas.ts';
import type { Log } from './ports.ts';

/** Carries out one call by its path, `service.method`. Never rejects. */
export type Dispatch = (path: string, input: unknown) => Promise<Reply>;

/**
 * Serves the contract: finds the call by own properties only, checks its input, and gives failures
 * as data. What is not an AppError is a bug: it is logged here, once, and told as `internal`.
 */
export function createDispatch(services: Api, log: Log): Dispatch {
  return async (path, input) => {
    try {
      const { method, schema } = find(services, path);
      // Undefined, where a call gives nothing, would not survive JSON.
      return { ok: true, value: (await method(parsed(schema, input))) ?? null };
    } catch (error) {
      if (!isAppError(error)) log.error('a call failed', { path: plain(path), error: told(error) });
      return { ok: false, error: toErrorData(error) };
    }
  };
}

type Method = (input: unknown) => Promise<unknown>;

function find(services: Api, path: unknown): { method: Method; schema: z.ZodType } {
  const [service = '', name = '', ...rest] = typeof path === 'string' ? path.split('.') : [];
  const method = own(own(services, service), name);
  const schema = own(own(INPUT_SCHEMAS, service), name);
  if (typeof method !== 'function' || schema === undefined || rest.length > 0) {
    throw new AppError('invalid_input', `There is no call named "${plain(path)}".`);
  }
  return { method: method as Method, schema: schema as z.ZodType };
}

/** A property of `object` itself: nothing that every object has, such as `constructor`. */
function own(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return;
  return (object as Record<string, unknown>)[name];
}

/** The input as its schema has it. The message names the place, never the value: it may be a key. */
function parsed(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.map(plain).join('.')}` : '';
  throw new AppError('invalid_input', `That cannot be done as asked: unexpected input${where}.`);
}

function plain(text: unknown): string {
  return String(text)
    .replace(/[^\w.-]/g, '?')
    .slice(0, 60);
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
