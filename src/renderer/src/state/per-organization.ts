import type { Desk } from './desk.ts';
import { connectedSession } from './selectors.ts';

/**
 * What a view keeps while it is not on screen: made by `make` when it is first asked for, and anew for
 * another organization.
 */
export function perOrganization<T>(make: (desk: Desk) => T): (desk: Desk) => T {
  const kept = new WeakMap<Desk, { uid: string; value: T }>();
  return (desk) => {
    const uid = connectedSession(desk.mirrors.getState())?.organization.uid ?? '';
    const known = kept.get(desk);
    if (known?.uid === uid) return known.value;
    const value = make(desk);
    kept.set(desk, { uid, value });
    return value;
  };
}
