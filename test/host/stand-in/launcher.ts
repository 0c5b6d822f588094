import type { Deed, FromApp, ToApp } from '../messages.ts';

/** The line to the launcher: nothing but Node's own channel between parent and child. */
export function tell(message: FromApp): void {
  process.send?.(message);
}

/** Reports something done to the desktop. */
export function did<K extends Deed['kind']>(
  kind: K,
  value: Extract<Deed, { kind: K }>['value'],
): void {
  tell({ kind: 'deed', deed: { kind, value } as Deed });
}

type Handler<K extends ToApp['kind']> = (message: Extract<ToApp, { kind: K }>) => unknown;

const handlers = new Map<string, (message: ToApp) => unknown>();

/** Answers messages of one kind; what the handler gives, or the promise it gives, is the answer. */
export function onMessage<K extends ToApp['kind']>(kind: K, handler: Handler<K>): void {
  handlers.set(kind, handler as (message: ToApp) => unknown);
}

process.on('message', async (message: ToApp) => {
  const id = 'id' in message ? message.id : null;
  try {
    const value = await handlers.get(message.kind)?.(message);
    if (id !== null) tell({ kind: 'answer', id, value });
  } catch (error) {
    if (id !== null) tell({ kind: 'refusal', id, message: String(error) });
  }
});
// Without its launcher the app has no window and nobody to close it.
process.on('disconnect', () => process.exit(1));
