import { AppError } from '#shared/errors.ts';
import type { KeyVault } from '../ports.ts';

/**
 * The same key store, but nobody waits for it any longer once the program closes: one that asks for
 * its password can go without an answer for ever. What is given up then rejects with `disk_failed`.
 */
export function untilClosed(vault: KeyVault, closing: AbortSignal): KeyVault {
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  const giveUp = () =>
    closed.reject(new AppError('disk_failed', 'The key store of this computer did not answer.'));
  closing.addEventListener('abort', giveUp, { once: true });
  const orClosed = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, closed.promise]);
  return {
    storage: () => orClosed(vault.storage()),
    read: (name) => orClosed(vault.read(name)),
    write: (name, secret) => orClosed(vault.write(name, secret)),
    forget: (name) => orClosed(vault.forget(name)),
  };
}
