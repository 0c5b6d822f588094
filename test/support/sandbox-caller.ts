import type { Sandbox } from '#sandbox/sandbox.ts';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export type Call = <Body = unknown>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer<Body>>;

/** Calls the sandbox's API with its key, as any HTTP client would: no client of ours involved. */
export function callerOf(sandbox: Sandbox): Call {
  return async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(sandbox.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${sandbox.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Body,
    };
  };
}
