import { AppError, isAppError } from '#shared/errors.ts';
import type { ApiCall } from './request.ts';

/** A read of `path` below the organization. */
export function get(name: string, path: string, query: ApiCall['query'] = {}) {
  return { name, method: 'GET', path: `/organization${path}`, query } as const;
}

/** A read without anything of the caller's in it. */
export function ours(name: string, path: string) {
  return { ...get(name, path), ours: true };
}

/** Fields of `body` that are undefined are not sent. */
export function post(name: string, path: string, body: Record<string, unknown>) {
  return { name, method: 'POST', path: `/organization${path}`, body } as const;
}

/** One part of a path, percent-encoded. What a URL would read as a step (`..`) is refused. */
export function segment(text: string): string {
  const encoded = encodeURIComponent(needed(text, 'An id'));
  if (encoded === '.' || encoded === '..') {
    throw new AppError('invalid_input', 'This is not an id.');
  }
  return encoded;
}

export function needed(text: string, what: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('invalid_input', `${what} is needed.`);
  return trimmed;
}

/** Null where the API does not know what was asked for. */
export async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (isAppError(error, 'not_found')) return null;
    throw error;
  }
}
