import type { Bridge } from './bridge.ts';
import type { Api } from './contract.ts';
import { AppError } from './errors.ts';

/** The {@link Api} over a bridge: any `service.method` is a call; failures are thrown as AppError. */
export function createClient(bridge: Bridge): Api {
  const call = (path: string) => async (input: unknown) => {
    const reply = await bridge.invoke(path, input);
    if (reply.ok) return reply.value;
    throw new AppError(reply.error.code, reply.error.message);
  };
  return lookup((service) => lookup((method) => call(`${service}.${method}`))) as unknown as Api;
}

/** An object that has a property for every name, always the same one. */
function lookup<T>(make: (name: string) => T): object {
  const made = new Map<string, T>();
  return new Proxy(Object.freeze({}), {
    get(_, name) {
      // A `then` would make every await take it for a promise.
      if (typeof name !== 'string' || name === 'then') return undefined;
      const known = made.get(name) ?? make(name);
      made.set(name, known);
      return known;
    },
  });
}
